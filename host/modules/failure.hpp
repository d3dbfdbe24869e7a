#pragma once
// The names of everything that can go wrong in a worker, in one place: each way to end has a sentence of its own, so
// that an administrator and the author of a module know what happened. [any thread]

#include "host/base/result.hpp"
#include "host/modules/launcher.hpp"
#include "host/modules/protocol.hpp"

#include <chrono>
#include <string>

namespace lyceum::modules::failure {

// What a process said before it ended.
Error from_last_word(const std::string& module_id, const protocol::Ended& ended);
// How a process ended that said nothing.
Error from_exit(const std::string& module_id, const ExitStatus& status, std::string_view during);
Error deadline(const std::string& module_id, std::chrono::milliseconds deadline, std::string_view during);
Error malformed(const std::string& module_id, std::string_view what);
Error refused(const std::string& module_id, const protocol::Refused& refused);
// A lyceum_status other than LYCEUM_OK.
Error from_status(const std::string& module_id, protocol::Status status, std::string_view during);

// The processes of a module are gone for a reason that lies outside of it, or the pool is stopping.
Error unavailable(const std::string& module_id, std::string message, std::string hint = {});

}  // namespace lyceum::modules::failure
