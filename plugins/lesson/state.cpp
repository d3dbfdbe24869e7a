#include "plugins/lesson/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>

namespace lyceum::plugins::lesson {

namespace {

bool read_note(const std::vector<std::string_view>& words, State& state) {
    if (words.size() != 3 || words[0] != "note" || !is_identifier(words[1])) {
        return false;
    }
    std::optional<std::string> text = text_of_word(words[2]);
    return text && state.notes.emplace(words[1], std::move(*text)).second;
}

std::size_t note_bytes(std::string_view section, std::string_view text) {
    return std::string_view{"note  \n"}.size() + section.size() + state_word(text).size();
}

// The characters that, after `used` bytes, take no more than `room` as kept.
std::string_view fitting(std::string_view text, std::size_t room, std::size_t used) {
    std::size_t fits = 0;
    while (fits < text.size()) {
        const std::string_view next = first_characters(text.substr(fits), 1);
        used += state_word(next).size();
        if (used > room) {
            break;
        }
        fits += next.size();
    }
    return text.substr(0, fits);
}

}  // namespace

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const bool newer = text.starts_with("lesson 2\n");
    const auto lines = state_lines(text, newer ? "lesson 2" : "lesson 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (newer && read_note(words, state)) {
            continue;
        }
        if (!std::ranges::all_of(words, is_identifier)) {
            return std::nullopt;
        }
        const std::string_view key = words.front();
        if (key == "at" && words.size() == 2) {
            state.at = words[1];
        } else if (key == "finished" && words.size() == 1) {
            state.finished = true;
        } else if (key == "glossary" && words.size() == 1 && newer) {
            state.glossary_shown = true;
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
    std::string text = "lesson 2\n";
    if (lesson.find_section(state.at)) {
        text += "at " + state.at + "\n";
    }
    if (state.finished) {
        text += "finished\n";
    }
    text += state.glossary_shown ? "glossary\n" : "";
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
    for (const auto& [section, note] : state.notes) {
        text += "note " + section + " " + state_word(note) + "\n";
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

bool keep_note(State& state, const std::string& section, std::string_view text) {
    std::size_t room = all_notes;
    for (const auto& [other, note] : state.notes) {
        room -= other == section ? 0 : std::min(room, note_bytes(other, note));
    }
    const std::string cleaned = clean_lines(text);
    const std::string_view kept = fitting(first_characters(cleaned, longest_note), room, note_bytes(section, {}));
    if (kept.empty()) {
        state.notes.erase(section);
    } else {
        state.notes.insert_or_assign(section, std::string{kept});
    }
    return kept.size() == cleaned.size();
}

}  // namespace lyceum::plugins::lesson
