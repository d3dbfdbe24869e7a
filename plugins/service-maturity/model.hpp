#pragma once
// What one file of service maturity says. Made by the reader, never changed. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::service_maturity {

// With a bound the answer is a number, without one "yes" with a fact, or "no".
struct Indicator {
    std::string id;
    std::string question;
    std::string fact;  // what counts as one
    std::optional<double> at_least;
    std::optional<double> at_most;
    std::string unit;

    bool is_number() const { return at_least || at_most; }
};

struct Level {
    std::string name;
    std::string meaning;
    std::string next;  // what to begin with to reach it
    std::vector<Indicator> indicators;
};

enum class Shows { Placed, Measured };

struct Objective {
    std::string ref;
    Shows shows = Shows::Placed;
};

struct Assessment {
    Language language = Language::Ru;
    std::string title;
    RichText intro;
    std::vector<Level> levels;  // by number, at least two
    std::vector<Objective> objectives;
    std::vector<sdk::Xhtml> sources;
    std::size_t services = 3;  // to be placed

    std::size_t top() const { return levels.size() - 1; }
    const Indicator* find_indicator(std::string_view id) const {
        for (const Level& level : levels) {
            for (const Indicator& indicator : level.indicators) {
                if (indicator.id == id) {
                    return &indicator;
                }
            }
        }
        return nullptr;
    }
};

}  // namespace lyceum::plugins::service_maturity
