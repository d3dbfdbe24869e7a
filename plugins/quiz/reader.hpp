#pragma once
// Reads a quiz file and reports what the schema cannot see, with the rules
//   quiz.duplicate-id          two questions, or two options of one question, share an id
//   quiz.no-correct-option     no option, spot or answer is right
//   quiz.many-correct-options  a <choice> with more than one right option
//   quiz.bad-tolerance         a negative tolerance
//   quiz.bad-number            a value that is no number
//   quiz.bad-pass-mark         a pass mark outside 0 to 1
//   quiz.bad-attempts          attempts outside 0 to 10
//   quiz.bad-points            points outside 1 to 100
//   quiz.bad-minutes           a limit of time outside 1 to 600 minutes
//   quiz.bad-answer            an accepted answer that nobody can type
//   quiz.unknown-target        an item to match names no target
//   quiz.too-few-parts         nothing to put in order, to match or to mark
//   quiz.bad-draw              a pool that draws none, or more questions than it has
//   quiz.too-many-questions    more than 200, pools and all
//   quiz.too-many-objectives   more than 64 different objectives
//   quiz.empty-text            an element without text
//   quiz.bad-link              an address that is not http or https
//   quiz.nested-link           a link inside a link
//   quiz.too-deep              more than 40 elements inside each other
//   quiz.too-long              the longest attempt is more than 300 KiB: the review is one page
//   quiz.no-questions          nothing to ask
//   quiz.bad-id                an id of other characters (the schema sees it first)
// and content.not-well-formed, content.other-root, content.too-large, which the host sees first
// [one thread]

#include "plugins/quiz/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::quiz {

// Nothing if there were errors.
std::unique_ptr<Quiz> read(const sdk::Content& content);

}  // namespace lyceum::plugins::quiz
