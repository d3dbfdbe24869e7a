#include "plugins/scenario/state.hpp"

#include "plugins/common/state_lines.hpp"

namespace lyceum::plugins::scenario {
namespace {

constexpr std::uint32_t most_attempts = 1'000'000;

bool read_decision(const std::vector<std::string_view>& words, Decisions& decisions) {
    if (words.size() != 3 || !is_identifier(words[1]) || !is_identifier(words[2]) || decisions.size() >= longest_path) {
        return false;
    }
    decisions.push_back({std::string{words[1]}, std::string{words[2]}});
    return true;
}

bool read_line(const std::vector<std::string_view>& words, State& state) {
    const std::string_view key = words.front();
    if (key == "attempts" && words.size() == 2) {
        const auto number = number_of<std::uint32_t>(words[1]);
        state.attempts = number.value_or(0);
        return number && *number <= most_attempts;
    }
    if (key == "begun") {
        state.begun = true;
        return words.size() == 1;
    }
    return (key == "best" && read_decision(words, state.best)) || (key == "last" && read_decision(words, state.last)) ||
           (key == "now" && read_decision(words, state.now));
}

void write_decisions(std::string_view key, const Decisions& decisions, std::string& text) {
    for (const Decision& decision : decisions) {
        text.append(key).append(" ").append(decision.place).append(" ").append(decision.choice).append("\n");
    }
}

}  // namespace

std::optional<State> read_state(std::string_view text) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, "scenario 1");
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
    std::string text = "scenario 1\n";
    if (state.attempts > 0) {
        text += "attempts " + std::to_string(std::min(state.attempts, most_attempts)) + "\n";
    }
    write_decisions("best", state.best, text);
    write_decisions("last", state.last, text);
    text += state.begun ? "begun\n" : "";
    write_decisions("now", state.now, text);
    return text;
}

Path follow(const Scenario& scenario, const Decisions& decisions) {
    Path path{.steps = {}, .place = scenario.start, .standing = scenario.first_standing()};
    for (const Decision& decision : decisions) {
        const Place& place = scenario.places[path.place];
        const std::optional<std::size_t> choice = place.find_choice(decision.choice);
        if (place.id != decision.place || !choice || !path.standing.hold(place.choices[*choice].conditions)) {
            break;
        }
        Step step{.place = path.place, .choice = *choice, .before = path.standing, .after = {}};
        step.after = scenario.after(step.before, place.choices[*choice]);
        path.standing = step.after;
        path.place = place.choices[*choice].to;
        path.steps.push_back(std::move(step));
    }
    return path;
}

Decisions decisions_of(const Scenario& scenario, const Path& path) {
    Decisions decisions;
    for (const Step& step : path.steps) {
        const Place& place = scenario.places[step.place];
        decisions.push_back({place.id, place.choices[step.choice].id});
    }
    return decisions;
}

}  // namespace lyceum::plugins::scenario
