#pragma once
// Reads a survey file and reports what the schema cannot see, with the rules
//   survey.duplicate-id      two questions, scales, or options of one question share an id
//   survey.short-scale       a scale with fewer than two points: everybody would answer the same
//   survey.few-options       a choice or a ranking with fewer than two options
//   survey.unknown-scale     a question names no scale (with what may have been meant)
//   survey.unused-scale      (warning) no question uses it
//   survey.bad-range         a number whose min is not below its max
//   survey.same-competency   two questions about one competency
//   survey.no-questions      nothing to answer
//   survey.too-large         more than 60 questions, or texts longer than a page
//   survey.empty-text, survey.bad-id, survey.bad-number, survey.bad-link, survey.nested-link, survey.too-deep
// and content.not-well-formed, content.other-root, content.too-large. [one thread]

#include "plugins/survey/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::survey {

// Nothing if there were errors.
std::unique_ptr<Survey> read(const sdk::Content& content);

}  // namespace lyceum::plugins::survey
