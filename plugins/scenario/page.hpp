#pragma once
// The page that goes with a state: the introduction, a situation with its choices, or what the decisions did. Pure.
// [one thread]

#include "plugins/scenario/reader.hpp"
#include "plugins/scenario/state.hpp"

namespace lyceum::plugins::scenario {

void write_page(const Opened& opened, const State& state, Language language, sdk::Xhtml& page);

}  // namespace lyceum::plugins::scenario
