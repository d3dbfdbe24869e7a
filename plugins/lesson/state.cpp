#include "plugins/lesson/state.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>

namespace lyceum::plugins::lesson {

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "lesson 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (!std::ranges::all_of(words, is_identifier)) {
            return std::nullopt;
        }
        const std::string_view key = words.front();
        if (key == "at" && words.size() == 2) {
            state.at = words[1];
        } else if (key == "finished" && words.size() == 1) {
            state.finished = true;
        } else if (key == "seen") {
            state.seen.insert(words.begin() + 1, words.end());
        } else if (key == "chosen" && words.size() == 3) {
            state.chosen.insert_or_assign(std::string{words[1]}, std::string{words[2]});
        } else {
            return std::nullopt;
        }
    }
    return state;
}

std::string write_state(const State& state, const Lesson& lesson) {
    std::string text = "lesson 1\n";
    if (lesson.find_section(state.at)) {
        text += "at " + state.at + "\n";
    }
    if (state.finished) {
        text += "finished\n";
    }
    text += "seen";
    for (const Section& section : lesson.sections) {
        if (state.seen.contains(section.id)) {
            text += " " + section.id;
        }
    }
    text += "\n";
    for (const Section& section : lesson.sections) {
        if (!section.check) {
            continue;
        }
        const auto chosen = state.chosen.find(section.check->id);
        if (chosen != state.chosen.end() && section.check->find_option(chosen->second) != nullptr) {
            text += "chosen " + chosen->first + " " + chosen->second + "\n";
        }
    }
    return text;
}

std::size_t current_section(const Lesson& lesson, const State& state) {
    if (const std::optional<std::size_t> at = lesson.find_section(state.at)) {
        return *at;
    }
    const auto unread =
        std::ranges::find_if(lesson.sections, [&](const Section& section) { return !state.seen.contains(section.id); });
    return unread == lesson.sections.end() ? 0 : static_cast<std::size_t>(unread - lesson.sections.begin());
}

std::size_t count_seen(const Lesson& lesson, const State& state) {
    return static_cast<std::size_t>(std::ranges::count_if(
        lesson.sections, [&](const Section& section) { return state.seen.contains(section.id); }));
}

}  // namespace lyceum::plugins::lesson
