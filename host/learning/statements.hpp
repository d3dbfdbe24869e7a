#pragma once
// xAPI 1.0.3 statements of what happened: written from outcomes, and read back by verify. Everything that derived
// progress needs is inside the statement (mastery score, moveOn, evidence with competency and level), so that it can be
// recomputed from statements alone, whatever became of the course. [any thread]

#include "host/learning/catalogue.hpp"
#include "host/store/records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

namespace verbs {
// cmi5 section 9.3 and ADL's "answered".
inline constexpr std::string_view launched = "http://adlnet.gov/expapi/verbs/launched";
inline constexpr std::string_view initialized = "http://adlnet.gov/expapi/verbs/initialized";
inline constexpr std::string_view completed = "http://adlnet.gov/expapi/verbs/completed";
inline constexpr std::string_view passed = "http://adlnet.gov/expapi/verbs/passed";
inline constexpr std::string_view failed = "http://adlnet.gov/expapi/verbs/failed";
inline constexpr std::string_view satisfied = "https://w3id.org/xapi/adl/verbs/satisfied";
inline constexpr std::string_view answered = "http://adlnet.gov/expapi/verbs/answered";
inline constexpr std::string_view scored = "http://adlnet.gov/expapi/verbs/scored";
// Rustici's registry: what was asked was passed over.
inline constexpr std::string_view skipped = "http://id.tincanapi.com/verb/skipped";
inline constexpr std::string_view progressed = "http://adlnet.gov/expapi/verbs/progressed";
// What people say of themselves; nothing is derived from it, so nothing of it is ever taken for something shown.
inline constexpr std::string_view declared = "urn:lyceum:verb:declared";
}  // namespace verbs

// Who, where and when: the same for all statements of one answer.
struct StatementContext {
    store::User person;
    RegistrationId registration;
    const PublishedCourse* course = nullptr;
    const PublishedUnit* unit = nullptr;
    Language language = Language::Ru;
    TimePoint now;
};

// Evidence with what the course says the objective is evidence for.
struct StatedEvidence {
    std::string objective;
    std::string competency;
    int level = 0;
    double scaled = 0;
};

store::Statement state_launched(const StatementContext& context);
store::Statement state_initialized(const StatementContext& context);
store::Statement state_answered(const StatementContext& context, const modules::Interaction& interaction);
// The same question asked again in recall, long after: with what the answer is evidence for.
store::Statement state_recalled(const StatementContext& context, const modules::Interaction& interaction,
                                const std::vector<StatedEvidence>& evidence);
// A question of recall put off without an answer.
store::Statement state_put_off(const StatementContext& context, const std::string& question);
store::Statement state_progressed(const StatementContext& context, int percent);
store::Statement state_completed(const StatementContext& context);
// passed or failed, with the score if there is one and the evidence shown.
store::Statement state_judged(const StatementContext& context, bool passed, const std::optional<modules::Score>& score,
                              const std::vector<StatedEvidence>& evidence);
// An attempt after the first pass, or one without a verdict: the score and evidence alone.
store::Statement state_scored(const StatementContext& context, const std::optional<modules::Score>& score,
                              const std::vector<StatedEvidence>& evidence);
store::Statement state_declared(const StatementContext& context, const std::vector<modules::Declaration>& declarations);
// `group_id` is a block's or the course's own id (cmi5 section 9.3.9).
store::Statement state_satisfied(const StatementContext& context, const std::string& group_id);

// What a statement says, as far as derived progress needs it; nothing if the JSON is not a statement of ours.
struct ReadStatement {
    std::string verb;
    std::string unit;         // AU id, of the unit whose answer it came from
    std::string group;        // "satisfied" only: block or course id
    bool is_course = false;   // "satisfied" only: `group` is the course
    progress::UnitRule rule;  // moveOn and mastery score as they were then; no prerequisites
    std::optional<double> scaled;
    std::optional<int> percent;
    std::vector<StatedEvidence> evidence;
    std::vector<modules::Declaration> declarations;
    LocalizedText title;          // of the object: an activity's name or a question's words; may be empty
    std::string interaction;      // "answered" only: the interaction type ("choice")
    std::string response;         // "answered" only: as the module gave it
    std::optional<bool> success;  // nothing: no answer is right or wrong, or none was judged
    std::string question;         // "answered" and "skipped" only: the activity's own id for it
    bool in_recall = false;       // "answered" and "skipped" only: asked again, and no part of the step's progress
};
std::optional<ReadStatement> read_statement(const store::Statement& statement);

}  // namespace lyceum::learning
