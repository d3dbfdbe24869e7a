#pragma once
// The terms that a course's steps define, as one list. Reads no database. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

struct Glossary {
    std::shared_ptr<const Reading> reading;  // keeps what is pointed to; may be null
    std::shared_ptr<const PublishedCourse> course;
    std::vector<const GlossaryTerm*> terms;  // in the order of the alphabet
    bool is_ready = false;                   // false: the courses are still being read
};

// For readers of this language. NotFound if there is no such course.
Result<Glossary> course_glossary(const Campus& campus, std::string_view course_slug, Language reader);

// The heading under which a term stands: its first letter, large; "#" for a digit or sign.
std::string initial_of(const GlossaryTerm& term);

bool has_terms(const Campus& campus, std::string_view course_slug, Language reader);

}  // namespace lyceum::learning
