// The result: points, what was needed, the first attempt beside this one, the review of all questions.
#include "plugins/common/numbers.hpp"
#include "plugins/quiz/page.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Xhtml;

// Rounded down, so that what is not passed never reads as if it were.
std::string percent(double share) {
    return plain_number(std::floor(share * 100 + 1e-9));
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

// One result of a question in the comparison: "✓ 2 из 2 баллов".
void write_share(const std::optional<double>& share, unsigned points, const Text& label, const Voice& voice,
                 Xhtml& row) {
    row.element("td", {{"data-label", label.text()}}, [&](Xhtml& cell) {
        if (!share) {
            cell.text("—");
            return;
        }
        cell.element("span", {{"aria-hidden", "true"}}, *share >= 1 ? "✓" : "✗").text(" ");
        cell.text(printed_credit(*share * points, points, voice));
    });
}

// What the first attempt gave and what this one gives, question by question; those only one of them asked have a dash.
void write_comparison(const Sitting& sitting, const Voice& voice, Xhtml& page) {
    const State& state = sitting.state();
    if (!state.first || state.attempt < 2) {
        return;
    }
    const Texts& texts = voice.texts;
    page.element("table", {{"class", "comparison"}, {"lang", voice.code()}}, [&](Xhtml& table) {
        table.element("caption", {}, texts.comparison.text());
        table.element("thead", {}, [&](Xhtml& head) {
            head.element("tr", {}, [&](Xhtml& row) {
                row.element("td", {}, "");
                row.element("th", {{"scope", "col"}}, texts.then.text());
                row.element("th", {{"scope", "col"}}, texts.now.text());
            });
        });
        table.element("tbody", {}, [&](Xhtml& body) {
            for (std::size_t index = 0; index < sitting.asked().size(); ++index) {
                const Question& question = *sitting.asked()[index];
                const auto found = std::ranges::find(state.then, question.id(), &std::pair<std::string, double>::first);
                const bool known = found != state.then.end();
                const bool answered = state.find_answer(question.id()) != nullptr || state.time_was_up;
                body.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "row"}}, texts.question_number.with(std::to_string(index + 1)));
                    write_share(known ? std::optional{found->second} : std::nullopt, question.frame().points,
                                texts.then, voice, row);
                    write_share(answered ? std::optional{sitting.share(question)} : std::nullopt,
                                question.frame().points, texts.now, voice, row);
                });
            }
            body.element("tr", {}, [&](Xhtml& row) {
                row.element("th", {{"scope", "row"}}, texts.altogether.text());
                row.element("td", {{"data-label", texts.then.text()}},
                            texts.percent.with(percent(state.first->scaled())));
                row.element("td", {{"data-label", texts.now.text()}},
                            texts.percent.with(percent(state.last.value_or(Points{}).scaled())));
            });
        });
    });
}

// A question without an answer: its text only where the learner has seen the attempt run out of time before it.
void write_unanswered(const Sitting& sitting, const Question& question, const std::string& number, const Voice& voice,
                      Xhtml& review) {
    review.element("h3", {}, number);
    if (sitting.state().time_was_up) {
        review.element("div", {{"class", "question"}, {"lang", voice.content_code()}},
                       [&](Xhtml& prompt) { prompt.append(question.frame().prompt.blocks); });
        review.element("p", {{"class", "meta"}}, voice.texts.no_time_left.text());
    } else {
        review.element("p", {{"class", "meta"}}, voice.texts.not_asked.text());
    }
}

void write_review(const Sitting& sitting, const Voice& voice, Xhtml& page) {
    page.element("section", {{"class", "review"}, {"lang", voice.code()}}, [&](Xhtml& review) {
        review.element("h2", {}, voice.texts.review.text());
        for (std::size_t index = 0; index < sitting.asked().size(); ++index) {
            const Question& question = *sitting.asked()[index];
            const Answered* answered = sitting.state().find_answer(question.id());
            const std::string number = voice.texts.question_number.with(std::to_string(index + 1));
            if (answered == nullptr) {
                write_unanswered(sitting, question, number, voice, review);
                continue;
            }
            review.element("section", {{"class", verdict_class(question, *answered)}}, [&](Xhtml& section) {
                section.element("h3", {}, [&](Xhtml& heading) {
                    heading.text(number + ". ");
                    write_verdict(question, *answered, voice, heading);
                });
                write_answered(sitting, question, *answered, voice, section);
                write_explanation(question, *answered, voice, section);
            });
        }
    });
}

}  // namespace

std::string percent_needed(const Quiz& quiz) {
    return plain_number(std::ceil(quiz.pass_mark * 100 - 1e-9));
}

void write_result(const Sitting& sitting, const Voice& voice, Xhtml& page) {
    const Quiz& quiz = sitting.quiz();
    const State& state = sitting.state();
    const Texts& texts = voice.texts;
    const Points last = state.last.value_or(Points{});
    const Points best = state.best.value_or(Points{});
    const bool passed = has_passed(quiz, best);
    page.element("section", {{"class", "result"}, {"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {{"id", "result"}, {"tabindex", "-1"}}, [&](Xhtml& heading) {
            heading.element("span", {{"aria-hidden", "true"}}, passed ? "✓" : "✗").text(" ");
            heading.text((passed ? texts.passed : texts.not_passed).text());
        });
        if (state.time_was_up) {
            section.element("p", {{"class", "late"}}, texts.time_was_up.text());
        }
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
    write_comparison(sitting, voice, page);
    write_review(sitting, voice, page);
}

}  // namespace lyceum::plugins::quiz
