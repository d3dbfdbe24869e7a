#pragma once
// What trainers see of priority tasks: how many were taken on and what became of them, where they lie by effect and
// effort, when they end, and why better ones were left out. Of tasks confirmed and beyond, from five people on; no task
// and no person is named. [one thread]

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::priorities {

void write_report(const sdk::ReportRequest& request, const sdk::Tasks& tasks, sdk::Report& report);

}  // namespace lyceum::plugins::priorities
