#pragma once
// A closed-loop load client: one thread, N kept-alive connections over real sockets, on each the
// next request goes out as soon as the response before it is whole. Latencies are from the first
// byte sent to the last byte received. [one thread]

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::bench {

struct Reply {
    int status = 0;
    std::string_view head;  // status line and headers; valid during the call
    std::string_view body;
};

struct LoadResult {
    std::uint64_t requests = 0;
    double seconds = 0;
    std::vector<std::uint32_t> microseconds;  // one a request, sorted

    double per_second() const { return static_cast<double>(requests) / seconds; }
    double percentile(double share) const;  // in milliseconds
};

struct Load {
    std::uint16_t port = 0;
    std::size_t connections = 64;
    std::chrono::milliseconds time{5000};
    // Zero: closed loop. Otherwise a connection waits so long after each response, as a person who
    // reads does.
    std::chrono::milliseconds pause{0};
    std::function<std::string(std::size_t connection)> request;                // the whole next request
    std::function<void(std::size_t connection, const Reply& reply)> response;  // throws to end the run
};

// Throws std::runtime_error if a connection breaks.
LoadResult run(const Load& load);

}  // namespace lyceum::bench
