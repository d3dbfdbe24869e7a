#include "plugins/quiz/judge.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/quiz/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::plugins::quiz {
namespace {

double judge_number(const Question& question, const Response& response) {
    const std::optional<double> number = response.size() == 1 ? number_of<double>(response.front()) : std::nullopt;
    if (!number) {
        return 0;
    }
    // 0.1 + 0.2 is within 0.3 ± 0.
    const double slack = 1e-9 * std::max(1.0, std::abs(question.value));
    return std::abs(*number - question.value) <= question.tolerance + slack ? 1 : 0;
}

}  // namespace

double judge(const Question& question, const Response& response) {
    if (question.kind == Kind::Number) {
        return judge_number(question, response);
    }
    int right = 0;
    int wrong = 0;
    int all_right = 0;
    for (const Option& option : question.options) {
        const bool chosen = std::ranges::find(response, option.id) != response.end();
        all_right += option.correct ? 1 : 0;
        right += chosen && option.correct ? 1 : 0;
        wrong += chosen && !option.correct ? 1 : 0;
    }
    if (question.kind == Kind::Choice) {
        return right == 1 && wrong == 0 ? 1 : 0;
    }
    return all_right == 0 ? 0 : std::max(0.0, static_cast<double>(right - wrong) / all_right);
}

std::string response_pattern(const Response& response) {
    std::string pattern;
    for (const std::string& word : response) {
        pattern += pattern.empty() ? "" : "[,]";
        pattern += word;
    }
    return pattern;
}

std::string correct_pattern(const Question& question) {
    if (question.kind == Kind::Number) {
        if (question.tolerance == 0) {
            return plain_number(question.value);
        }
        return plain_number(question.value - question.tolerance) + "[:]" +
               plain_number(question.value + question.tolerance);
    }
    Response right;
    for (const Option& option : question.options) {
        if (option.correct) {
            right.push_back(option.id);
        }
    }
    return response_pattern(right);
}

}  // namespace lyceum::plugins::quiz
