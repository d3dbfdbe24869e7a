#include "plugins/survey/gathered.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lyceum::plugins::survey {

Gathered::Gathered(const Survey& survey, const sdk::Shared& shared) {
    for (std::size_t index = 0; index < shared.size(); ++index) {
        const sdk::SharedDocument document = shared[index];
        for (const Moment moment : moments) {
            const std::string prefix = shared_key(moment, {});
            if (document.key.starts_with(prefix) && (survey.twice || moment == Moment::Before)) {
                all_[moment].emplace(document.key.substr(prefix.size()), read_shared(survey, document.bytes));
            }
        }
    }
}

std::size_t Gathered::count(Moment moment) const {
    const auto found = all_.find(moment);
    return found == all_.end() ? 0 : found->second.size();
}

std::vector<std::string> Gathered::answers(const Question& question, Moment moment) const {
    std::vector<std::string> answers;
    const auto found = all_.find(moment);
    if (found != all_.end()) {
        for (const auto& [learner, given] : found->second) {
            const auto answer = given.find(question.id);
            if (answer != given.end()) {
                answers.push_back(answer->second);
            }
        }
    }
    return answers;
}

std::vector<double> Gathered::differences(const Question& question) const {
    std::vector<double> differences;
    const auto before = all_.find(Moment::Before);
    const auto after = all_.find(Moment::After);
    if (before == all_.end() || after == all_.end()) {
        return differences;
    }
    for (const auto& [learner, later] : after->second) {
        const auto earlier = before->second.find(learner);
        if (earlier == before->second.end()) {
            continue;
        }
        const auto first = earlier->second.find(question.id);
        const auto second = later.find(question.id);
        if (first != earlier->second.end() && second != later.end()) {
            differences.push_back(value_of(second->second) - value_of(first->second));
        }
    }
    return differences;
}

double value_of(const std::string& answer) {
    return number_of<double>(answer).value_or(0);
}

std::vector<double> values_of(const std::vector<std::string>& answers) {
    std::vector<double> values;
    for (const std::string& answer : answers) {
        values.push_back(value_of(answer));
    }
    return values;
}

std::size_t count_of(const std::vector<std::string>& answers, const std::string& option) {
    return static_cast<std::size_t>(std::count_if(answers.begin(), answers.end(), [&](const std::string& answer) {
        const std::vector<std::string_view> ids = split(answer, ' ');
        return std::find(ids.begin(), ids.end(), option) != ids.end();
    }));
}

double mean_place_of(const std::vector<std::string>& answers, const std::string& option) {
    double sum = 0;
    for (const std::string& answer : answers) {
        const std::vector<std::string_view> ids = split(answer, ' ');
        sum += static_cast<double>(std::find(ids.begin(), ids.end(), option) - ids.begin()) + 1;
    }
    return sum / static_cast<double>(answers.size());
}

std::string printed_value(double value, Language language) {
    char digits[64];
    const double rounded = std::round(std::abs(value) * 10) / 10;
    const bool whole = rounded == std::floor(rounded);
    const auto end =
        std::to_chars(digits, digits + sizeof digits, rounded, std::chars_format::fixed, whole ? 0 : 1).ptr;
    std::string text{digits, end};
    if (language != Language::En) {
        std::replace(text.begin(), text.end(), '.', ',');
    }
    return (value < 0 && rounded != 0 ? "\xE2\x88\x92" : "") + text;
}

}  // namespace lyceum::plugins::survey
