#include "plugins/scenario/model.hpp"

#include <algorithm>

namespace lyceum::plugins::scenario {

bool Standing::holds(const Condition& condition) const {
    switch (condition.kind) {
        case Condition::Kind::FlagSet:
            return flags[condition.subject];
        case Condition::Kind::FlagClear:
            return !flags[condition.subject];
        case Condition::Kind::AtLeast:
            return values[condition.subject] >= condition.bound;
        case Condition::Kind::AtMost:
            return values[condition.subject] <= condition.bound;
    }
    return false;
}

bool Standing::hold(const std::vector<Condition>& conditions) const {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& each) { return holds(each); });
}

std::optional<std::size_t> Place::find_choice(std::string_view choice_id) const {
    const auto found =
        std::find_if(choices.begin(), choices.end(), [&](const Choice& each) { return each.id == choice_id; });
    return found == choices.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - choices.begin())};
}

std::optional<std::size_t> Scenario::find_place(std::string_view id) const {
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& each) { return each.id == id; });
    return found == places.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - places.begin())};
}

Standing Scenario::first_standing() const {
    Standing standing;
    for (const Indicator& indicator : indicators) {
        standing.values.push_back(indicator.start);
    }
    return standing;
}

Standing Scenario::after(const Standing& standing, const Choice& choice) const {
    Standing next = standing;
    for (std::size_t index = 0; index < indicators.size(); ++index) {
        next.values[index] =
            std::clamp(next.values[index] + choice.changes[index], indicators[index].least, indicators[index].most);
    }
    next.flags |= choice.sets;
    next.flags &= ~choice.clears;
    return next;
}

double Scenario::balance(const Values& values) const {
    if (indicators.empty()) {
        return 0;
    }
    double sum = 0;
    for (std::size_t index = 0; index < indicators.size(); ++index) {
        const Indicator& indicator = indicators[index];
        const double place = static_cast<double>(values[index] - indicator.least) / (indicator.most - indicator.least);
        sum += indicator.good == Good::Up ? place : 1 - place;
    }
    return sum / static_cast<double>(indicators.size());
}

}  // namespace lyceum::plugins::scenario
