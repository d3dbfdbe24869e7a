#pragma once
// Where a person stands: the pages home, course list and course, as values. Reads only. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/tasks.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

struct NextAct {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;
    std::size_t position = 0;  // of the unit, from 1
    bool resumed = false;
    std::optional<TimePoint> deadline;
    bool late = false;
};

struct CompetencyStanding {
    const content::Competency* competency = nullptr;  // of the catalogue's framework
    int level = 0;                                    // shown, 0 to 4
    int target = 0;                                   // of the person's role; 0 if none
    std::size_t evidence = 0;                         // showings behind it
};

struct CourseStanding {
    std::shared_ptr<const PublishedCourse> course;
    bool begun = false;
    std::optional<TimePoint> started;
    std::optional<TimePoint> deadline;
    bool late = false;
    std::optional<TimePoint> satisfied;
    std::size_t satisfied_units = 0;
    std::chrono::minutes minutes_left{0};
};

struct Home {
    std::shared_ptr<const Catalogue> catalogue;    // keeps what is pointed to
    std::optional<NextAct> next;                   // nothing: all assigned courses are done
    std::vector<CompetencyStanding> competencies;  // those with a target, in the framework's order
    std::vector<CourseStanding> courses;  // for this person: to go on with, to begin, done; the earliest due first
    TaskSummary tasks;
};
Result<Home> home(Campus& campus, const store::User& person);

struct UnitLine {
    const PublishedUnit* unit = nullptr;
    progress::UnitStanding standing;
    std::vector<const PublishedUnit*> missing;  // prerequisites not yet satisfied
};

// What a course gives: an objective and the level of a competency it is evidence for.
struct Gain {
    const content::Objective* objective = nullptr;
    const content::Competency* competency = nullptr;  // null: evidence for none
    bool shown = false;  // the person has shown this level or a higher one, here or elsewhere
};

struct CourseOverview {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    CourseStanding standing;
    std::vector<UnitLine> units;
    std::vector<Gain> gains;
    std::optional<NextAct> next;
    bool has_certificate = false;
    std::array<bool, 3> has_terms{};  // by the reader's Language: there is a glossary
};
Result<CourseOverview> course_overview(Campus& campus, const store::User& person, std::string_view course_slug);

// A file of the course folder that pages may show (figures): absolute path; NotFound or Denied otherwise. Only image
// types that the host serves (.svg .png .jpg .jpeg .webp).
Result<std::string> course_file(const Campus& campus, std::string_view course_slug, std::string_view relative);

}  // namespace lyceum::learning
