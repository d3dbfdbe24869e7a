#include "host/learning/standing.hpp"

#include "host/learning/place.hpp"

#include <algorithm>

namespace lyceum::learning {

Result<Begun> read_begun(Campus& campus, const store::User& person, const PublishedCourse& course) {
    Begun begun;
    LYCEUM_TRY(begun.registration, campus.reader.find_registration(person.id, course.course->id));
    if (begun.registration) {
        LYCEUM_TRY(const auto rows, campus.reader.unit_progress(begun.registration->id));
        for (const store::UnitProgress& row : rows) {
            begun.standings.emplace(row.unit, to_standing(row));
        }
        LYCEUM_TRY(begun.progress, campus.reader.course_progress(begun.registration->id));
    }
    return begun;
}

CourseStanding to_course_standing(const Campus& campus, const std::shared_ptr<const PublishedCourse>& course,
                                  const Begun& begun) {
    CourseStanding standing;
    standing.course = course;
    standing.begun = begun.registration.has_value();
    standing.satisfied = begun.progress.satisfied;
    if (begun.registration) {
        standing.started = begun.registration->started;
        standing.deadline = progress::deadline(course->rule, begun.registration->started);
        standing.late = standing.deadline && !standing.satisfied && *standing.deadline < campus.clock();
    }
    for (const PublishedUnit& unit : course->units) {
        const auto found = begun.standings.find(unit.au->id);
        const progress::UnitStanding& where = found == begun.standings.end() ? progress::UnitStanding{} : found->second;
        if (where.satisfied || progress::is_satisfied(unit.rule, where)) {
            ++standing.satisfied_units;
        } else {
            standing.minutes_left += unit.au->minutes;
        }
    }
    return standing;
}

std::vector<UnitLine> unit_lines(const PublishedCourse& course, const progress::Standings& standings) {
    std::vector<UnitLine> lines;
    lines.reserve(course.units.size());
    for (const PublishedUnit& unit : course.units) {
        UnitLine line;
        line.unit = &unit;
        if (const auto found = standings.find(unit.au->id); found != standings.end()) {
            line.standing = found->second;
        }
        line.standing.satisfied = line.standing.satisfied || progress::is_satisfied(unit.rule, line.standing);
        for (const std::string& id : progress::missing_prerequisites(course.rule, unit.rule, standings)) {
            if (const PublishedUnit* missing = course.find_unit(id)) {
                line.missing.push_back(missing);
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_for(const content::Course& course, const std::string& role) {
    return course.roles.empty() || std::ranges::find(course.roles, role) != course.roles.end();
}

Showings by_competency(const std::vector<store::CompetencyEvidence>& evidence) {
    Showings showings;
    for (const store::CompetencyEvidence& shown : evidence) {
        showings[shown.competency].push_back({.level = shown.level, .scaled = shown.scaled, .time = shown.stored});
    }
    return showings;
}

CompetencyStanding to_competency_standing(const content::Competency& competency, const content::Role* role,
                                          const Showings& showings) {
    CompetencyStanding standing;
    standing.competency = &competency;
    if (role != nullptr) {
        const auto target = role->targets.find(competency.id);
        standing.target = target == role->targets.end() ? 0 : target->second;
    }
    if (const auto found = showings.find(competency.id); found != showings.end()) {
        standing.evidence = found->second.size();
        standing.level = progress::level_shown(found->second);
    }
    return standing;
}

std::vector<CompetencyStanding> competency_standings(const content::Framework& framework, const content::Role* role,
                                                     const Showings& showings) {
    std::vector<CompetencyStanding> standings;
    for (const content::Competency& competency : framework.competencies) {
        const CompetencyStanding standing = to_competency_standing(competency, role, showings);
        if (standing.target > 0 || standing.evidence > 0) {
            standings.push_back(standing);
        }
    }
    return standings;
}

}  // namespace lyceum::learning
