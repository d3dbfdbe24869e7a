#pragma once
// What all have answered, from five answers on; nothing of it says who. Free texts stand in the order of the alphabet.
// Pure. [one thread]

#include "plugins/survey/state.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::survey {

void write_results(const Survey& survey, const State& state, const sdk::Shared& shared, Language spoken,
                   sdk::Xhtml& page);

}  // namespace lyceum::plugins::survey
