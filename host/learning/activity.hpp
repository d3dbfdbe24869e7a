#pragma once
// Opening an activity and answering it: the path of one answer (docs/architecture.md). [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/overview.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

struct OpenRequest {
    store::User person;
    std::string course;  // slugs
    std::string unit;
    Language language = Language::Ru;
    std::optional<FormId> answered;  // the form just posted: its feedback is shown again
    std::string place{};             // the section asked for by a link; may be empty
};

struct ActivityPage {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;       // inside `course`
    Language content_language = Language::Ru;  // of the file shown; may differ from the one asked for
    std::string xhtml;                 // as the module wrote it; through modules::render_fragment before it is shown
    FormId form;                       // new for every page
    std::int64_t revision = 0;         // of the state shown; comes back with the answer
    std::int64_t shared_revision = 0;  // of the newest shared document shown; 0: there is none
    std::string feedback;              // of the answer just given, may be empty
    std::optional<TimePoint> saved;    // when the state shown was written
    std::size_t position = 0;          // of the unit in the course, from 1
    progress::UnitStanding standing;
    const PublishedUnit* next = nullptr;  // where to go after this one is satisfied; null if the course is done
    bool course_satisfied = false;
    std::vector<UnitLine> outline;  // all steps of the course, this one among them
};

// NotFound: no such course or unit. Denied: prerequisites are missing; Error::where names the first (its slug).
// Otherwise as modules::Pool::view. The first opening enrols the person and states "launched" and "initialized" (cmi5
// sections 9.3.1, 9.3.2).
boost::asio::awaitable<Result<ActivityPage>> open_activity(Campus& campus, OpenRequest request);

struct AnswerRequest {
    store::User person;
    std::string course;
    std::string unit;
    Language language = Language::Ru;
    FormId form;                // of the page that was answered
    std::int64_t revision = 0;  // of the state that page showed
    std::vector<modules::Field> fields;
};

struct Answered {
    store::AnswerResult result = store::AnswerResult::Recorded;
    std::string feedback;
    std::int64_t revision = 0;  // of the state after it; 0 if Stale
};

// Judges and records one answer; returns only after it is on disk. A form that was recorded before gives what it gave
// then (Repeated); a page older than the learner's state changes nothing (Stale). Failures leave everything as it was.
boost::asio::awaitable<Result<Answered>> answer_activity(Campus& campus, AnswerRequest request);

}  // namespace lyceum::learning
