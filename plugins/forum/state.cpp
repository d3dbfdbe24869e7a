#include "plugins/forum/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <array>

namespace lyceum::plugins::forum {
namespace {

constexpr std::array<std::string_view, tab_count> tabs{"agenda", "questions", "statements", "opinions", "outcome"};
constexpr std::size_t last_page = 100'000;

std::optional<Kind> kind_of(std::string_view word) {
    for (const Kind kind : {Kind::Question, Kind::Statement, Kind::Position, Kind::Reply, Kind::Task}) {
        if (word_of(kind) == word) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view word_of(Tab tab) {
    return tabs[static_cast<std::size_t>(tab)];
}

std::optional<Tab> tab_of(std::string_view word) {
    for (std::size_t index = 0; index < tabs.size(); ++index) {
        if (tabs[index] == word) {
            return static_cast<Tab>(index);
        }
    }
    return std::nullopt;
}

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "forum 1");
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (words.size() == 2 && words[0] == "at") {
            const auto tab = tab_of(words[1]);
            if (!tab) {
                return std::nullopt;
            }
            state.at = *tab;
        } else if (words.size() == 2 && words[0] == "topic" && is_identifier(words[1])) {
            state.topic = words[1];
        } else if (words.size() == 2 && words[0] == "page") {
            const auto page = number_of<std::size_t>(words[1]);
            if (!page || *page > last_page) {
                return std::nullopt;
            }
            state.page = *page;
        } else if (words.size() == 3 && words[0] == "draft") {
            const auto kind = kind_of(words[1]);
            auto draft = text_of_word(words[2]);
            if (!kind || !draft || count_characters(*draft) > longest_draft) {
                return std::nullopt;
            }
            state.drafts.insert_or_assign(*kind, std::move(*draft));
        } else {
            return std::nullopt;
        }
    }
    return state;
}

std::string write_state(const State& state) {
    std::string text = "forum 1\nat " + std::string{word_of(state.at)} + "\n";
    text += state.topic.empty() ? "" : "topic " + state.topic + "\n";
    text += state.page == 0 ? "" : "page " + std::to_string(state.page) + "\n";
    for (const auto& [kind, draft] : state.drafts) {
        text += draft.empty() ? "" : "draft " + std::string{word_of(kind)} + " " + state_word(draft) + "\n";
    }
    return text;
}

}  // namespace lyceum::plugins::forum
