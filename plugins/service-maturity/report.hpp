#pragma once
// What trainers see of service maturity: on which levels the services of all heads stand and should stand, what stops
// them, and which of them became tasks. Sums over services, from five heads on; no service is named. [one thread]

#include "plugins/service-maturity/model.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::service_maturity {

void write_report(const Assessment& assessment, const sdk::ReportRequest& request, const sdk::Tasks& tasks,
                  sdk::Report& report);

}  // namespace lyceum::plugins::service_maturity
