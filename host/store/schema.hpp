#pragma once
// The shape of the database, reached in steps: schema/0001-….sql and so on, built into the program. `PRAGMA
// user_version` is the number of the last step taken. Private to host/store. [writer thread, or before it starts]

#include "host/base/embedded_file.hpp"
#include "host/store/connection.hpp"

#include <span>

namespace lyceum::store {

// "LYCM": says whose file this is.
inline constexpr std::int64_t application_id = 0x4c59434d;

// The steps of this program, in order.
std::span<const EmbeddedFile> schema_steps();

// Takes the database from the version it has to the last of `steps`, each step whole or not at all; what earlier steps
// did stays. NewerVersion and InvalidInput as Store::open says.
Result<void> upgrade_schema(Connection& connection, std::span<const EmbeddedFile> steps);

}  // namespace lyceum::store
