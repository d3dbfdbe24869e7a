#pragma once
// How a worker process ends when it cannot answer: one Ended frame to the host, then _exit. Also from the signal
// handler that a forbidden system call raises, so that the host can name the call. Includes the protocol. [worker main]

#include "host/base/result.hpp"
#include "host/modules/protocol.hpp"

#include <string_view>

namespace lyceum::worker {

// Exit codes of the worker, for whoever reads `ps` or a log; the host learns the reason from the last frame.
enum class ExitCode { Usage = 2, Refused = 65, Sandbox = 70, Forbidden = 71, Failed = 72 };

// Where the last word goes: the control socket in the zygote, the call socket in a child.
void speak_to(int socket);

// Handles SIGSYS: says which system call it was and ends the process. Repeated after loading, when a library may have
// put its own handler in place.
Result<void> watch_for_forbidden_calls();

[[noreturn]] void end_process(modules::protocol::EndReason reason, std::string_view text, ExitCode code);

}  // namespace lyceum::worker
