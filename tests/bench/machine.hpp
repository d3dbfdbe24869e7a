#pragma once
// On what was measured, and what processes used: from /proc. [any thread]

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lyceum::bench {

// "2 × Intel …, 23 GB, Linux 6.1.0".
std::string machine_line();

// User and system time so far, in seconds.
double processor_seconds(pid_t process);
double processor_seconds_of_this_process();
// By the names of its threads.
std::vector<std::pair<std::string, double>> processor_seconds_by_thread(pid_t process);

struct Memory {
    std::uint64_t resident = 0;      // bytes
    std::uint64_t proportional = 0;  // shared pages divided by their users
};
Memory memory_of(pid_t process);

}  // namespace lyceum::bench
