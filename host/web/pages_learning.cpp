// The pages that show where a person stands: home, the list of courses, one course.

#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

#include <algorithm>

namespace lyceum::web {
namespace {

constexpr std::size_t competencies_at_once = 4;  // the rest is one touch away: home stays one screen

Values next_act(const Speech& speech, const learning::NextAct& next, TimePoint now) {
    Values values;
    put_text(values, "course", next.course->course->title, speech.language());
    put_text(values, "title", next.unit->au->title, speech.language());
    values["step"] = speech.tr("Step {number}", {{"number", std::to_string(next.position)}});
    values["link"] = unit_path(next.course->course->slug, next.unit->au->slug);
    values["resumed"] = next.resumed;
    values["minutes"] =
        next.unit->au->minutes.count() > 0 ? Values{duration(speech, next.unit->au->minutes)} : Values{false};
    values["deadline"] = next.deadline ? Values{deadline_words(speech, *next.deadline, now)} : Values{false};
    values["late"] = next.late;
    return values;
}

// What a person has worked on comes first; within that the order of the framework.
std::vector<const learning::CompetencyStanding*> by_interest(const std::vector<learning::CompetencyStanding>& all) {
    std::vector<const learning::CompetencyStanding*> sorted;
    for (const auto& one : all) {
        sorted.push_back(&one);
    }
    std::stable_partition(sorted.begin(), sorted.end(), [](const auto* one) { return one->evidence > 0; });
    return sorted;
}

// What the course is evidence for: one line an objective.
Values gain_lines(const Speech& speech, const learning::CourseOverview& overview) {
    ValueList lines;
    for (const auto& gain : overview.gains) {
        Values line;
        put_text(line, "title", gain.objective->title, speech.language());
        line["competency"] = false;
        if (gain.competency != nullptr) {
            Values competency;
            put_text(competency, "name", gain.competency->name, speech.language());
            competency["link"] = competency_path(gain.competency->id);
            competency["level"] = level_words(speech, overview.catalogue->framework, gain.objective->level);
            line["competency"] = std::move(competency);
        }
        line["shown"] = gain.shown;
        lines.push_back(std::move(line));
    }
    return Values{lines};
}

// Satisfied, closed by prerequisites, begun, or waiting: one word and one sign.
void put_state(Values& line, const learning::UnitLine& unit) {
    const auto& standing = unit.standing;
    line["done"] = standing.satisfied;
    line["closed"] = !standing.satisfied && !unit.missing.empty();
    line["failed"] = !standing.satisfied && standing.failed;
    line["begun"] = !standing.satisfied && unit.missing.empty() && !standing.failed && standing.initialized;
}

}  // namespace

Values Pages::course_line(const Speech& words, const learning::CourseStanding& standing, TimePoint now) const {
    const auto& course = *standing.course;
    Values line;
    put_text(line, "title", course.course->title, words.language());
    put_text(line, "description", course.course->description, words.language());
    line["link"] = course_path(course.course->slug);
    line["units"] = std::to_string(course.units.size());
    line["done_units"] = std::to_string(standing.satisfied_units);
    line["progress"] = words.tr("{done} of {all} steps", {{"done", std::to_string(standing.satisfied_units)},
                                                          {"all", std::to_string(course.units.size())}});
    line["begun"] = standing.begun;
    line["done"] = standing.satisfied.has_value();
    line["done_date"] = standing.satisfied ? Values{date(words, *standing.satisfied, now)} : Values{false};
    const bool minutes_matter = !standing.satisfied && standing.minutes_left.count() > 0;
    line["minutes"] = minutes_matter ? Values{duration(words, standing.minutes_left)} : Values{false};
    line["deadline"] = standing.deadline && !standing.satisfied ? Values{deadline_words(words, *standing.deadline, now)}
                                                                : Values{false};
    line["late"] = standing.late && !standing.satisfied;
    return line;
}

std::string Pages::home(const Frame& frame, const learning::Home& home, const learning::RecallOffer& recall) {
    const auto words = speech(frame.language);
    Values values;
    values["next"] = home.next ? next_act(words, *home.next, frame.now) : Values{false};
    values["all_done"] = !home.next && !home.courses.empty();
    values["recall"] = false;
    if (recall.questions > 0) {
        Values offer;
        offer["words"] = duration(words, recall.minutes) + ", " +
                         words.tr_count("{count} question", "{count} questions", static_cast<int>(recall.questions));
        offer["csrf"] = frame.csrf;
        values["recall"] = std::move(offer);
    }

    ValueList first;
    ValueList rest;
    for (const auto* standing : by_interest(home.competencies)) {
        (first.size() < competencies_at_once ? first : rest).push_back(competency_line(words, *standing));
    }
    values["competencies"] = !first.empty();
    values["reached_words"] = text_or_nothing(reached_words(words, home.competencies));
    values["first"] = Values{first};
    values["more"] = !rest.empty();
    values["rest"] = Values{rest};
    values["all_competencies"] = words.tr_count("all {count} competency", "all {count} competencies",
                                                static_cast<int>(home.competencies.size()));

    ValueList tasks;
    for (const auto& line : home.tasks.open) {
        tasks.push_back(task_line(words, line, frame.now));
    }
    values["any_tasks"] = !tasks.empty();
    values["tasks"] = Values{tasks};
    values["drafts"] =
        home.tasks.drafts > 0
            ? Values{words.tr_count("{count} draft waits to be compared.", "{count} drafts wait to be compared.",
                                    static_cast<int>(home.tasks.drafts))}
            : Values{false};
    values["tasks_taken"] = words.tr(
        "{open} of {most} taken on",
        {{"open", std::to_string(home.tasks.open.size())}, {"most", std::to_string(store::most_committed_tasks)}});

    ValueList courses;
    for (const auto& standing : home.courses) {
        courses.push_back(course_line(words, standing, frame.now));
    }
    values["any_courses"] = !courses.empty();
    values["courses"] = Values{courses};
    return framed(frame, words.tr("What next"), templates_.render(frame.language, "home", values));
}

std::string Pages::courses(const Frame& frame, const learning::Home& home) {
    const auto words = speech(frame.language);
    Values values;
    ValueList courses;
    for (const auto& standing : home.courses) {
        courses.push_back(course_line(words, standing, frame.now));
    }
    values["any_courses"] = !courses.empty();
    values["courses"] = Values{courses};
    return framed(frame, words.tr("Courses"), templates_.render(frame.language, "courses", values));
}

std::string Pages::course(const Frame& frame, const learning::CourseOverview& overview) {
    const auto words = speech(frame.language);
    const auto& course = *overview.standing.course;
    auto values = course_line(words, overview.standing, frame.now);
    values["next"] = overview.next ? next_act(words, *overview.next, frame.now) : Values{false};
    ValueList units;
    std::size_t number = 0;
    for (const auto& unit : overview.units) {
        Values line;
        line["number"] = std::to_string(++number);
        put_text(line, "title", unit.unit->au->title, words.language());
        put_text(line, "description", unit.unit->au->description, words.language());
        line["described"] = !unit.unit->au->description.empty();
        line["link"] = unit_path(course.course->slug, unit.unit->au->slug);
        line["minutes"] =
            unit.unit->au->minutes.count() > 0 ? Values{duration(words, unit.unit->au->minutes)} : Values{false};
        put_state(line, unit);
        line["after"] = "";
        if (!unit.missing.empty()) {
            line["after"] =
                words.tr("Opens after “{step}”", {{"step", unit.missing.front()->au->title.in(words.language())}});
        }
        units.push_back(std::move(line));
    }
    values["unit_lines"] = Values{units};
    values["gives"] = !overview.gains.empty();
    values["gains"] = gain_lines(words, overview);
    values["certificate"] = overview.has_certificate ? Values{certificate_path(course.course->slug)} : Values{false};
    values["answers"] = overview.standing.begun ? Values{answers_path(course.course->slug)} : Values{false};
    const bool has_terms = overview.has_terms[static_cast<std::size_t>(words.language())];
    values["glossary"] = has_terms ? Values{glossary_path(course.course->slug)} : Values{false};
    values["links"] = overview.standing.begun || has_terms;
    return framed(frame, course.course->title.in(words.language()),
                  templates_.render(frame.language, "course", values));
}

}  // namespace lyceum::web
