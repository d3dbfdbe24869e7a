#include "plugins/common/numbers.hpp"
#include "plugins/quiz/page.hpp"

namespace lyceum::plugins::quiz {

using sdk::Xhtml;

std::string printed_credit(double earned, double possible, const Voice& voice) {
    return voice.texts.earned.with(printed_points(earned, voice.language),
                                   voice.texts.of_points.with(voice.language, static_cast<std::uint64_t>(possible)));
}

void write_button(Xhtml& out, std::string_view act, std::string_view words) {
    out.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
        actions.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", "primary"}}, words);
    });
}

void write_question(const Sitting& sitting, const Question& question, const Voice& voice, Xhtml& page) {
    page.element("form", {{"lang", voice.code()}}, [&](Xhtml& form) {
        form.element("input", {{"type", "hidden"}, {"name", "question"}, {"value", question.id()}});
        form.element("input", {{"type", "hidden"}, {"name", "attempt"}, {"value", sitting.state().attempt}});
        question.write_form(sitting.setting(question), voice, form);
        write_button(form, "answer", voice.texts.answer.text());
    });
}

void write_answered(const Sitting& sitting, const Question& question, const Answered& answered, const Voice& voice,
                    Xhtml& page) {
    page.element("div", {{"class", "question"}, {"lang", voice.content_code()}},
                 [&](Xhtml& prompt) { prompt.append(question.frame().prompt.blocks); });
    question.write_answer(sitting.setting(question), answered.response, voice, page);
}

void write_verdict(const Question& question, const Answered& answered, const Voice& voice, Xhtml& heading) {
    const double share = question.judge(answered.response);
    heading.element("span", {{"aria-hidden", "true"}}, share >= 1 ? "✓" : "✗").text(" ");
    heading.text((share >= 1 ? voice.texts.right : share > 0 ? voice.texts.partly : voice.texts.wrong).text());
}

std::string_view verdict_class(const Question& question, const Answered& answered) {
    return question.judge(answered.response) >= 1 ? "feedback right" : "feedback wrong";
}

void write_explanation(const Question& question, const Answered& answered, const Voice& voice, Xhtml& page) {
    const QuestionFrame& frame = question.frame();
    if (answered.late) {
        page.element("p", {{"class", "meta late"}}, voice.texts.answer_late.text());
    } else {
        page.element("p", {{"class", "meta"}},
                     printed_credit(question.judge(answered.response) * frame.points, frame.points, voice));
    }
    question.write_remark(answered.response, voice, page);
    page.element("div", {{"lang", voice.content_code()}}, [&](Xhtml& words) { words.append(frame.explanation.xhtml); });
    write_sources(frame.sources, voice.content, voice.texts.sources.text(), voice.language, page);
}

void write_discussed(const Sitting& sitting, const Question& question, const Answered& answered, const Voice& voice,
                     Xhtml& page) {
    write_answered(sitting, question, answered, voice, page);
    page.element(
        "div",
        {{"class", verdict_class(question, answered)}, {"role", "status"}, {"tabindex", "-1"}, {"id", "feedback"}},
        [&](Xhtml& box) {
            box.element("h3", {}, [&](Xhtml& heading) { write_verdict(question, answered, voice, heading); });
            write_explanation(question, answered, voice, box);
        });
}

}  // namespace lyceum::plugins::quiz
