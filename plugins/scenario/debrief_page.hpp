#pragma once
// The page after an ending: the debrief, what the decisions did, what other choices would have brought, what experts
// advise, the attempt before beside this one, and trying again. Pure. [one thread]

#include "plugins/scenario/reader.hpp"
#include "plugins/scenario/state.hpp"

namespace lyceum::plugins::scenario {

// `path` ends in an ending.
void write_debrief(const Opened& opened, const State& state, const Path& path, Language language, sdk::Xhtml& page);

}  // namespace lyceum::plugins::scenario
