#include "host/learning/overview.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "host/base/files.hpp"
#include "host/learning/place.hpp"

namespace lyceum::learning {

namespace {

struct Begun {
    std::optional<store::Registration> registration;
    progress::Standings standings;
    store::CourseProgress progress;
};

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

CourseStanding to_course_standing(const Campus& campus, const std::shared_ptr<const PublishedCourse>& course, const Begun& begun) {
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

std::optional<NextAct> to_next(const CourseStanding& standing, const progress::Standings& standings) {
    const auto next = progress::next_step(standing.course->rule, standings);
    const PublishedUnit* unit = next ? standing.course->find_unit(next->unit) : nullptr;
    if (unit == nullptr) {
        return std::nullopt;
    }
    return NextAct{.course = standing.course,
                   .unit = unit,
                   .position = static_cast<std::size_t>(unit - standing.course->units.data()) + 1,
                   .resumed = next->resumed,
                   .deadline = standing.deadline,
                   .late = standing.late};
}

bool is_for(const content::Course& course, const std::string& role) {
    return course.roles.empty() || std::ranges::find(course.roles, role) != course.roles.end();
}

// Of several courses, the one to go on with: begun before not begun, then the earliest deadline, then the catalogue's order.
bool comes_before(const NextAct& left, bool left_begun, const NextAct& right, bool right_begun) {
    if (left_begun != right_begun) {
        return left_begun;
    }
    return left.deadline.value_or(TimePoint::max()) < right.deadline.value_or(TimePoint::max());
}

Result<std::vector<CompetencyStanding>> competencies_of(Campus& campus, const Catalogue& catalogue, const store::User& person) {
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    std::map<std::string, std::vector<progress::Showing>> showings;
    for (const store::CompetencyEvidence& shown : evidence) {
        showings[shown.competency].push_back({.level = shown.level, .scaled = shown.scaled, .time = shown.stored});
    }
    std::vector<CompetencyStanding> standings;
    const content::Role* role = catalogue.framework.find_role(person.role);
    for (const content::Competency& competency : catalogue.framework.competencies) {
        const auto found = showings.find(competency.id);
        CompetencyStanding standing;
        standing.competency = &competency;
        if (role != nullptr) {
            const auto target = role->targets.find(competency.id);
            standing.target = target == role->targets.end() ? 0 : target->second;
        }
        if (found != showings.end()) {
            standing.evidence = found->second.size();
            standing.level = progress::level_shown(found->second);
        }
        if (standing.target > 0 || standing.evidence > 0) {
            standings.push_back(standing);
        }
    }
    return standings;
}

}  // namespace

Result<Home> home(Campus& campus, const store::User& person) {
    Home home;
    home.catalogue = campus.catalogue;
    bool next_begun = false;
    for (const auto& course : home.catalogue->courses) {
        LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
        if (!begun.registration && !is_for(*course->course, person.role)) {
            continue;
        }
        home.courses.push_back(to_course_standing(campus, course, begun));
        const auto next = to_next(home.courses.back(), begun.standings);
        const bool is_begun = begun.registration.has_value();
        if (next && (!home.next || comes_before(*next, is_begun, *home.next, next_begun))) {
            home.next = next;
            next_begun = is_begun;
        }
    }
    LYCEUM_TRY(home.competencies, competencies_of(campus, *home.catalogue, person));
    return home;
}

Result<CourseOverview> course_overview(Campus& campus, const store::User& person, std::string_view course_slug) {
    const auto catalogue = campus.catalogue;
    const auto course = catalogue->find_course(course_slug);
    if (!course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug}, "see the list of courses"};
    }
    LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
    CourseOverview overview;
    overview.standing = to_course_standing(campus, course, begun);
    overview.next = to_next(overview.standing, begun.standings);
    for (const PublishedUnit& unit : course->units) {
        UnitLine line;
        line.unit = &unit;
        if (const auto found = begun.standings.find(unit.au->id); found != begun.standings.end()) {
            line.standing = found->second;
        }
        line.standing.satisfied = line.standing.satisfied || progress::is_satisfied(unit.rule, line.standing);
        for (const std::string& id : progress::missing_prerequisites(course->rule, unit.rule, begun.standings)) {
            if (const PublishedUnit* missing = course->find_unit(id)) {
                line.missing.push_back(missing);
            }
        }
        overview.units.push_back(std::move(line));
    }
    return overview;
}

Result<std::string> course_file(const Campus& campus, std::string_view course_slug, std::string_view relative) {
    static constexpr std::array<std::string_view, 5> served{".svg", ".png", ".jpg", ".jpeg", ".webp"};
    const auto course = campus.catalogue->find_course(course_slug);
    if (!course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug}, ""};
    }
    if (std::ranges::find(served, std::filesystem::path{relative}.extension().string()) == served.end()) {
        return Error{ErrorCode::NotFound, "files of this kind are not served", std::string{relative}, ""};
    }
    LYCEUM_TRY(const auto path, files::resolve_inside(course->course->folder, relative));
    return path.string();
}

}  // namespace lyceum::learning
