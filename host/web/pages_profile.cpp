// The profile: competencies, how they grew, the courses they come from, the calendar.

#include "host/web/chart.hpp"
#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

#include <algorithm>

namespace lyceum::web {
namespace {

using learning::Profile;

Values competency_values(const Speech& speech, const Profile& profile, const learning::ProfileCompetency& competency,
                         TimePoint now) {
    const auto& framework = profile.catalogue->framework;
    const auto& standing = competency.standing;
    auto line = competency_line(speech, standing);
    // Under the heading "not shown yet" nothing need say so.
    line["level_name"] = standing.evidence > 0 ? Values{level_name(speech, framework, standing.level)} : Values{false};
    line["goal"] = false;
    if (standing.target > 0 && standing.level < standing.target) {
        line["goal"] = speech.tr("wanted: {level}", {{"level", level_name(speech, framework, standing.target)}});
    }
    line["at_goal"] = standing.target > 0 && standing.level >= standing.target;
    line["evidence"] = false;
    if (standing.evidence > 0) {
        line["evidence"] = speech.tr_count("{count} result", "{count} results", static_cast<int>(standing.evidence));
        line["latest"] = date(speech, *competency.latest, now);
        line["confirmed"] = competency.confirmed.has_value();
    }
    // Which kind of evidence shows what; nothing where no level is shown yet.
    const auto tested = level_name(speech, framework, competency.tested);
    const auto demonstrated = level_name(speech, framework, competency.demonstrated);
    line["tested"] =
        competency.tested > 0 ? Values{speech.tr("by questions: {level}", {{"level", tested}})} : Values{false};
    line["demonstrated"] = competency.demonstrated > 0
                               ? Values{speech.tr("in decisions and tasks: {level}", {{"level", demonstrated}})}
                               : Values{false};
    line["kinds"] = competency.tested > 0 || competency.demonstrated > 0;
    line["both_kinds"] = competency.tested > 0 && competency.demonstrated > 0;
    line["declared"] = false;
    if (competency.declared) {
        Values declared;
        declared["words"] = declared_words(speech, framework, competency.declared->level);
        declared["date"] = date(speech, competency.declared->time, now);
        line["declared"] = std::move(declared);
    }
    return line;
}

void put_competencies(Values& values, const Speech& speech, const Profile& profile, TimePoint now) {
    ValueList shown;
    ValueList waiting;
    for (const auto& competency : profile.competencies) {
        (competency.standing.evidence > 0 ? shown : waiting)
            .push_back(competency_values(speech, profile, competency, now));
    }
    values["any_shown"] = !shown.empty();
    values["shown"] = Values{shown};
    values["any_waiting"] = !waiting.empty();
    values["waiting"] = Values{waiting};
}

// Where the line begins: with the first course, but a week back at least, or a first evening of learning would be a
// wall.
TimePoint beginning_of(const Profile& profile, TimePoint now) {
    return std::min(profile.since.value_or(now), now - std::chrono::weeks{1});
}

std::string drawing_of(const Profile& profile, TimePoint now) {
    Chart chart;
    chart.from = beginning_of(profile, now);
    // Some room after today, where what was shown today can be seen to hold.
    chart.to = now + (now - chart.from) / 20;
    chart.goal = profile.wanted_levels;
    chart.top = std::max({profile.shown_levels, profile.wanted_levels, 1});
    for (const auto& line : profile.growth) {
        chart.points.push_back({.time = line.step.time, .value = line.step.total});
    }
    return to_svg(chart);
}

void put_growth(Values& values, const Speech& speech, const Profile& profile, TimePoint now) {
    const auto shown = std::to_string(profile.shown_levels);
    const auto wanted = std::to_string(profile.wanted_levels);
    values["grown"] = !profile.growth.empty();
    values["drawing"] = profile.growth.empty() ? std::string{} : drawing_of(profile, now);
    values["top"] = std::to_string(std::max({profile.shown_levels, profile.wanted_levels, 1}));
    values["from"] = date(speech, beginning_of(profile, now), now);
    values["goal"] = profile.wanted_levels > 0;
    values["growth_words"] = profile.wanted_levels > 0
                                 ? speech.tr("Levels shown: {shown} of the {wanted} that your role needs",
                                             {{"shown", shown}, {"wanted", wanted}})
                                 : speech.tr("Levels shown: {shown}", {{"shown", shown}});
    ValueList lines;
    for (const auto& step : profile.growth) {
        Values line;
        line["date"] = date(speech, step.step.time, now);
        line["link"] = competency_path(step.step.competency) + "#s-" + to_string(step.statement);
        if (step.competency != nullptr) {
            put_text(line, "name", step.competency->name, speech.language());
        } else {
            line["name"] = step.step.competency;
            line["name_lang"] = false;
        }
        line["level"] = level_words(speech, profile.catalogue->framework, step.step.level);
        line["total"] = std::to_string(step.step.total);
        line["course"] = false;
        if (step.course) {
            Values course;
            put_text(course, "title", step.course->course->title, speech.language());
            line["course"] = std::move(course);
        }
        lines.push_back(std::move(line));
    }
    values["steps"] = Values{lines};
}

// The numbers that everything below explains, each a link to where it does.
Values figures_of(const Speech& speech, const Profile& profile) {
    ValueList figures;
    const auto add = [&](std::string number, std::string of, std::string words, std::string link) {
        Values figure;
        figure["number"] = std::move(number);
        figure["of"] = text_or_nothing(of);
        figure["words"] = std::move(words);
        figure["link"] = std::move(link);
        figures.push_back(std::move(figure));
    };
    const auto of = [&](std::size_t all) { return speech.tr("of {all}", {{"all", std::to_string(all)}}); };
    if (profile.wanted > 0) {
        add(std::to_string(profile.reached), of(profile.wanted), speech.tr("competencies at the level your role needs"),
            "#competencies");
    }
    add(std::to_string(profile.shown_levels),
        profile.wanted_levels > 0 ? of(static_cast<std::size_t>(profile.wanted_levels)) : std::string{},
        speech.tr("levels shown"), "#growth");
    if (!profile.courses.empty()) {
        const auto completed = std::ranges::count_if(
            profile.courses, [](const auto& course) { return course.standing.satisfied.has_value(); });
        add(std::to_string(completed), of(profile.courses.size()), speech.tr("courses begun are completed"),
            "#courses");
    }
    return Values{figures};
}

}  // namespace

std::string Pages::profile(const Frame& frame, const Profile& profile, const std::string& calendar_address) {
    const auto words = speech(frame.language);
    Values values;
    values["person_name"] = frame.person->name;
    values["role"] = false;
    if (profile.role != nullptr && !profile.role->name.empty()) {
        Values role;
        put_text(role, "name", profile.role->name, words.language());
        values["role"] = std::move(role);
    }
    values["body"] = text_or_nothing(frame.person->body);
    values["figures"] = figures_of(words, profile);
    put_competencies(values, words, profile, frame.now);
    put_growth(values, words, profile, frame.now);

    ValueList courses;
    for (const auto& course : profile.courses) {
        auto line = course_line(words, course.standing, frame.now);
        const auto& slug = course.standing.course->course->slug;
        line["answers"] = answers_path(slug);
        line["certificate"] = course.has_certificate ? Values{certificate_path(slug)} : Values{false};
        courses.push_back(std::move(line));
    }
    values["any_courses"] = !courses.empty();
    values["courses"] = Values{courses};

    values["csrf"] = frame.csrf;
    values["address"] = text_or_nothing(calendar_address);
    values["has_calendar"] = profile.has_calendar;
    return framed(frame, words.tr("My profile"), templates_.render(frame.language, "profile", values));
}

}  // namespace lyceum::web
