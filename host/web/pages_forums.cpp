// The series of forums: what is on, what comes, what was.
#include "host/web/pages.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

Values forum_lines(const Speech& words, const std::vector<learning::ForumLine>& lines, TimePoint now) {
    ValueList list;
    for (const auto& forum : lines) {
        Values line;
        put_text(line, "title", forum.unit->au->title, words.language());
        put_text(line, "course", forum.course->course->title, words.language());
        line["link"] = unit_path(forum.course->course->slug, forum.unit->au->slug);
        const auto& starts = forum.unit->forum->starts;
        line["date"] = starts ? Values{date(words, *starts, now) + ", " + time_of_day(*starts)} : Values{false};
        line["takes_part"] = forum.takes_part;
        list.push_back(std::move(line));
    }
    return Values{list};
}

}  // namespace

std::string Pages::forums(const Frame& frame, const learning::Forums& forums) {
    const auto words = speech(frame.language);
    Values values;
    values["running"] = !forums.running.empty();
    values["running_lines"] = forum_lines(words, forums.running, frame.now);
    values["next"] = !forums.next.empty();
    values["next_lines"] = forum_lines(words, forums.next, frame.now);
    values["past"] = !forums.past.empty();
    values["past_lines"] = forum_lines(words, forums.past, frame.now);
    return framed(frame, words.tr("Forums"), templates_.render(frame.language, "forums", values));
}

}  // namespace lyceum::web
