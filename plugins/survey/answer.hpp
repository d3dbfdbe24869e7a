#pragma once
// What a submitted form does to a survey. Nothing of an answer goes into a statement: no interaction, no score, no
// evidence; only what a learner says of their own level of a competency is told to the host, as theirs. Sending the
// first moment completes the survey. [one thread]

#include "plugins/survey/state.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::survey {

sdk::Status answer(const Survey& survey, State state, const sdk::Call& call, sdk::Reply& reply);

}  // namespace lyceum::plugins::survey
