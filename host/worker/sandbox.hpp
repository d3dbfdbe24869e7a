#pragma once
// What a worker gives up besides system calls: resources, privileges, files. Each function works for root and for an
// ordinary user, and each failure must end the process: a worker without its sandbox never runs module code. [worker
// main]

#include "host/base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lyceum::worker {

// Memory, files, cores; `load_seconds` of processor time until `lift_load_limit`.
Result<void> limit_resources(std::uint64_t address_space_bytes, std::uint32_t load_seconds);
// The zygote lives long; its children are limited one by one.
Result<void> lift_load_limit();
// Processor time over the child's whole life, and no processes (which root's kernel ignores and seccomp does not).
Result<void> limit_child(std::uint32_t seconds);

// No program run from here on gains rights, and the process dies with the thread that started it.
Result<void> refuse_new_privileges();
// Root's powers, which no module needs.
Result<void> drop_capabilities();

// Landlock: from now on only reading below `readable` (those that exist); nothing else of any file, nor TCP, nor
// signals and abstract sockets, as far as the kernel's version of it reaches. May be repeated: each time takes more
// away.
Result<void> restrict_files(const std::vector<std::string>& readable);

}  // namespace lyceum::worker
