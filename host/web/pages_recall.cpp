// The page of recall: one question, what came of it, and how it ends.
#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

using learning::RecallPage;
using learning::RecallState;

std::string path_with(const RecallView& view, std::string_view path) {
    return std::string{path} + (view.wanted == learning::Wanted::More ? "?more=1" : "");
}

// "Question 2 of 4"; beyond the week's sitting there is no number to reach.
void put_place(Values& values, const Speech& speech, const RecallView& view) {
    const RecallPage& page = view.page;
    const bool answered = page.state == RecallState::Answered;
    const bool counted = view.wanted == learning::Wanted::Sitting;
    const auto position = std::to_string(page.taken + (answered ? 0 : 1));
    const auto all = std::to_string(page.taken + page.left);
    values["place"] = false;
    if (counted) {
        Values place;
        place["position"] = position;
        place["all"] = all;
        place["words"] = speech.tr("Question {number} of {all}", {{"number", position}, {"all", all}});
        values["place"] = std::move(place);
    }
}

void put_question(Values& values, const Speech& speech, const Frame& frame, const RecallView& view) {
    const RecallPage& page = view.page;
    put_text(values, "course", page.course->course->title, speech.language());
    put_place(values, speech, view);
    values["csrf"] = frame.csrf;
    values["form"] = to_string(page.form);
    values["asking"] = learning::to_text(page.asking);
    values["later"] = path_with(view, recall_put_off_path);
    values["pause"] = std::string{recall_pause_path};
    values["say"] = text_or_nothing(page.feedback);
}

void put_answered(Values& values, const Speech& speech, const Frame& frame, const RecallView& view) {
    const RecallPage& page = view.page;
    values["course"] = false;
    values["course_lang"] = false;
    if (page.course) {
        put_text(values, "course", page.course->course->title, speech.language());
    }
    put_place(values, speech, view);
    // A module that shows its own feedback has said it all.
    const bool module_speaks = view.fragment.find(R"(id="feedback")") != std::string_view::npos;
    values["feedback"] = module_speaks ? Values{false} : text_or_nothing(page.feedback);
    values["comes_back"] = page.comes_back ? Values{speech.tr("This question will come back on {date}.",
                                                              {{"date", date(speech, *page.comes_back, frame.now)}})}
                                           : Values{false};
    values["next"] = path_with(view, recall_path);
    values["next_words"] = page.left > 0 ? speech.tr("Next question") : speech.tr("Finish");
}

void put_end(Values& values, const Speech& speech, const Frame& frame, const RecallView& view) {
    const RecallPage& page = view.page;
    values["next_date"] = false;
    values["more"] = false;
    values["text"] = false;
    switch (page.state) {
        case RecallState::Paused:
            values["title"] = speech.tr("Recall is put off to next week");
            break;
        case RecallState::Nothing:
            values["title"] = speech.tr("There is nothing to repeat yet");
            values["text"] = speech.tr(
                "A few days after you finish a step with questions, they begin to come back here: two minutes a week.");
            break;
        case RecallState::Unreachable:
            values["title"] = speech.tr("The questions cannot be shown now");
            values["text"] = speech.tr("Nothing is lost: the questions will wait. Try again in a few minutes.");
            break;
        default:
            values["title"] = page.taken > 0 ? speech.tr("That is all for this week")
                                             : speech.tr("There is nothing to repeat today");
            values["text"] = speech.tr(
                "A right answer confirms that you still know it. A wrong one takes nothing away: the question only "
                "comes back sooner.");
            break;
    }
    if (page.next) {
        values["next_date"] =
            speech.tr("The next recall: {date}.", {{"date", date(speech, *page.next, frame.now)}});
    }
    if (page.more > 0) {
        values["more"] = speech.tr_count("{count} more question now", "{count} more questions now",
                                         static_cast<int>(page.more));
    }
}

}  // namespace

std::string Pages::recall(const Frame& frame, const RecallView& view) {
    const auto words = speech(frame.language);
    Values values;
    const RecallState state = view.page.state;
    values["stale"] = view.notice == RecallNotice::Stale;
    values["put_off"] = view.notice == RecallNotice::PutOff;
    values["fragment"] = view.fragment.empty() ? Values{false} : Values{std::string{view.fragment}};
    const bool other_language = view.page.content_language != frame.language;
    values["content_lang"] =
        other_language ? Values{std::string{code_of(view.page.content_language)}} : Values{false};
    values["question"] = false;
    values["answered"] = false;
    values["end"] = false;
    Values part;
    if (state == RecallState::Question) {
        put_question(part, words, frame, view);
        values["question"] = std::move(part);
    } else if (state == RecallState::Answered) {
        put_answered(part, words, frame, view);
        values["answered"] = std::move(part);
    } else {
        put_end(part, words, frame, view);
        values["end"] = std::move(part);
    }
    return framed(frame, words.tr("Recall"), templates_.render(frame.language, "recall", values));
}

}  // namespace lyceum::web
