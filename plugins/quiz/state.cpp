#include "plugins/quiz/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/common/numbers.hpp"

#include <algorithm>

namespace lyceum::plugins::quiz {
namespace {

using Words = std::vector<std::string_view>;

constexpr unsigned most_attempts = 1'000'000;
constexpr std::int64_t latest = std::int64_t{1} << 53;
constexpr std::size_t longest_word = 4096;  // 200 typed characters, each escaped byte three

std::optional<std::int64_t> read_time(std::string_view word) {
    const auto time = number_of<std::int64_t>(word);
    return time && *time >= 0 && *time <= latest ? time : std::nullopt;
}

std::optional<Points> read_points(const Words& words) {
    const auto earned = number_of<double>(words[1]);
    const auto possible = number_of<double>(words[2]);
    if (!earned || !possible || !(*possible >= 1 && *possible <= 1e6) || !(*earned >= 0 && *earned <= *possible)) {
        return std::nullopt;
    }
    return Points{*earned, *possible};
}

// Of the words from the one at `from` on; nothing if one is no word of a state.
std::optional<Response> read_response(const Words& words, std::size_t from) {
    Response response;
    for (std::size_t index = from; index < words.size(); ++index) {
        std::optional<std::string> text =
            words[index].size() <= longest_word ? text_of_word(words[index]) : std::nullopt;
        if (!text) {
            return std::nullopt;
        }
        response.push_back(std::move(*text));
    }
    return response;
}

// Reads lines one by one; each gives false for what was not written here.
class StateReader {
public:
    bool read_line(const Words& words) {
        const std::size_t ids = words.front() == "answer" ? 3 : words.front() == "draft" ? 2 : words.size();
        if (words.size() < ids ||
            !std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(ids), is_identifier)) {
            return false;
        }
        return read_position(words) || read_answer(words) || read_result(words);
    }

    // Only version 2 has these lines.
    bool read_newer_line(const Words& words) { return read_attempt(words) || read_comparison(words); }

    std::optional<State> take() && {
        // What cannot be together was not written here.
        const bool begun = state_.attempt > 0;
        const bool judged = state_.last.has_value() && state_.best.has_value();
        const bool results = state_.last.has_value() == state_.best.has_value() && (!state_.ended || judged) &&
                             (!state_.result_shown || state_.ended) && (!state_.time_was_up || state_.ended);
        const bool compared = state_.then.empty() || (state_.first.has_value() && state_.attempt > 1);
        const bool drafted =
            (state_.draft.empty() || !state_.at.empty()) && (state_.moved.empty() || !state_.draft.empty());
        return begun && results && compared && drafted ? std::optional{std::move(state_)} : std::nullopt;
    }

private:
    bool read_position(const Words& words) {
        const std::string_view key = words.front();
        if (key == "attempt" && words.size() == 2) {
            const auto attempt = number_of<unsigned>(words[1]);
            state_.attempt = attempt.value_or(0);
            return attempt && *attempt >= 1 && *attempt <= most_attempts;
        }
        if (key == "at" && words.size() == 3) {
            const auto since = read_time(words[2]);
            state_.at = words[1];
            state_.since_ms = since.value_or(0);
            return since.has_value();
        }
        return false;
    }

    bool read_answer(const Words& words) {
        if (words.front() != "answer" || words.size() < 4) {
            return false;
        }
        const auto duration = number_of<std::int64_t>(words[2]);
        std::optional<Response> response = read_response(words, 3);
        if (!duration || *duration < -1 || *duration > latest || !response || state_.find_answer(words[1]) != nullptr) {
            return false;
        }
        state_.answers.push_back({std::string{words[1]}, *duration, std::move(*response)});
        return true;
    }

    bool read_result(const Words& words) {
        const std::string_view key = words.front();
        if ((key == "ended" || key == "result") && words.size() == 1) {
            (key == "ended" ? state_.ended : state_.result_shown) = true;
            return true;
        }
        if ((key == "last" || key == "best") && words.size() == 3) {
            auto& points = key == "last" ? state_.last : state_.best;
            points = read_points(words);
            return points.has_value();
        }
        return false;
    }

