#pragma once
// Reads a scenario file and reports what the schema cannot see, with the rules
//   scenario.duplicate-id        two places, indicators, people, or choices of one place share an id
//   scenario.unknown-place       a choice, or the scenario's start, names no node or ending
//   scenario.unknown-indicator   an effect or a condition names no indicator
//   scenario.unknown-person      a speaker or an adviser is not among the people
//   scenario.bad-range           an indicator whose min is not below its max, or whose start is outside
//   scenario.bad-condition       a condition on nothing, or on two things
//   scenario.bad-number          a number outside what it may be (the schema sees most first)
//   scenario.no-ending           no ending at all
//   scenario.no-situations       no node at all
//   scenario.too-large           more indicators, flags, places or choices than bounded; texts beyond a page
//   scenario.empty-text          an element without text
//   scenario.bad-link, scenario.nested-link, scenario.too-deep, scenario.bad-id
// and those of the graph in analysis.hpp, and content.not-well-formed, content.other-root, content.too-large. [one
// thread]

#include "plugins/scenario/exploration.hpp"
#include "plugins/scenario/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::scenario {

// An opened file: the scenario and what can come of it.
struct Opened {
    Scenario scenario;
    Exploration exploration;
};

// Nothing if there were errors.
std::unique_ptr<Opened> read(const sdk::Content& content);

}  // namespace lyceum::plugins::scenario
