#include "plugins/service-maturity/rating.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>

namespace lyceum::plugins::service_maturity {

Met is_met(const Indicator& indicator, const Replies& replies) {
    const auto found = replies.find(indicator.id);
    if (found == replies.end()) {
        return Met::Unknown;
    }
    const Reply& reply = found->second;
    if (indicator.is_number()) {
        const auto number = number_of<double>(reply.value);
        if (!number) {
            return Met::Unknown;
        }
        const bool enough = !indicator.at_least || *number >= *indicator.at_least;
        const bool little = !indicator.at_most || *number <= *indicator.at_most;
        return enough && little ? Met::Yes : Met::No;
    }
    if (reply.value == "yes") {
        return reply.fact.empty() ? Met::Unknown : Met::Yes;
    }
    return reply.value == "no" ? Met::No : Met::Unknown;
}

Standing standing_of(const Assessment& assessment, const Replies& replies) {
    Standing standing;
    for (std::size_t number = 1; number < assessment.levels.size(); ++number) {
        const auto& indicators = assessment.levels[number].indicators;
        const auto is = [&](Met met) {
            return [&replies, met](const Indicator& indicator) { return is_met(indicator, replies) == met; };
        };
        if (std::any_of(indicators.begin(), indicators.end(), is(Met::No))) {
            standing.placed = true;
            return standing;
        }
        if (!std::all_of(indicators.begin(), indicators.end(), is(Met::Yes))) {
            return standing;
        }
        standing.level = number;
    }
    standing.placed = true;
    return standing;
}

}  // namespace lyceum::plugins::service_maturity
