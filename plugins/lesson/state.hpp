#pragma once
// Where a learner is in a lesson. Sections and options are kept by id, so a state survives edits of the lesson: what is
// gone is forgotten at the next answer; only a learner's own notes are kept, they cannot be had again. As text,
// state_version 2:
//
//     lesson 2
//     at next                    the section to show; left out: the first not yet read
//     finished                   the closing page is shown
//     glossary                   the terms are shown, over whatever was shown before
//     seen price next            sections read to their end
//     chosen price-check visits  the last answer to a self-check
//     note price Спросить%20юриста  the learner's note on a section (state_word)
//
// Version 1 had neither glossary nor note, and is read as what it says.
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

inline constexpr std::uint32_t state_version = 2;

inline constexpr std::size_t longest_note = 2000;                // characters
inline constexpr std::size_t all_notes = std::size_t{96} << 10;  // bytes as kept; a state is at most 256 KiB

struct State {
    std::string at;
    bool finished = false;
    bool glossary_shown = false;
    std::set<std::string> seen;
    std::map<std::string, std::string> chosen;  // check id → option id
    std::map<std::string, std::string> notes;   // section id → text, never empty

    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write_state` made, now or as version 1.
std::optional<State> read_state(std::string_view text);
// Leaves out what the lesson no longer has, but for notes, so the text is bounded by the lesson and all_notes.
std::string write_state(const State& state, const Lesson& lesson);

// The section to show: `at`, or the first not yet read, or the first.
std::size_t current_section(const Lesson& lesson, const State& state);
std::size_t count_seen(const Lesson& lesson, const State& state);

// Keeps a cleaned note, or as much of its beginning as there is room for; an empty one is taken away. False if
// something had to be left out. Wants UTF-8.
bool keep_note(State& state, const std::string& section, std::string_view text);

}  // namespace lyceum::plugins::lesson
