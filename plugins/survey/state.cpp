#include "plugins/survey/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>

namespace lyceum::plugins::survey {
namespace {

std::optional<Moment> moment_of(std::string_view code) {
    return code == "before"  ? std::optional{Moment::Before}
           : code == "after" ? std::optional{Moment::After}
                             : std::nullopt;
}

bool read_line(const std::vector<std::string_view>& words, State& state) {
    if (words.size() == 1 && words[0] == "again") {
        state.again = true;
        return true;
    }
    if (words.size() == 2 && words[0] == "sent") {
        const auto moment = moment_of(words[1]);
        return moment && state.sent.insert(*moment).second;
    }
    const auto moment = words.size() == 3 ? moment_of(words[0]) : std::nullopt;
    if (!moment || !is_identifier(words[1]) || state.answers[*moment].size() >= 2 * most_questions) {
        return false;
    }
    std::optional<std::string> answer = text_of_word(words[2]);
    return answer && state.answers[*moment].emplace(words[1], std::move(*answer)).second;
}

// All options once, whatever their order; or some of them.
std::optional<std::string> valid_list(const Question& question, std::string_view answer, bool all) {
    std::set<std::string_view> named;
    for (const std::string_view id : split(answer, ' ')) {
        if (question.find_option(id) == nullptr || !named.insert(id).second) {
            return std::nullopt;
        }
    }
    return all && named.size() != question.options.size() ? std::nullopt : std::optional{std::string{answer}};
}

}  // namespace

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "survey 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (!read_line(words, state)) {
            return std::nullopt;
        }
    }
    std::erase_if(state.answers, [](const auto& each) { return each.second.empty(); });
    return state;
}

std::string write_state(const State& state) {
    std::string text = "survey 1\n";
    for (const Moment moment : state.sent) {
        text.append("sent ").append(code_of(moment)).append("\n");
    }
    text += state.again ? "again\n" : "";
    for (const auto& [moment, answers] : state.answers) {
        for (const auto& [question, answer] : answers) {
            text.append(code_of(moment))
                .append(" ")
                .append(question)
                .append(" ")
                .append(state_word(answer))
                .append("\n");
        }
    }
    return text;
}

Moment current(const Survey& survey, const State& state) {
    return survey.twice && state.sent.contains(Moment::Before) ? Moment::After : Moment::Before;
}

std::string shared_key(Moment moment, std::string_view learner) {
    return std::string{code_of(moment)} + "/" + std::string{learner};
}

std::string shared_document(const Answers& answers) {
    std::string text = "answers 1\n";
    for (const auto& [question, answer] : answers) {
        text.append(question).append(" ").append(state_word(answer)).append("\n");
    }
    return text;
}

Answers read_shared(const Survey& survey, std::string_view bytes) {
    Answers answers;
    const auto lines = state_lines(bytes, "answers 1");
    if (!lines) {
        return answers;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        const Question* question = words.size() == 2 ? survey.find_question(words[0]) : nullptr;
        const std::optional<std::string> text = question == nullptr ? std::nullopt : text_of_word(words[1]);
        if (text) {
            if (std::optional<std::string> answer = valid_answer(*question, *text)) {
                answers.emplace(question->id, std::move(*answer));
            }
        }
    }
    return answers;
}

std::optional<std::string> valid_answer(const Question& question, std::string_view answer) {
    switch (question.kind) {
        case Kind::Likert:
        case Kind::Competency:
        case Kind::Choice:
            return question.find_option(answer) == nullptr ? std::nullopt : std::optional{std::string{answer}};
        case Kind::Choices:
            return valid_list(question, answer, false);
        case Kind::Rank:
            return valid_list(question, answer, true);
        case Kind::Number: {
            const auto number = number_of<double>(answer);
            return number && *number >= question.least && *number <= question.most ? std::optional{std::string{answer}}
                                                                                   : std::nullopt;
        }
        case Kind::Text:
            return answer.empty() || !is_utf8(answer) || count_characters(answer) > longest_answer
                       ? std::nullopt
                       : std::optional{std::string{answer}};
    }
    return std::nullopt;
}

}  // namespace lyceum::plugins::survey
