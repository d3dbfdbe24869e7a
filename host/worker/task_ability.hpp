#pragma once
// The worker's side of lyceum.tasks/1 (sdk/include/lyceum/ext/tasks.h): hands a module the person's tasks of one call
// and keeps what it proposes in the call's OutcomeSink. [worker main]

#include "host/modules/protocol.hpp"
#include "host/modules/tasks.hpp"
#include "lyceum/ext/report.h"
#include "lyceum/ext/tasks.h"

#include <vector>

namespace lyceum::worker {

// A call as the module reads it, with the tasks behind it: the ability finds them by the pointer that the module was
// given.
struct CallWithTasks : lyceum_call {
    const std::vector<modules::Task>* tasks = nullptr;  // null: none
};

// A report's request with the tasks of its learners behind it, in the same way.
struct ReportRequestWithTasks : lyceum_report_request {
    const std::vector<modules::protocol::StateOf>* states = nullptr;  // as many as learners
};

// The functions that `lyceum_host.extension` gives out for LYCEUM_TASKS.
const lyceum_tasks& task_ability();

}  // namespace lyceum::worker
