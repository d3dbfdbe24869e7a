#pragma once
// Where a person stands in a course and in the competencies: what overview and profile show alike. Reads only. [io
// strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/overview.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

// A course as far as one person has begun it.
struct Begun {
    std::optional<store::Registration> registration;
    progress::Standings standings;
    store::CourseProgress progress;
};
Result<Begun> read_begun(Campus& campus, const store::User& person, const PublishedCourse& course);

CourseStanding to_course_standing(const Campus& campus, const std::shared_ptr<const PublishedCourse>& course,
                                  const Begun& begun);

// All steps of the course, in document order.
std::vector<UnitLine> unit_lines(const PublishedCourse& course, const progress::Standings& standings);

// Showings by competency, each list in the order of time.
using Showings = std::map<std::string, std::vector<progress::Showing>>;
Showings by_competency(const std::vector<store::CompetencyEvidence>& evidence);

CompetencyStanding to_competency_standing(const content::Competency& competency, const content::Role* role,
                                          const Showings& showings);

// Those with a target or with evidence, in the framework's order.
std::vector<CompetencyStanding> competency_standings(const content::Framework& framework, const content::Role* role,
                                                     const Showings& showings);

bool is_for(const content::Course& course, const std::string& role);

}  // namespace lyceum::learning
