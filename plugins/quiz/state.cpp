#include "plugins/quiz/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/quiz/numbers.hpp"

#include <algorithm>

namespace lyceum::plugins::quiz {
namespace {

constexpr unsigned most_attempts = 1'000'000;
constexpr std::int64_t latest = std::int64_t{1} << 53;

std::optional<Points> read_points(const std::vector<std::string_view>& words) {
    const auto earned = number_of<double>(words[1]);
    const auto possible = number_of<double>(words[2]);
    if (!earned || !possible || !(*possible >= 1 && *possible <= 1e6) || !(*earned >= 0 && *earned <= *possible)) {
        return std::nullopt;
    }
    return Points{*earned, *possible};
}

bool read_line(const std::vector<std::string_view>& words, State& state) {
    const std::string_view key = words.front();
    const std::size_t count = words.size();
    if (key == "attempt" && count == 2) {
        const auto attempt = number_of<unsigned>(words[1]);
        state.attempt = attempt.value_or(0);
        return attempt && *attempt >= 1 && *attempt <= most_attempts;
    }
    if (key == "at" && count == 3) {
        const auto since = number_of<std::int64_t>(words[2]);
        state.at = words[1];
        state.since_ms = since.value_or(0);
        return since && *since >= 0 && *since <= latest;
    }
    if (key == "answer" && count >= 4) {
        const auto duration = number_of<std::int64_t>(words[2]);
        if (!duration || *duration < -1 || *duration > latest || state.find_answer(words[1]) != nullptr) {
            return false;
        }
        state.answers.push_back({std::string{words[1]}, *duration, Response(words.begin() + 3, words.end())});
        return true;
    }
    if (key == "ended" && count == 1) {
        state.ended = true;
        return true;
    }
    if (key == "result" && count == 1) {
        state.result_shown = true;
        return true;
    }
    if ((key == "last" || key == "best") && count == 3) {
        auto& points = key == "last" ? state.last : state.best;
        points = read_points(words);
        return points.has_value();
    }
    return false;
}

std::string points_line(std::string_view key, const Points& points) {
    return std::string{key} + " " + plain_number(points.earned) + " " + plain_number(points.possible) + "\n";
}

}  // namespace

const Answered* State::find_answer(std::string_view question) const {
    const auto found = std::ranges::find(answers, question, &Answered::question);
    return found == answers.end() ? nullptr : &*found;
}

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "quiz 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (!std::ranges::all_of(words, is_identifier) || !read_line(words, state)) {
            return std::nullopt;
        }
    }
    // What cannot be together was not written here.
    const bool begun = state.attempt > 0;
    const bool judged = state.last.has_value() && state.best.has_value();
    const bool consistent = begun && state.last.has_value() == state.best.has_value() && (!state.ended || judged) &&
                            (!state.result_shown || state.ended);
    return consistent ? std::optional{state} : std::nullopt;
}

std::string write_state(const State& state, const Quiz& quiz) {
    std::string text = "quiz 1\nattempt " + std::to_string(state.attempt) + "\n";
    if (quiz.find_question(state.at)) {
        text += "at " + state.at + " " + std::to_string(state.since_ms) + "\n";
    }
    for (const Answered& answer : state.answers) {
        if (!quiz.find_question(answer.question)) {
            continue;
        }
        text += "answer " + answer.question + " " + std::to_string(answer.duration_ms);
        for (const std::string& word : answer.response) {
            text += " " + word;
        }
        text += "\n";
    }
    text += state.ended ? "ended\n" : "";
    text += state.result_shown ? "result\n" : "";
    if (state.last && state.best) {
        text += points_line("last", *state.last) + points_line("best", *state.best);
    }
    return text;
}

std::optional<std::size_t> next_question(const Quiz& quiz, const State& state) {
    for (std::size_t index = 0; index < quiz.questions.size(); ++index) {
        if (state.find_answer(quiz.questions[index].id) == nullptr) {
            return index;
        }
    }
    return std::nullopt;
}

Position position(const Quiz& quiz, const State& state) {
    if (state.attempt == 0) {
        return {Stage::Intro};
    }
    if (state.result_shown) {
        return {Stage::Result};
    }
    if (const std::optional<std::size_t> at = quiz.find_question(state.at)) {
        if (state.find_answer(state.at) != nullptr) {
            return {Stage::Discussion, *at};
        }
        if (!state.ended) {
            return {Stage::Question, *at};
        }
    }
    if (state.ended) {
        return {Stage::Result};
    }
    const std::optional<std::size_t> next = next_question(quiz, state);
    return next ? Position{Stage::Question, *next} : Position{Stage::AllAnswered};
}

bool may_try_again(const Quiz& quiz, const State& state) {
    const bool left = quiz.attempts == 0 || state.attempt < quiz.attempts;
    const bool better_possible = !state.best || state.best->earned < state.best->possible;
    return state.ended && left && better_possible;
}

bool has_passed(const Quiz& quiz, const Points& points) {
    return points.scaled() + 1e-9 >= quiz.pass_mark;
}

}  // namespace lyceum::plugins::quiz
