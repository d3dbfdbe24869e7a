#pragma once
// The worker's side of lyceum.tasks/1 (sdk/include/lyceum/ext/tasks.h): hands a module the person's tasks of one call
// and keeps what it proposes in the call's OutcomeSink. [worker main]

#include "host/modules/tasks.hpp"
#include "lyceum/ext/tasks.h"

#include <vector>

namespace lyceum::worker {

// A call as the module reads it, with the tasks behind it: the ability finds them by the pointer that the module was
// given.
struct CallWithTasks : lyceum_call {
    const std::vector<modules::Task>* tasks = nullptr;  // null: none
};

// The functions that `lyceum_host.extension` gives out for LYCEUM_TASKS.
const lyceum_tasks& task_ability();

}  // namespace lyceum::worker
