#pragma once
// Where a learner is in a quiz. Questions and options are kept by id and answers are judged anew from the file, so a
// state survives edits: an answer to a question that is gone is forgotten at the next save, a new question is simply
// not answered yet. Results of ended attempts stay as they were. As text, state_version 1:
//
//     quiz 1
//     attempt 2                       the attempt begun last
//     at measure 1764000000000        the question shown, since when (ms); its answer, once given, is discussed there
//     answer measure 12000 hours      id, milliseconds it took (-1 unknown), words of the response
//     ended                           the attempt has been judged
//     result                          the result page is shown
//     last 3 4                        points of the attempt ended last, of how many
//     best 4 4
//
// Values. [any thread]

#include "plugins/quiz/judge.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::quiz {

inline constexpr std::uint32_t state_version = 1;

struct Answered {
    std::string question;
    std::int64_t duration_ms = -1;
    Response response;

    bool operator==(const Answered&) const = default;
};

struct Points {
    double earned = 0;
    double possible = 1;  // above 0

    double scaled() const { return earned / possible; }
    bool operator==(const Points&) const = default;
};

struct State {
    unsigned attempt = 0;  // 0: none begun
    std::string at;
    std::int64_t since_ms = 0;
    std::vector<Answered> answers;  // of this attempt
    bool ended = false;
    bool result_shown = false;
    std::optional<Points> last;
    std::optional<Points> best;

    const Answered* find_answer(std::string_view question) const;
    unsigned attempts_used() const { return ended || attempt == 0 ? attempt : attempt - 1; }
    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write_state` made.
std::optional<State> read_state(std::string_view text);
// Leaves out answers to questions the quiz no longer has, so the text is bounded by the quiz.
std::string write_state(const State& state, const Quiz& quiz);

// What the learner sees.
enum class Stage {
    Intro,
    Question,
    Discussion,   // of the question just answered
    AllAnswered,  // by an edit of the file: nothing left to ask, the attempt not judged yet
    Result,
};
struct Position {
    Stage stage = Stage::Intro;
    std::size_t question = 0;  // of Question and Discussion
};
Position position(const Quiz& quiz, const State& state);

// The first question without an answer.
std::optional<std::size_t> next_question(const Quiz& quiz, const State& state);

bool may_try_again(const Quiz& quiz, const State& state);
bool has_passed(const Quiz& quiz, const Points& points);

}  // namespace lyceum::plugins::quiz
