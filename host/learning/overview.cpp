#include "host/learning/overview.hpp"

#include "host/base/files.hpp"
#include "host/learning/glossary.hpp"
#include "host/learning/standing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lyceum::learning {

namespace {

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

// Of several courses, the one to go on with first: begun, then not begun, then done; of these the one due earliest,
// were it begun now; then the catalogue's order.
auto order_of(const CourseStanding& standing, TimePoint now) {
    const int group = standing.satisfied ? 2 : standing.begun ? 0 : 1;
    const auto due = standing.begun ? standing.deadline : progress::deadline(standing.course->rule, now);
    return std::pair{group, due.value_or(TimePoint::max())};
}

std::vector<Gain> gains_of(const Catalogue& catalogue, const content::Course& course, const Showings& showings) {
    std::vector<Gain> gains;
    for (const content::Objective& objective : course.objectives) {
        Gain gain{.objective = &objective,
                  .competency = catalogue.framework.find_competency(objective.competency),
                  .shown = false};
        if (const auto found = showings.find(objective.competency); found != showings.end()) {
            gain.shown = progress::level_shown(found->second) >= objective.level;
        }
        gains.push_back(gain);
    }
    return gains;
}

}  // namespace

Result<Home> home(Campus& campus, const store::User& person) {
    struct Line {
        CourseStanding standing;
        std::optional<NextAct> next;
    };
    std::vector<Line> lines;
    Home home;
    home.catalogue = campus.catalogue;
    for (const auto& course : home.catalogue->courses) {
        LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
        if (begun.registration || is_for(*course->course, person.role)) {
            const CourseStanding standing = to_course_standing(campus, course, begun);
            lines.push_back({.standing = standing, .next = to_next(standing, begun.standings)});
        }
    }
    std::ranges::stable_sort(lines, {},
                             [now = campus.clock()](const Line& line) { return order_of(line.standing, now); });
    for (const Line& line : lines) {
        home.courses.push_back(line.standing);
        if (!home.next) {
            home.next = line.next;
        }
    }
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    const content::Framework& framework = home.catalogue->framework;
    home.competencies = competency_standings(framework, framework.find_role(person.role), by_competency(evidence));
    LYCEUM_TRY(home.tasks, task_summary(campus, person));
    return home;
}

Result<CourseOverview> course_overview(Campus& campus, const store::User& person, std::string_view course_slug) {
    const auto catalogue = campus.catalogue;
    const auto course = catalogue->find_course(course_slug);
    if (!course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug},
                     "see the list of courses"};
    }
    LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    CourseOverview overview;
    overview.catalogue = catalogue;
    overview.gains = gains_of(*catalogue, *course->course, by_competency(evidence));
    if (begun.registration) {
        LYCEUM_TRY(const auto certificate, campus.reader.certificate_of(begun.registration->id));
        overview.has_certificate = certificate.has_value();
    }
    for (const Language language : all_languages) {
        overview.has_terms[static_cast<std::size_t>(language)] = has_terms(campus, course_slug, language);
    }
    overview.standing = to_course_standing(campus, course, begun);
    overview.next = to_next(overview.standing, begun.standings);
    overview.units = unit_lines(*course, begun.standings);
    return overview;
}

Result<std::string> course_file(const Campus& campus, std::string_view course_slug, std::string_view relative) {
    static constexpr std::array<std::string_view, 8> served{".svg",  ".png", ".jpg",  ".jpeg",
                                                            ".webp", ".mp4", ".webm", ".vtt"};
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
