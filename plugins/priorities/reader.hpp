#pragma once
// Reads a file of priorities and reports what the schema cannot see, with the rules
//   priorities.bad-grade           a grade outside 1 to 5, or one that is there twice
//   priorities.duplicate-objective one objective named twice
//   priorities.empty-text, priorities.too-deep, priorities.bad-link, priorities.nested-link
// [one thread]

#include "plugins/priorities/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::priorities {

// Nothing if there were errors.
std::unique_ptr<Assignment> read(const sdk::Content& content);

}  // namespace lyceum::plugins::priorities
