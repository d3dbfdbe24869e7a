// The page of one activity: the host's frame around what the module wrote.
#include "host/base/text.hpp"
#include "host/web/pages.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {

namespace {

// The steps of the course beside the page, where a screen has room for them.
Values outline_of(const Speech& words, const learning::ActivityPage& page) {
    ValueList lines;
    for (std::size_t i = 0; i < page.outline.size(); ++i) {
        const auto& step = page.outline[i];
        const bool here = step.unit == page.unit;
        Values line;
        put_text(line, "title", step.unit->au->title, words.language());
        line["number"] = std::to_string(i + 1);
        line["link"] = unit_path(page.course->course->slug, step.unit->au->slug);
        line["done"] = step.standing.satisfied;
        line["here"] = here;
        line["open"] = !here && step.missing.empty();
        line["closed"] = !here && !step.missing.empty();
        lines.push_back(std::move(line));
    }
    return Values{lines};
}

}  // namespace

std::string Pages::activity(const Frame& frame, const learning::ActivityPage& page, std::string_view fragment,
                            ActivityNotice notice) {
    const auto words = speech(frame.language);
    const auto& course = *page.course;
    const auto& unit = *page.unit->au;
    Values values;
    put_text(values, "course", course.course->title, words.language());
    values["course_link"] = course_path(course.course->slug);
    put_text(values, "title", unit.title, words.language());
    const auto all = std::to_string(course.units.size());
    const auto position = std::to_string(page.position);
    values["position"] = position;
    values["all"] = all;
    values["place"] = words.tr("Step {number} of {all}", {{"number", position}, {"all", all}});
    values["minutes"] = unit.minutes.count() > 0 ? Values{duration(words, unit.minutes)} : Values{false};

    values["stale"] = notice == ActivityNotice::Stale;
    values["feedback"] = false;
    // A module that shows its own feedback has said it all; the sentence would only repeat it.
    const bool module_speaks = fragment.find(R"(id="feedback")") != std::string_view::npos;
    if (notice == ActivityNotice::Answered && !page.feedback.empty() && !module_speaks) {
        values["feedback"] = page.feedback;
    }
    values["fragment"] = std::string{fragment};
    // A module marks with data-live what others may change; the page then listens for news, or offers to be fetched
    // again.
    const bool is_live = fragment.find("data-live=\"\"") != std::string_view::npos;
    values["live"] =
        is_live ? Values{frame.here + "/live?from=" + std::to_string(page.shared_revision)} : Values{false};
    values["here"] = frame.here;
    // Many modules begin with their own title. One of two the same is enough for the eye; the page still needs its
    // heading.
    const auto heading = ">" + text::escape_markup(unit.title.in(words.language())) + "</h2>";
    values["repeated"] = fragment.find(heading) != std::string_view::npos;
    // A closing page has nothing left to do in it, so what comes next goes first; a page that is read again goes before
    // it.
    values["lead"] = fragment.find(R"(class="result")") != std::string_view::npos;
    const bool other_language = page.content_language != frame.language;
    values["content_lang"] = other_language ? Values{std::string{code_of(page.content_language)}} : Values{false};
    values["saved"] =
        page.saved ? Values{words.tr("Saved {time}", {{"time", time_of_day(*page.saved)}})} : Values{false};

    values["done"] = page.standing.satisfied;
    values["course_done"] = page.course_satisfied;
    values["next"] = false;
    if (page.standing.satisfied && page.next != nullptr && !page.course_satisfied) {
        Values next;
        put_text(next, "next_title", page.next->au->title, words.language());
        next["link"] = unit_path(course.course->slug, page.next->au->slug);
        next["next_minutes"] =
            page.next->au->minutes.count() > 0 ? Values{duration(words, page.next->au->minutes)} : Values{false};
        values["next"] = std::move(next);
    }
    values["outlined"] = page.outline.size() > 1;
    values["outline"] = outline_of(words, page);
    return framed(frame, unit.title.in(words.language()), templates_.render(frame.language, "activity", values));
}

}  // namespace lyceum::web
