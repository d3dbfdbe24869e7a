#pragma once
// What can be read in the courses, before anybody opens them: titles and descriptions of courses and steps, and what
// modules tell of their activities (ability lyceum.outline/1). The search and the glossaries are made of it. An
// immutable value over one catalogue, once for readers of each language. [any thread]; `read_courses` [io strand]

#include "host/learning/catalogue.hpp"
#include "host/modules/pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::learning {

// One thing that a search may find, and where it leads.
struct Passage {
    enum class Kind { Course, Step, Section, Term };

    Kind kind = Kind::Course;
    std::size_t course = 0;         // in the catalogue's courses
    std::size_t unit = 0;           // in the course's units; of no meaning for a course
    std::string place;              // the section's id; empty: the step as a whole
    std::string title;              // of course, step or section; the term
    std::string text;               // plain; may be empty
    Language reader = Language::Ru;    // for whom
    Language language = Language::Ru;  // of title and text
};

struct GlossaryTerm {
    std::size_t unit = 0;      // that explains it, in the course's units
    std::string place;         // the section that does; may be empty
    std::string section;       // its title; may be empty
    std::string term;
    std::string definition;
    Language language = Language::Ru;  // of these
};

struct CourseReading {
    std::array<std::vector<GlossaryTerm>, 3> glossary;  // by the reader's Language; in the order of the alphabet
};

struct Reading {
    std::shared_ptr<const Catalogue> catalogue;
    std::vector<Passage> passages;
    std::vector<CourseReading> courses;  // as the catalogue's
};

// Asks the modules. A module that fails is logged, and its step found by title and description alone. Ends early, with
// what there is, when `is_over` says so.
boost::asio::awaitable<std::shared_ptr<const Reading>> read_courses(modules::Pool& pool,
                                                                    std::shared_ptr<const Catalogue> catalogue,
                                                                    std::function<bool()> is_over);

}  // namespace lyceum::learning
