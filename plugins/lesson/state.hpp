#pragma once
// Where a learner is in a lesson. Sections and options are kept by id, so a state survives edits of the lesson: what is
// gone is forgotten at the next answer. As text, state_version 1:
//
//     lesson 1
//     at next                    the section to show; left out: the first not yet read
//     finished                   the closing page is shown
//     seen price next            sections read to their end
//     chosen price-check visits  the last answer to a self-check
//
// Values. [any thread]

#include "plugins/lesson/model.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lyceum::plugins::lesson {

inline constexpr std::uint32_t state_version = 1;

struct State {
    std::string at;
    bool finished = false;
    std::set<std::string> seen;
    std::map<std::string, std::string> chosen;  // check id → option id

    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write` made.
std::optional<State> read_state(std::string_view text);
// Leaves out what the lesson no longer has, so the text is bounded by the lesson.
std::string write_state(const State& state, const Lesson& lesson);

// The section to show: `at`, or the first not yet read, or the first.
std::size_t current_section(const Lesson& lesson, const State& state);
std::size_t count_seen(const Lesson& lesson, const State& state);

}  // namespace lyceum::plugins::lesson
