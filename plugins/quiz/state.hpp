#pragma once
// Where a learner is in a quiz. Questions and their parts are kept by id and answers are judged anew from the file, so
// a state survives edits: an answer to a question that is gone is forgotten at the next save, a new question is simply
// not answered yet. Results of ended attempts stay as they were. As text, state_version 2:
//
//     quiz 2
//     attempt 2                       the attempt begun last
//     until 1764001200000             when its time is up (ms); left out: no limit
//     drawn q4 q9                     the questions of pools it asks
//     at measure 1764000000000        the question shown, since when (ms); its answer, once given, is discussed there
//     draft steps b a c               what was given for it so far and is no answer yet
//     moved b                         the part of the draft moved last
//     answer measure 12000 hours      id, milliseconds it took (-1 unknown), words of the response (state_word)
//     late measure                    that answer came after the time was up: kept, and worth no points
//     ended                           the attempt has been judged
//     timeup                          because its time was up
//     result                          the result page is shown
//     last 3 4                        points of the attempt ended last, of how many
//     best 4 4
//     first 2 4                       of the first attempt, once a second has begun
//     then measure 0.5                a question of the first attempt, the share it earned
//
// Version 1 had neither until, drawn, draft, moved, late, timeup, first nor then, and is read as what it says.
// Values. [any thread]

#include "plugins/quiz/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::plugins::quiz {

inline constexpr std::uint32_t state_version = 2;

struct Answered {
    std::string question;
    std::int64_t duration_ms = -1;
    Response response;
    bool late = false;

    bool operator==(const Answered&) const = default;
};

struct Points {
    double earned = 0;
    double possible = 1;  // above 0

    double scaled() const { return earned / possible; }
    bool operator==(const Points&) const = default;
};

struct State {
    unsigned attempt = 0;       // 0: none begun
    std::int64_t until_ms = 0;  // 0: no limit
    std::vector<std::string> drawn;
    std::string at;
    std::int64_t since_ms = 0;
    Response draft;  // of the question `at`
    std::string moved;
    std::vector<Answered> answers;  // of this attempt
    bool ended = false;
    bool time_was_up = false;
    bool result_shown = false;
    std::optional<Points> last;
    std::optional<Points> best;
    std::optional<Points> first;
    std::vector<std::pair<std::string, double>> then;  // question id, share

    const Answered* find_answer(std::string_view question) const;
    unsigned attempts_used() const { return ended || attempt == 0 ? attempt : attempt - 1; }
    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write_state` made, now or as version 1.
std::optional<State> read_state(std::string_view text);
// Leaves out what concerns questions the quiz no longer has, so the text is bounded by the quiz.
std::string write_state(const State& state, const Quiz& quiz);

bool may_try_again(const Quiz& quiz, const State& state);
bool has_passed(const Quiz& quiz, const Points& points);

}  // namespace lyceum::plugins::quiz
