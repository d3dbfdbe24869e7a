#pragma once
// A learner's own answers, and the same answers as a shared document for the results of all. As text, state_version 1:
//
//     survey 1
//     sent before             answers of this moment count in the results
//     again                   the learner answers a moment: the second one, or anew what was sent
//     before trust 4          moment, question, answer: an option or a value
//     before barriers law%20money   several options, or all in the order of a ranking, as one state_word
//     after why Мало%20людей  a free text (state_word)
//
// A shared document has the key "before/LEARNER" or "after/LEARNER", begins with the line "answers 1" and has lines
// "trust 4". LEARNER is the pseudonym the host gives; results never show it, nor which answers stand together. Values.
// [any thread]

#include "plugins/survey/model.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lyceum::plugins::survey {

inline constexpr std::uint32_t state_version = 1;

enum class Moment { Before, After };
inline constexpr std::array<Moment, 2> moments{Moment::Before, Moment::After};
constexpr std::string_view code_of(Moment moment) {
    return moment == Moment::Before ? "before" : "after";
}

// Question id → the answer: the id of an option, ids parted by blanks, a number, a text; never empty.
using Answers = std::map<std::string, std::string>;

struct State {
    std::map<Moment, Answers> answers;
    std::set<Moment> sent;
    bool again = false;

    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write_state` made.
std::optional<State> read_state(std::string_view text);
std::string write_state(const State& state);

// The moment that the form is about: the first not sent; the last if all are.
Moment current(const Survey& survey, const State& state);

std::string shared_key(Moment moment, std::string_view learner);
std::string shared_document(const Answers& answers);
// What of a document the survey still has; nothing is believed of it.
Answers read_shared(const Survey& survey, std::string_view bytes);

// The answer if it is one to this question, else nothing.
std::optional<std::string> valid_answer(const Question& question, std::string_view answer);

}  // namespace lyceum::plugins::survey
