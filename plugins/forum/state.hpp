#pragma once
// What a forum keeps for one learner alone: the page they are on, and what they typed and the forum could not take.
//
//     forum 1
//     at questions            one of the tabs
//     topic simplify          on the tab of opinions
//     page 2                  of a long list
//     draft question WORD     kind and text
// [any thread]

#include "plugins/forum/records.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::plugins::forum {

inline constexpr std::uint32_t state_version = 1;

enum class Tab { Agenda, Questions, Statements, Opinions, Outcome };
inline constexpr std::size_t tab_count = 5;
std::string_view word_of(Tab tab);
std::optional<Tab> tab_of(std::string_view word);

struct State {
    Tab at = Tab::Agenda;
    std::string topic;     // empty: the first
    std::size_t page = 0;  // of the list shown, from 0
    std::map<Kind, std::string> drafts;

    bool operator==(const State&) const = default;
};

// What was typed is kept up to this many characters.
inline constexpr std::size_t longest_draft = 8000;

// Nothing for what `write_state` of no version can have written; an empty text is a learner who comes for the first
// time.
std::optional<State> read_state(std::string_view text);
std::string write_state(const State& state);

}  // namespace lyceum::plugins::forum
