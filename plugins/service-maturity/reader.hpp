#pragma once
// Reads a file of service maturity and reports what the schema cannot see, with the rules
//   service-maturity.level-order         the levels are not 0, 1, 2… one after the other
//   service-maturity.no-indicators       a level above 0 that asks for nothing
//   service-maturity.zero-has-indicators level 0 asks for something
//   service-maturity.duplicate-id        two indicators share an id
//   service-maturity.bad-bound           a bound that is no number, or both at-least and at-most where none can be met
//   service-maturity.duplicate-objective one objective named twice
//   service-maturity.empty-text, service-maturity.bad-id, service-maturity.too-deep
// [one thread]

#include "plugins/service-maturity/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::service_maturity {

// Nothing if there were errors.
std::unique_ptr<Assessment> read(const sdk::Content& content);

}  // namespace lyceum::plugins::service_maturity
