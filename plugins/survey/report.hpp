#pragma once
// What trainers see of a survey: a table a question, from five answers on, as the learners see it. [one thread]

#include "plugins/survey/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::survey {

void write_report(const Survey& survey, const sdk::ReportRequest& request, sdk::Report& report);

}  // namespace lyceum::plugins::survey
