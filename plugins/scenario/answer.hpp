#pragma once
// What a submitted form does to a scenario. An ending reached completes it; its score decides on passed; the evidence
// of an objective is the mean of what the decisions on the path and the ending show of it. [one thread]

#include "plugins/scenario/reader.hpp"
#include "plugins/scenario/state.hpp"

namespace lyceum::plugins::scenario {

sdk::Status answer(const Opened& opened, State state, Language language, const sdk::Fields& fields, sdk::Reply& reply);

}  // namespace lyceum::plugins::scenario
