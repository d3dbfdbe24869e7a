#pragma once
// What trainers see of a quiz: how many came how far, and which questions fail, with the wrong answers given most. Of
// each learner the attempt that the state holds; numbers only. [one thread]

#include "plugins/quiz/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::quiz {

void write_report(const Quiz& quiz, const sdk::ReportRequest& request, sdk::Report& report);

}  // namespace lyceum::plugins::quiz