    bool read_attempt(const Words& words) {
        const std::string_view key = words.front();
        if (key == "until" && words.size() == 2) {
            state_.until_ms = read_time(words[1]).value_or(0);
            return state_.until_ms > 0;
        }
        if (key == "drawn" && words.size() >= 2 && state_.drawn.empty()) {
            state_.drawn.assign(words.begin() + 1, words.end());
            return std::all_of(words.begin() + 1, words.end(), is_identifier);
        }
        if (key == "draft" && words.size() >= 3 && words[1] == state_.at) {
            std::optional<Response> draft = read_response(words, 2);
            state_.draft = std::move(draft).value_or(Response{});
            return !state_.draft.empty();
        }
        if (key == "moved" && words.size() == 2) {
            state_.moved = words[1];
            return is_identifier(words[1]);
        }
        if (key == "timeup" && words.size() == 1) {
            state_.time_was_up = true;
            return true;
        }
        if (key == "late" && words.size() == 2) {
            const auto found = std::ranges::find(state_.answers, words[1], &Answered::question);
            if (found == state_.answers.end()) {
                return false;
            }
            found->late = true;
            return true;
        }
        return false;
    }

    bool read_comparison(const Words& words) {
        if (words.size() != 3) {
            return false;
        }
        if (words.front() == "first") {
            state_.first = read_points(words);
            return state_.first.has_value();
        }
        const auto share = number_of<double>(words[2]);
        const bool known =
            std::ranges::find(state_.then, words[1], &std::pair<std::string, double>::first) != state_.then.end();
        if (words.front() != "then" || !is_identifier(words[1]) || !share || !(*share >= 0 && *share <= 1) || known) {
            return false;
        }
        state_.then.emplace_back(words[1], *share);
        return true;
    }

    State state_;
};

std::string points_line(std::string_view key, const std::optional<Points>& points) {
    return points ? std::string{key} + " " + plain_number(points->earned) + " " + plain_number(points->possible) + "\n"
                  : std::string{};
}

void append_words(std::string& text, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        text += " " + state_word(word);
    }
    text += "\n";
}

void append_attempt(std::string& text, const State& state, const Quiz& quiz) {
    if (state.until_ms > 0) {
        text += "until " + std::to_string(state.until_ms) + "\n";
    }
    std::vector<std::string> drawn;
    std::ranges::copy_if(state.drawn, std::back_inserter(drawn),
                         [&](const std::string& id) { return quiz.find_question(id).has_value(); });
    if (!drawn.empty()) {
        text += "drawn";
        append_words(text, drawn);
    }
    if (quiz.find_question(state.at)) {
        text += "at " + state.at + " " + std::to_string(state.since_ms) + "\n";
        if (!state.draft.empty()) {
            text += "draft " + state.at;
            append_words(text, state.draft);
            text += state.moved.empty() ? "" : "moved " + state.moved + "\n";
        }
    }
}

}  // namespace

const Answered* State::find_answer(std::string_view question) const {
    const auto found = std::ranges::find(answers, question, &Answered::question);
    return found == answers.end() ? nullptr : &*found;
}

std::optional<State> read_state(std::string_view text) {
    if (text.empty()) {
        return State{};
    }
    const bool newer = text.starts_with("quiz 2\n");
    const auto lines = state_lines(text, newer ? "quiz 2" : "quiz 1");
    if (!lines) {
        return std::nullopt;
    }
    StateReader reader;
    for (const Words& words : *lines) {
        if (!reader.read_line(words) && !(newer && reader.read_newer_line(words))) {
            return std::nullopt;
        }
    }
    return std::move(reader).take();
}

std::string write_state(const State& state, const Quiz& quiz) {
    std::string text = "quiz 2\nattempt " + std::to_string(state.attempt) + "\n";
    append_attempt(text, state, quiz);
    for (const Answered& answer : state.answers) {
        if (!quiz.find_question(answer.question)) {
            continue;
        }
        text += "answer " + answer.question + " " + std::to_string(answer.duration_ms);
        append_words(text, answer.response);
        text += answer.late ? "late " + answer.question + "\n" : "";
    }
    text += state.ended ? "ended\n" : "";
    text += state.time_was_up ? "timeup\n" : "";
    text += state.result_shown ? "result\n" : "";
    if (state.last && state.best) {
        text += points_line("last", state.last) + points_line("best", state.best);
    }
    text += points_line("first", state.first);
    for (const auto& [question, share] : state.then) {
        if (quiz.find_question(question)) {
            text += "then " + question + " " + plain_number(share) + "\n";
        }
    }
    return text;
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
