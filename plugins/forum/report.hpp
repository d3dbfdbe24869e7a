#pragma once
// What organisers see of a forum: how many took part in what, and, once voting is closed, what was voted on with how
// many votes; nothing about fewer than five people. [one thread]

#include "plugins/forum/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::forum {

void write_report(const Forum& forum, const sdk::ReportRequest& request, sdk::Report& report);

}  // namespace lyceum::plugins::forum
