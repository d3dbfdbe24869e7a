#pragma once
// Reads a lesson file and reports what the schema cannot see, with the rules
//   lesson.duplicate-id         two sections, checks or options of one check share an id
//   lesson.no-correct-option    a check without a right option
//   lesson.many-correct-options a check with more than one
//   lesson.empty-text           an element without text, a picture without a description
//   lesson.bad-link             an address that is not http or https
//   lesson.nested-link          a link inside a link
//   lesson.too-deep             more than 40 elements inside each other
//   lesson.too-long             a section of more than 300 KiB
//   lesson.no-sections          nothing to read
//   lesson.bad-id               an id of other characters (the schema sees it first)
//   lesson.bad-minutes          minutes outside 1 to 60 (the schema sees it first)
//   lesson.unknown-term         a <term> that the glossary does not define
//   lesson.term-in-definition   a definition that names another term
//   lesson.long-summary         a summary of more than 400 characters
// and as warnings, which stop nothing,
//   lesson.unused-term          a definition that no section names
//   lesson.video-without-captions
// and content.not-well-formed, content.other-root, content.too-large, which the host sees first
// [one thread]

#include "plugins/lesson/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::lesson {

// Nothing if there were errors.
std::unique_ptr<Lesson> read(const sdk::Content& content);

}  // namespace lyceum::plugins::lesson
