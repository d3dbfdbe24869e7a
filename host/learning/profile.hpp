#pragma once
// A person's own pages: what they have shown, when it grew, and the statements behind every number. Reads only. [io
// strand]

#include "host/base/result.hpp"
#include "host/learning/overview.hpp"
#include "host/progress/growth.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// What a person last said of their own level; never part of a level shown.
struct SelfDeclared {
    int level = 0;  // 0: not yet
    TimePoint time;
};

struct ProfileCompetency {
    CompetencyStanding standing;
    std::optional<TimePoint> latest;               // showing of any level, or confirmation of the level shown
    std::optional<store::Confirmation> confirmed;  // by recall
    std::optional<SelfDeclared> declared;
    // The level that evidence of each kind alone would show; that of courses not published any more is of no kind.
    int tested = 0;
    int demonstrated = 0;
};

struct ProfileGrowth {
    progress::GrowthStep step;
    const content::Competency* competency = nullptr;  // null if the framework has lost it
    std::shared_ptr<const PublishedCourse> course;    // where it was shown; null if not published any more
    StatementId statement;                            // that says so
};

struct ProfileCourse {
    CourseStanding standing;
    bool has_certificate = false;
};

struct Profile {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    const content::Role* role = nullptr;         // null: unknown to the framework
    std::vector<ProfileCompetency>
        competencies;                    // with a target, evidence or a word of their own, in the framework's order
    std::vector<ProfileGrowth> growth;   // in the order of time
    int shown_levels = 0;                // each competency up to its target
    int wanted_levels = 0;               // the sum of targets; 0: the role has none
    std::size_t reached = 0;             // competencies whose target is reached
    std::size_t wanted = 0;              // competencies with a target
    std::optional<TimePoint> since;      // the first course was begun
    std::vector<ProfileCourse> courses;  // begun ones, in the order begun
    bool has_calendar = false;
};
Result<Profile> profile(Campus& campus, const store::User& person);

// How an attempt ended, as its statement says.
enum class Verdict { Passed, Failed, Scored };

// One showing in plain words: where it comes from, how it went, whether it counts.
struct ShowingLine {
    StatementId statement;
    TimePoint time;
    std::shared_ptr<const PublishedCourse> course;  // null if not published any more
    const PublishedUnit* unit = nullptr;            // null if the course has lost it
    std::string unit_id;
    std::optional<content::Objective> objective;  // of the course today
    Verdict verdict = Verdict::Scored;
    std::optional<modules::EvidenceKind> kind;  // nothing: the unit or its module is not there any more
    std::optional<double> attempt;  // the whole attempt, -1 to 1
    int level = 0;                  // that was to be shown
    double scaled = 0;              // of what was asked for it, 0 to 1
    bool counts = false;            // reached the share that counts
    bool bears_level = false;       // the level shown rests on this one
};

// A course that can show this competency.
struct Opportunity {
    std::shared_ptr<const PublishedCourse> course;
    int level = 0;  // the highest
};

struct CompetencyPage {
    std::shared_ptr<const Catalogue> catalogue;
    CompetencyStanding standing;
    std::vector<SelfDeclared> declared;            // the latest first
    std::vector<ShowingLine> showings;             // the latest first, at most 200
    std::optional<store::Confirmation> confirmed;  // by recall
    std::vector<Opportunity> opportunities;        // published courses for this person's role
};
// NotFound: the framework has no such competency.
Result<CompetencyPage> competency_page(Campus& campus, const store::User& person, std::string_view competency);

// One answer to one question, as its statement says.
struct GivenAnswer {
    TimePoint time;
    std::optional<bool> right;     // nothing: no answer is right or wrong
    std::optional<double> scaled;  // 0 to 1
    std::string response;          // as typed; empty where it is only the name of an option
    bool in_recall = false;        // asked again, after the step was finished
    StatementId statement;
};

struct AnsweredQuestion {
    LocalizedText question;
    std::string id;                    // of the statement's object, when there are no words
    std::vector<GivenAnswer> answers;  // the first first
};

struct AnsweredUnit {
    const PublishedUnit* unit = nullptr;
    progress::UnitStanding standing;
    std::optional<TimePoint> updated;         // nothing: not begun
    std::vector<AnsweredQuestion> questions;  // in the order first answered
};

struct AnswersPage {
    CourseStanding standing;
    std::vector<AnsweredUnit> units;  // all of the course, in document order
    bool has_certificate = false;
    bool cut = false;  // more than 500 answers: the earliest are left out
};
// NotFound: no such course, or not begun.
Result<AnswersPage> answers_page(Campus& campus, const store::User& person, std::string_view course_slug);

}  // namespace lyceum::learning
