#pragma once
// Where a learner is in a scenario: the decisions, by id; what they led to is worked out again from the content each
// time. As text, state_version 1:
//
//     scenario 1
//     attempts 2            attempts ended, whatever became of their paths
//     best n1 b             the decisions of the best attempt ended, in order
//     last n1 a             those of the attempt ended before this one
//     begun                 the introduction is behind the learner
//     now n1 b              the decisions of this attempt
//
// A scenario edited meanwhile: the path is followed as far as it still goes, and the learner goes on from there. A path
// of an attempt ended that no longer reaches an ending is no more shown. Values. [any thread]

#include "plugins/scenario/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::scenario {

inline constexpr std::uint32_t state_version = 1;
inline constexpr std::size_t longest_path = 100;  // decisions; a loop may be gone round that often and no more

struct Decision {
    std::string place;
    std::string choice;

    bool operator==(const Decision&) const = default;
};
using Decisions = std::vector<Decision>;

struct State {
    std::uint32_t attempts = 0;
    Decisions best;
    Decisions last;
    bool begun = false;
    Decisions now;

    bool operator==(const State&) const = default;
};

// Nothing if this is not a state that `write_state` made.
std::optional<State> read_state(std::string_view text);
std::string write_state(const State& state);

// One decision as it was taken.
struct Step {
    std::size_t place = 0;
    std::size_t choice = 0;
    Standing before;
    Standing after;
};

// A path followed through the scenario.
struct Path {
    std::vector<Step> steps;
    std::size_t place = 0;  // where it leads
    Standing standing;
};

// As far as the decisions still go.
Path follow(const Scenario& scenario, const Decisions& decisions);
// The decisions of a path, to be kept.
Decisions decisions_of(const Scenario& scenario, const Path& path);

}  // namespace lyceum::plugins::scenario
