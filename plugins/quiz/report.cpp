#include "plugins/quiz/report.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/report_words.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/quiz/state.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace lyceum::plugins::quiz {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportTexts {
    Text people;
    Text begun;
    Text finished;
    Text passed;
    Text mean_best;
    Text right_share;
    Text right_note;
    Text questions;
    Text question;
    Text answered;
    Text right;
    Text mean_credit;
    Text wrong;
    Text wrong_times;
    Text wrong_note;
};

constexpr ReportTexts report_russian{
    .people = "Кто как прошёл",
    .begun = "Начали",
    .finished = "Закончили",
    .passed = "Прошли",
    .mean_best = "Лучший результат в\u00A0среднем, %",
    .right_share = "Ответили полностью верно, %",
    .right_note = "Сначала самые трудные вопросы. По\u00A0последней попытке каждого.",
    .questions = "Вопросы подробно",
    .question = "Вопрос",
    .answered = "Ответили",
    .right = "Верно, %",
    .mean_credit = "Доля баллов в\u00A0среднем, %",
    .wrong = "Частый неверный ответ",
    .wrong_times = "Сколько раз",
    .wrong_note = "Ответы названы так, как в\u00A0файле проверки.",
};

constexpr ReportTexts report_belarusian{
    .people = "Хто як прайшоў",
    .begun = "Пачалі",
    .finished = "Скончылі",
    .passed = "Прайшлі",
    .mean_best = "Лепшы вынік у\u00A0сярэднім, %",
    .right_share = "Адказалі цалкам правільна, %",
    .right_note = "Спачатку самыя цяжкія пытанні. Па\u00A0апошняй спробе кожнага.",
    .questions = "Пытанні падрабязна",
    .question = "Пытанне",
    .answered = "Адказалі",
    .right = "Правільна, %",
    .mean_credit = "Доля балаў у\u00A0сярэднім, %",
    .wrong = "Часты няправільны адказ",
    .wrong_times = "Колькі разоў",
    .wrong_note = "Адказы названыя так, як у\u00A0файле праверкі.",
};

constexpr ReportTexts report_english{
    .people = "How people fared",
    .begun = "Began",
    .finished = "Finished",
    .passed = "Passed",
    .mean_best = "Best result on average, %",
    .right_share = "Answered wholly right, %",
    .right_note = "The hardest questions first. By the last attempt of each person.",
    .questions = "The questions in detail",
    .question = "Question",
    .answered = "Answered",
    .right = "Right, %",
    .mean_credit = "Share of the points on average, %",
    .wrong = "Frequent wrong answer",
    .wrong_times = "Times",
    .wrong_note = "Answers are named as in the file of the quiz.",
};

struct Asked {
    const Question* question = nullptr;
    std::size_t answered = 0;
    std::size_t right = 0;
    double credit = 0;
    std::map<std::string, std::size_t> wrong;  // by the answer's pattern

    double right_percent() const {
        return answered == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(answered);
    }
};

struct Everybody {
    std::size_t begun = 0;
    std::size_t finished = 0;
    std::size_t passed = 0;
    double best = 0;  // sum of the best results of those who finished
    std::size_t unreadable = 0;
    std::vector<Asked> questions;
};

Everybody gather(const Quiz& quiz, const sdk::ReportRequest& request) {
    Everybody all;
    for (const auto& question : quiz.questions) {
        all.questions.push_back({.question = question.get(), .wrong = {}});
    }
    for (std::size_t index = 0; index < request.size(); ++index) {
        const sdk::LearnerState learner = request[index];
        const auto state = learner.state_version > state_version ? std::nullopt : read_state(learner.state);
        if (!state) {
            ++all.unreadable;
            continue;
        }
        all.begun += state->attempt > 0;
        if (state->best) {
            ++all.finished;
            all.passed += has_passed(quiz, *state->best);
            all.best += state->best->scaled();
        }
        for (Asked& asked : all.questions) {
            const Answered* answer = state->find_answer(asked.question->id());
            if (answer == nullptr) {
                continue;
            }
            const double share = asked.question->judge(answer->response);
            ++asked.answered;
            asked.right += share >= 1;
            asked.credit += share;
            if (share < 1) {
                ++asked.wrong[asked.question->response_pattern(answer->response)];
            }
        }
    }
    return all;
}

std::string percent(double share, std::size_t count, Language language) {
    return count == 0 ? "—" : printed_number(std::round(share / static_cast<double>(count) * 100), language);
}

std::string name_of(const Asked& asked) {
    constexpr std::size_t longest_name = 300;  // characters
    return report_cell(asked.question->frame().prompt.plain, longest_name);
}

}  // namespace

void write_report(const Quiz& quiz, const sdk::ReportRequest& request, sdk::Report& report) {
    const Language language = language_of(request.language());
    const ReportTexts& texts = in_language(language, report_russian, report_belarusian, report_english);
    const Everybody all = gather(quiz, request);
    report.begin_table(
        {.id = "people", .title = texts.people.text(), .note = unreadable_words(all.unreadable, language)},
        {texts.begun.text(), texts.finished.text(), texts.passed.text(), texts.mean_best.text()});
    report.add_row({std::to_string(all.begun), std::to_string(all.finished), std::to_string(all.passed),
                    percent(all.best, all.finished, language)});

    std::vector<const Asked*> hardest;
    for (const Asked& asked : all.questions) {
        if (asked.answered > 0) {
            hardest.push_back(&asked);
        }
    }
    std::ranges::stable_sort(hardest, {}, [](const Asked* asked) { return asked->right_percent(); });
    report.begin_table(
        {.id = "right", .title = texts.right_share.text(), .note = texts.right_note.text(), .chart = "pairs"},
        {texts.question.text(), texts.right.text()});
    for (const Asked* asked : hardest) {
        report.add_row({name_of(*asked), percent(static_cast<double>(asked->right), asked->answered, language)});
    }

    report.begin_table({.id = "questions", .title = texts.questions.text(), .note = texts.wrong_note.text()},
                       {texts.question.text(), texts.answered.text(), texts.right.text(), texts.mean_credit.text(),
                        texts.wrong.text(), texts.wrong_times.text()});
    for (const Asked& asked : all.questions) {
        const auto frequent = std::ranges::max_element(
            asked.wrong, {}, [](const std::pair<const std::string, std::size_t>& wrong) { return wrong.second; });
        const bool any = frequent != asked.wrong.end();
        report.add_row({name_of(asked), std::to_string(asked.answered),
                        percent(static_cast<double>(asked.right), asked.answered, language),
                        percent(asked.credit, asked.answered, language),
                        any ? report_cell(frequent->first, 300) : std::string{"—"},
                        any ? std::to_string(frequent->second) : std::string{"—"}});
    }
}

}  // namespace lyceum::plugins::quiz
