#pragma once
// What a submitted form does: services are listed, placed on the scale, and some of them become draft tasks. [one
// thread]

#include "plugins/service-maturity/state.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::service_maturity {

sdk::Status answer(const Assessment& assessment, State state, const sdk::Call& call, const sdk::Tasks& tasks,
                   sdk::Reply& reply);

// The level a service should reach: the one chosen for it if it lies above the one it has, else the next.
std::size_t target_of(const Assessment& assessment, const Service& service);

// The name of the draft task of a service, within this activity.
inline std::string task_id_of(const Service& service) {
    return "service-" + service.id;
}

}  // namespace lyceum::plugins::service_maturity
