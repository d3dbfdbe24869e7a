#pragma once
// From a module's outcome to what is written: progress rules applied, statements made, derived rows brought up to date.
// Pure: no reading, no writing. Called by answer_activity. [any thread]

#include "host/learning/place.hpp"
#include "host/learning/statements.hpp"
#include "host/modules/call.hpp"

namespace lyceum::learning {

// Fills what follows from the outcome into `record`: statements, unit and course progress, evidence. Nothing is written
// that the outcome did not change, so that an answer without effect makes no statement.
void judge(const StatementContext& context, const Standing& before, const store::CourseProgress& course_before,
           const modules::Outcome& outcome, store::AnswerRecord& record);

// Evidence for an objective that the course ties to a competency; the rest says nothing about the framework. Several
// showings of one competency at one level in one answer are one showing, their mean.
std::vector<StatedEvidence> to_stated(const content::Course& course, const std::vector<modules::Evidence>& reported);

}  // namespace lyceum::learning
