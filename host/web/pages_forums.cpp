// The series of forums: what is on, what comes, what was.
#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

// What the person showed before and since: nothing where neither is anything.
Values growth_values(const Speech& words, const content::Framework& framework, const learning::ForumGrowth& growth) {
    if (growth.before == 0 && growth.after == 0) {
        return Values{false};
    }
    const auto before = std::to_string(growth.before);
    const auto after = std::to_string(growth.after);
    Values values;
    values["words"] = growth.wanted > 0
                          ? words.tr("Levels shown: {before} before the forum, {after} since, of {wanted} wanted",
                                     {{"before", before}, {"after", after}, {"wanted", std::to_string(growth.wanted)}})
                          : words.tr("Levels shown: {before} before the forum, {after} since",
                                     {{"before", before}, {"after", after}});
    ValueList steps;
    for (const auto& step : growth.steps) {
        Values line;
        put_text(line, "name", step.competency->name, words.language());
        line["link"] = competency_path(step.competency->id);
        line["levels"] = step.from == 0 ? words.tr("for the first time: {level}",
                                                   {{"level", level_name(words, framework, step.to)}})
                                        : level_name(words, framework, step.from) + " → " +
                                              level_name(words, framework, step.to);
        steps.push_back(std::move(line));
    }
    values["any_steps"] = !steps.empty();
    values["steps"] = Values{steps};
    return values;
}

Values forum_lines(const Speech& words, const learning::Forums& forums, const std::vector<learning::ForumLine>& lines,
                   TimePoint now) {
    ValueList list;
    for (const auto& forum : lines) {
        Values line;
        put_text(line, "title", forum.unit->au->title, words.language());
        put_text(line, "course", forum.course->course->title, words.language());
        // A course that is nothing but its forum is named like it.
        const auto& course = *forum.course->course;
        line["of_course"] = course.title.in(words.language()) != forum.unit->au->title.in(words.language());
        line["link"] = unit_path(forum.course->course->slug, forum.unit->au->slug);
        const auto& starts = forum.unit->forum->starts;
        line["date"] = starts ? Values{date(words, *starts, now) + ", " + time_of_day(*starts)} : Values{false};
        line["takes_part"] = forum.takes_part;
        line["growth"] =
            forum.growth ? growth_values(words, forums.catalogue->framework, *forum.growth) : Values{false};
        list.push_back(std::move(line));
    }
    return Values{list};
}

}  // namespace

std::string Pages::forums(const Frame& frame, const learning::Forums& forums) {
    const auto words = speech(frame.language);
    Values values;
    values["running"] = !forums.running.empty();
    values["running_lines"] = forum_lines(words, forums, forums.running, frame.now);
    values["next"] = !forums.next.empty();
    values["next_lines"] = forum_lines(words, forums, forums.next, frame.now);
    values["past"] = !forums.past.empty();
    values["past_lines"] = forum_lines(words, forums, forums.past, frame.now);
    return framed(frame, words.tr("Forums"), templates_.render(frame.language, "forums", values));
}

}  // namespace lyceum::web
