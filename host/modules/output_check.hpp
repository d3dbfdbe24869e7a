#pragma once
// Whether what a module returned makes sense: text that is text, numbers in their ranges, ids that can stand in a
// statement. What the protocol cannot know. [any thread]

#include "host/base/result.hpp"
#include "host/modules/call.hpp"

#include <string_view>

namespace lyceum::modules {

// A failure is a Protocol error whose `where` is the field: "interactions[2].scaled".
Result<void> check_view(std::string_view xhtml);
Result<void> check_outcome(const Outcome& outcome);
Result<void> check_outline(const Outline& outline);
Result<void> check_recall_questions(const RecallQuestions& questions);
// Of the recalled question with this id: nothing that would need a state.
Result<void> check_recalled(const Outcome& outcome, std::string_view question);
Result<void> check_report(const Report& report);
Result<void> check_diagnostics(const xml::Diagnostics& diagnostics);

}  // namespace lyceum::modules
