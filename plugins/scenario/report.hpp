#pragma once
// What trainers see of a scenario: which endings people reached, and the graph with how often each choice was taken.
// Of each learner the attempt under way, or, before a new one has begun, the one ended last. [one thread]

#include "plugins/scenario/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::scenario {

void write_report(const Scenario& scenario, const sdk::ReportRequest& request, sdk::Report& report);

}  // namespace lyceum::plugins::scenario
