#include "plugins/quiz/page.hpp"

#include "plugins/quiz/numbers.hpp"

#include <cmath>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Xhtml;

// Rounded down, so that what is not passed never reads as if it were.
std::string percent(double share) {
    return plain_number(std::floor(share * 100 + 1e-9));
}

std::string percent_needed(const Quiz& quiz) {
    return plain_number(std::ceil(quiz.pass_mark * 100 - 1e-9));
}

void write_intro(const Quiz& quiz, const Voice& voice, Xhtml& page) {
    const Texts& texts = voice.texts;
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {{"lang", voice.content_code()}}, quiz.title);
        if (!quiz.intro.empty()) {
            section.element("div", {{"lang", voice.content_code()}},
                            [&](Xhtml& words) { words.append(quiz.intro.xhtml); });
        }
        section.element("dl", {}, [&](Xhtml& list) {
            list.element("dt", {}, texts.questions_label.text())
                .element("dd", {}, std::to_string(quiz.questions.size()));
            list.element("dt", {}, texts.to_pass_label.text())
                .element("dd", {}, texts.to_pass.with(percent_needed(quiz)));
            list.element("dt", {}, texts.attempts_label.text());
            list.element("dd", {},
                         quiz.attempts == 0 ? std::string{texts.attempts_any.text()}
                                            : texts.attempts_used.with("0", std::to_string(quiz.attempts)));
        });
        section.element("form", {}, [&](Xhtml& form) { write_button(form, "start", texts.start.text()); });
    });
}

void write_place(const Quiz& quiz, std::size_t index, const Voice& voice, Xhtml& page) {
    page.element("h2", {{"class", "meta"}, {"lang", voice.code()}}, [&](Xhtml& heading) {
        heading.text(voice.texts.question_of.with(std::to_string(index + 1), std::to_string(quiz.questions.size())));
        heading.text(" · ").text(voice.texts.points.with(voice.language, quiz.questions[index].points));
    });
}

void write_discussion(const Quiz& quiz, const State& state, std::size_t index, const Voice& voice, Xhtml& page) {
    const Question& question = quiz.questions[index];
    const Answered& answered = *state.find_answer(question.id);
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        write_answered(question, answered, voice, section);
        section.element(
            "div",
            {{"class", verdict_class(question, answered)}, {"role", "status"}, {"tabindex", "-1"}, {"id", "feedback"}},
            [&](Xhtml& box) {
                box.element("h3", {}, [&](Xhtml& heading) { write_verdict(question, answered, voice, heading); });
                write_explanation(question, answered, voice, box);
            });
        section.element("form", {}, [&](Xhtml& form) {
            write_button(form, "next", (state.ended ? voice.texts.show_result : voice.texts.next).text());
        });
    });
}

void write_attempts_left(const Quiz& quiz, const State& state, const Voice& voice, Xhtml& page) {
    if (may_try_again(quiz, state)) {
        page.element("p", {{"class", "meta"}},
                     quiz.attempts == 0
                         ? std::string{voice.texts.attempts_label.text()} + ": " +
                               std::string{voice.texts.attempts_any.text()} + "."
                         : voice.texts.attempts_left.with(voice.language, quiz.attempts - state.attempt));
        page.element("form", {}, [&](Xhtml& form) { write_button(form, "retry", voice.texts.try_again.text()); });
    } else if (quiz.attempts != 0 && state.attempt >= quiz.attempts) {
        page.element("p", {{"class", "meta"}}, voice.texts.no_attempts_left.text());
    }
}

void write_review(const Quiz& quiz, const State& state, const Voice& voice, Xhtml& page) {
    page.element("section", {{"class", "review"}, {"lang", voice.code()}}, [&](Xhtml& review) {
        review.element("h2", {}, voice.texts.review.text());
        for (std::size_t index = 0; index < quiz.questions.size(); ++index) {
            const Question& question = quiz.questions[index];
            const Answered* answered = state.find_answer(question.id);
            const std::string number = voice.texts.question_number.with(std::to_string(index + 1));
            if (answered == nullptr) {
                review.element("h3", {}, number).element("p", {{"class", "meta"}}, voice.texts.not_asked.text());
                continue;
            }
            review.element("section", {{"class", verdict_class(question, *answered)}}, [&](Xhtml& section) {
                section.element("h3", {}, [&](Xhtml& heading) {
                    heading.text(number + ". ");
                    write_verdict(question, *answered, voice, heading);
                });
                write_answered(question, *answered, voice, section);
                write_explanation(question, *answered, voice, section);
            });
        }
    });
}

void write_result(const Quiz& quiz, const State& state, const Voice& voice, Xhtml& page) {
    const Texts& texts = voice.texts;
    const Points last = state.last.value_or(Points{});
    const Points best = state.best.value_or(Points{});
    const bool passed = has_passed(quiz, best);
    page.element("section", {{"class", "result"}, {"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {{"id", "result"}, {"tabindex", "-1"}}, [&](Xhtml& heading) {
            heading.element("span", {{"aria-hidden", "true"}}, passed ? "✓" : "✗").text(" ");
            heading.text((passed ? texts.passed : texts.not_passed).text());
        });
        section.element(
            "p", {},
            texts.you_earned.with(printed_points(last.earned, voice.language),
                                  texts.of_points.with(voice.language, static_cast<std::uint64_t>(last.possible)),
                                  percent(last.scaled())));
        if (best.scaled() > last.scaled()) {
            section.element("p", {}, texts.best_result.with(percent(best.scaled())));
        }
        if (!passed) {
            section.element("p", {}, texts.needed.with(percent_needed(quiz)));
        }
        write_attempts_left(quiz, state, voice, section);
    });
    write_review(quiz, state, voice, page);
}

void write_all_answered(const Voice& voice, Xhtml& page) {
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {}, voice.texts.review.text());
        section.element("p", {}, voice.texts.all_answered.text());
        section.element("form", {}, [&](Xhtml& form) { write_button(form, "next", voice.texts.show_result.text()); });
    });
}

}  // namespace

void write_page(const Quiz& quiz, const State& state, Language language, Xhtml& page) {
    const Voice voice{language, texts_in(language), quiz.language};
    const Position here = position(quiz, state);
    switch (here.stage) {
        case Stage::Intro:
            write_intro(quiz, voice, page);
            break;
        case Stage::Question:
            write_place(quiz, here.question, voice, page);
            write_question(quiz, state, here.question, voice, page);
            break;
        case Stage::Discussion:
            write_place(quiz, here.question, voice, page);
            write_discussion(quiz, state, here.question, voice, page);
            break;
        case Stage::AllAnswered:
            write_all_answered(voice, page);
            break;
        case Stage::Result:
            write_result(quiz, state, voice, page);
            break;
    }
}

}  // namespace lyceum::plugins::quiz
