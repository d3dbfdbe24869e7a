#include "host/learning/glossary.hpp"

#include "host/words/words.hpp"

#include <algorithm>

namespace lyceum::learning {

namespace {

// Null if the course has not been read.
const std::vector<GlossaryTerm>* find_terms(const Reading* reading, std::string_view slug, Language reader) {
    if (reading == nullptr) {
        return nullptr;
    }
    const auto& courses = reading->catalogue->courses;
    const auto found = std::ranges::find_if(courses, [&](const auto& course) { return course->course->slug == slug; });
    return found == courses.end() ? nullptr
                                  : &reading->courses[static_cast<std::size_t>(found - courses.begin())]
                                         .glossary[static_cast<std::size_t>(reader)];
}

}  // namespace

Result<Glossary> course_glossary(const Campus& campus, std::string_view course_slug, Language reader) {
    Glossary glossary;
    glossary.reading = campus.reading_room.reading();
    // The units of the terms are those of the catalogue that was read.
    const auto& catalogue = glossary.reading ? glossary.reading->catalogue : campus.catalogue;
    glossary.course = catalogue->find_course(course_slug);
    if (!glossary.course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug},
                     "see the list of courses"};
    }
    if (const auto* terms = find_terms(glossary.reading.get(), course_slug, reader)) {
        glossary.is_ready = true;
        for (const GlossaryTerm& term : *terms) {
            glossary.terms.push_back(&term);
        }
    }
    return glossary;
}

std::string initial_of(const GlossaryTerm& term) {
    return words::initial(term.term);
}

bool has_terms(const Campus& campus, std::string_view course_slug, Language reader) {
    const auto* terms = find_terms(campus.reading_room.reading().get(), course_slug, reader);
    return terms != nullptr && !terms->empty();
}

}  // namespace lyceum::learning
