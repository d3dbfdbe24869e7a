#pragma once
// The questions of one moment as a form, with what the learner has answered already. Pure. [one thread]

#include "plugins/survey/state.hpp"

namespace lyceum::plugins::survey {

void write_form(const Survey& survey, const State& state, Language spoken, sdk::Xhtml& page);

}  // namespace lyceum::plugins::survey
