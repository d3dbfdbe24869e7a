#include "plugins/service-maturity/state.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

namespace lyceum::plugins::service_maturity {
namespace {

std::string word_or_dash(std::string_view text) {
    return text.empty() ? "-" : state_word(text);
}

std::optional<std::string> text_or_nothing(std::string_view word) {
    return word == "-" ? std::string{} : text_of_word(word);
}

bool is_number_or_dash(std::string_view word) {
    const auto number = number_of<double>(word);
    return word == "-" || (number && word.size() <= 20 && *number >= 0);
}

bool read_place(const std::vector<std::string_view>& words, State& state) {
    if (words.size() == 2 && (words[1] == "list" || words[1] == "paste")) {
        state.screen = words[1] == "list" ? Screen::List : Screen::Paste;
        return true;
    }
    if (words.size() == 3 && (words[1] == "form" || words[1] == "service") && is_identifier(words[2])) {
        state.screen = words[1] == "form" ? Screen::Form : Screen::Service;
        state.at = words[2];
        return true;
    }
    return false;
}

bool read_service(const std::vector<std::string_view>& words, State& state) {
    if (words.size() != 8 || !is_identifier(words[1]) || words[1] == "new" || state.find(words[1]) != nullptr ||
        state.services.size() >= most_services) {
        return false;
    }
    const auto target = number_of<std::size_t>(words[2]);
    auto name = text_of_word(words[3]);
    if (!target || *target > 9 || !name || name->empty() || !is_utf8(*name)) {
        return false;
    }
    for (std::size_t index = 4; index < 8; ++index) {
        if (!is_number_or_dash(words[index])) {
            return false;
        }
    }
    const auto figure = [&](std::size_t index) {
        return words[index] == "-" ? std::string{} : std::string{words[index]};
    };
    state.services.push_back({.id = std::string{words[1]},
                              .target = *target,
                              .figures = {std::move(*name), figure(4), figure(5), figure(6), figure(7)},
                              .replies = {}});
    return true;
}

bool read_reply(const std::vector<std::string_view>& words, State& state) {
    Service* service = words.size() == 5 ? state.find(words[1]) : nullptr;
    if (service == nullptr || !is_identifier(words[2])) {
        return false;
    }
    auto fact = text_or_nothing(words[4]);
    const bool said = words[3] == "yes" || words[3] == "no" || number_of<double>(words[3]);
    if (!said || words[3].size() > 20 || !fact || !is_utf8(*fact)) {
        return false;
    }
    return service->replies.emplace(std::string{words[2]}, Reply{std::string{words[3]}, std::move(*fact)}).second;
}

bool read_line(const std::vector<std::string_view>& words, State& state) {
    const std::string_view key = words.front();
    if (key == "at") {
        return read_place(words, state);
    }
    if (key == "service") {
        return read_service(words, state);
    }
    if (key == "reply") {
        return read_reply(words, state);
    }
    if (key == "next" && words.size() == 2) {
        const auto next = number_of<std::uint32_t>(words[1]);
        state.next = next.value_or(0);
        return state.next > 0 && state.next <= 1'000'000;
    }
    if (key == "typed" && words.size() == 3 && is_identifier(words[1])) {
        auto text = text_or_nothing(words[2]);
        return text && is_utf8(*text) && state.typed.emplace(std::string{words[1]}, std::move(*text)).second;
    }
    state.done = true;
    return key == "done" && words.size() == 1;
}

}  // namespace

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "service-maturity 1");
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
    std::string text = "service-maturity 1\n";
    switch (state.screen) {
        case Screen::List:
            text += "at list\n";
            break;
        case Screen::Paste:
            text += "at paste\n";
            break;
        case Screen::Form:
            text += "at form " + state.at + "\n";
            break;
        case Screen::Service:
            text += "at service " + state.at + "\n";
            break;
    }
    text += "next " + std::to_string(state.next) + "\n";
    for (const Service& service : state.services) {
        const Figures& figures = service.figures;
        text += "service " + service.id + " " + std::to_string(service.target) + " " + state_word(figures.name);
        for (const std::string* figure : {&figures.volume, &figures.share, &figures.cost, &figures.days}) {
            text += " " + (figure->empty() ? std::string{"-"} : *figure);
        }
        text += "\n";
        for (const auto& [indicator, reply] : service.replies) {
            text += "reply " + service.id + " " + indicator + " " + reply.value + " " + word_or_dash(reply.fact) + "\n";
        }
    }
    for (const auto& [name, value] : state.typed) {
        text += "typed " + name + " " + word_or_dash(value) + "\n";
    }
    text += state.done ? "done\n" : "";
    return text;
}

}  // namespace lyceum::plugins::service_maturity
