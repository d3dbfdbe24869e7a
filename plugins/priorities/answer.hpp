#pragma once
// What a submitted form does: drafts are written, compared, and at most three of them committed. [one thread]

#include "plugins/priorities/model.hpp"
#include "plugins/priorities/state.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::priorities {

sdk::Status answer(const Assignment& assignment, State state, const sdk::Call& call, const sdk::Tasks& tasks,
                   sdk::Reply& reply);

}  // namespace lyceum::plugins::priorities
