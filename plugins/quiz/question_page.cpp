#include "plugins/common/state_lines.hpp"
#include "plugins/quiz/numbers.hpp"
#include "plugins/quiz/page.hpp"

#include <algorithm>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Xhtml;

// A group is named by the prompt itself where that is one line; a longer prompt stands before it.
void write_long_prompt(const Question& question, const Voice& voice, Xhtml& form) {
    if (question.prompt.line.empty()) {
        form.element("div", {{"class", "question"}, {"lang", voice.content_code()}},
                     [&](Xhtml& prompt) { prompt.append(question.prompt.blocks); });
    }
}

void write_options(const Question& question, const Voice& voice, Xhtml& form) {
    const bool several = question.kind == Kind::Choices;
    const std::string_view instruction = (several ? voice.texts.choose_several : voice.texts.choose_one).text();
    form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
        if (question.prompt.line.empty()) {
            group.element("legend", {}, instruction);
        } else {
            group.element("legend", {{"class", "question"}, {"lang", voice.content_code()}},
                          [&](Xhtml& legend) { legend.append(question.prompt.line); });
            if (several) {
                group.element("p", {{"class", "meta"}}, instruction);
            }
        }
        for (const Option& option : question.options) {
            group.element("label", {{"class", "option"}, {"lang", voice.content_code()}}, [&](Xhtml& label) {
                label.element("input",
                              {{"type", several ? "checkbox" : "radio"}, {"name", "option"}, {"value", option.id}});
                label.text(" ").element("span", {}, [&](Xhtml& words) { words.append(option.text.xhtml); });
            });
        }
    });
}

void write_number_field(const Question& question, const Voice& voice, Xhtml& form) {
    form.element("label", {}, [&](Xhtml& label) {
        if (question.prompt.line.empty()) {
            label.element("span", {}, voice.texts.your_answer.text());
        } else {
            label.element("span", {{"class", "question"}, {"lang", voice.content_code()}},
                          [&](Xhtml& words) { words.append(question.prompt.line); });
        }
        label.text(" ").element("input", {{"type", "text"},
                                          {"name", "number"},
                                          {"inputmode", "decimal"},
                                          {"autocomplete", "off"},
                                          {"maxlength", 60}});
        if (!question.unit.empty()) {
            label.text(" ").element("span", {{"class", "unit"}, {"lang", voice.content_code()}}, question.unit);
        }
    });
}

// "60 ± 0,5 минут"
std::string with_unit(double number, double tolerance, const Question& question, const Voice& voice) {
    std::string text = printed_number(number, voice.language);
    if (tolerance > 0) {
        text += "\u00A0±\u00A0" + printed_number(tolerance, voice.language);
    }
    if (!question.unit.empty()) {
        text += "\u00A0" + question.unit;
    }
    return text;
}

void write_number_answer(const Question& question, const Answered& answered, const Voice& voice, Xhtml& page) {
    const std::optional<double> number =
        answered.response.empty() ? std::nullopt : number_of<double>(answered.response.front());
    page.element("dl", {}, [&](Xhtml& list) {
        list.element("dt", {}, voice.texts.your_answer.text());
        list.element("dd", {}, number ? with_unit(*number, 0, question, voice) : std::string{"—"});
        list.element("dt", {}, voice.texts.right_answer_label.text());
        list.element("dd", {}, with_unit(question.value, question.tolerance, question, voice));
    });
}

void write_option_answers(const Question& question, const Answered& answered, const Voice& voice, Xhtml& page) {
    page.element("ul", {{"class", "choice"}}, [&](Xhtml& list) {
        for (const Option& option : question.options) {
            const bool chosen = std::ranges::find(answered.response, option.id) != answered.response.end();
            const char* look = option.correct ? "option right" : chosen ? "option wrong" : "option";
            list.element("li", {{"class", look}}, [&](Xhtml& item) {
                if (option.correct || chosen) {
                    item.element("span", {{"aria-hidden", "true"}}, option.correct ? "✓" : "✗").text(" ");
                }
                item.element("span", {{"lang", voice.content_code()}},
                             [&](Xhtml& words) { words.append(option.text.xhtml); });
                if (option.correct || chosen) {
                    std::string note;
                    note += chosen ? voice.texts.your_choice.text() : "";
                    note += chosen && option.correct ? ", " : "";
                    note += option.correct ? voice.texts.right_answer.text() : "";
                    item.text(" ").element("small", {{"class", "meta"}}, "— " + note);
                }
                // With one choice the feedback stands in the discussion, which is read first.
                if (chosen && question.kind == Kind::Choices && !option.feedback.empty()) {
                    item.element("p", {{"lang", voice.content_code()}},
                                 [&](Xhtml& words) { words.append(option.feedback.xhtml); });
                }
            });
        }
    });
}

}  // namespace

void write_button(Xhtml& out, std::string_view act, std::string_view words) {
    out.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
        actions.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", "primary"}}, words);
    });
}

void write_question(const Quiz& quiz, const State& state, std::size_t index, const Voice& voice, Xhtml& page) {
    const Question& question = quiz.questions[index];
    page.element("form", {{"lang", voice.code()}}, [&](Xhtml& form) {
        form.element("input", {{"type", "hidden"}, {"name", "question"}, {"value", question.id}});
        form.element("input", {{"type", "hidden"}, {"name", "attempt"}, {"value", state.attempt}});
        write_long_prompt(question, voice, form);
        if (question.kind == Kind::Number) {
            write_number_field(question, voice, form);
        } else {
            write_options(question, voice, form);
        }
        write_button(form, "answer", voice.texts.answer.text());
    });
}

void write_answered(const Question& question, const Answered& answered, const Voice& voice, Xhtml& page) {
    page.element("div", {{"class", "question"}, {"lang", voice.content_code()}},
                 [&](Xhtml& prompt) { prompt.append(question.prompt.blocks); });
    if (question.kind == Kind::Number) {
        write_number_answer(question, answered, voice, page);
    } else {
        write_option_answers(question, answered, voice, page);
    }
}

void write_verdict(const Question& question, const Answered& answered, const Voice& voice, Xhtml& heading) {
    const double share = judge(question, answered.response);
    heading.element("span", {{"aria-hidden", "true"}}, share >= 1 ? "✓" : "✗").text(" ");
    heading.text((share >= 1 ? voice.texts.right : share > 0 ? voice.texts.partly : voice.texts.wrong).text());
}

std::string_view verdict_class(const Question& question, const Answered& answered) {
    return judge(question, answered.response) >= 1 ? "feedback right" : "feedback wrong";
}

void write_explanation(const Question& question, const Answered& answered, const Voice& voice, Xhtml& page) {
    const double share = judge(question, answered.response);
    page.element("p", {{"class", "meta"}},
                 voice.texts.earned.with(printed_points(share * question.points, voice.language),
                                         voice.texts.of_points.with(voice.language, question.points)));
    if (question.kind == Kind::Choice && !answered.response.empty()) {
        const Option* chosen = question.find_option(answered.response.front());
        if (chosen != nullptr && !chosen->feedback.empty()) {
            page.element("p", {{"lang", voice.content_code()}},
                         [&](Xhtml& words) { words.append(chosen->feedback.xhtml); });
        }
    }
    page.element("div", {{"lang", voice.content_code()}},
                 [&](Xhtml& words) { words.append(question.explanation.xhtml); });
    write_sources(question.sources, voice.content, voice.texts.sources.text(), voice.language, page);
}

}  // namespace lyceum::plugins::quiz
