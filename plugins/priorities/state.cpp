#include "plugins/priorities/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>

namespace lyceum::plugins::priorities {
namespace {

bool read_line(const std::vector<std::string_view>& words, State& state) {
    const std::string_view key = words.front();
    if (key == "at" && words.size() == 2 && (words[1] == "list" || words[1] == "compare")) {
        state.screen = words[1] == "list" ? Screen::List : Screen::Compare;
    } else if (key == "at" && words.size() == 3 && words[1] == "edit" && is_task_id(words[2])) {
        state.screen = Screen::Edit;
        state.edited = words[2];
    } else if (key == "next" && words.size() == 2) {
        const auto next = number_of<std::uint32_t>(words[1]);
        if (!next || *next == 0 || *next > 100'000) {
            return false;
        }
        state.next = *next;
    } else if (key == "typed" && words.size() == 3) {
        auto text = text_of_word(words[2]);
        if (!text || !is_utf8(*text) ||
            std::find(field_names.begin(), field_names.end(), words[1]) == field_names.end()) {
            return false;
        }
        if (!state.typed) {
            state.typed.emplace();
        }
        state.typed->insert_or_assign(std::string{words[1]}, std::move(*text));
    } else if (key == "typed" && words.size() == 1) {
        state.typed.emplace();
    } else if (key == "before" && words.size() == 3 && is_task_id(words[1]) && is_task_id(words[2]) &&
               words[1] != words[2] && state.preferences.size() < most_preferences) {
        state.preferences.emplace(words[1], words[2]);
    } else if (key == "done" && words.size() == 1) {
        state.done = true;
    } else {
        return false;
    }
    return true;
}

}  // namespace

bool is_task_id(std::string_view id) {
    return is_identifier(id.starts_with('@') ? id.substr(1) : id);
}

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "priorities 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (!read_line(words, state)) {
            return std::nullopt;
        }
    }
    return state;
}

std::string write_state(const State& state) {
    std::string text = "priorities 1\n";
    switch (state.screen) {
        case Screen::List:
            text += "at list\n";
            break;
        case Screen::Edit:
            text += "at edit " + state.edited + "\n";
            break;
        case Screen::Compare:
            text += "at compare\n";
            break;
    }
    text += "next " + std::to_string(state.next) + "\n";
    if (state.typed) {
        text += "typed\n";
        for (const auto& [name, value] : *state.typed) {
            text += "typed " + name + " " + state_word(value) + "\n";
        }
    }
    for (const auto& [first, second] : state.preferences) {
        text += "before " + first + " " + second + "\n";
    }
    text += state.done ? "done\n" : "";
    return text;
}

}  // namespace lyceum::plugins::priorities
