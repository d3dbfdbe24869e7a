#pragma once
// The life of a worker after loading: the zygote opens activities and forks; a child serves calls with what the zygote
// had opened. [worker main]

#include "host/worker/channel.hpp"
#include "host/worker/module.hpp"
#include "host/worker/syscall_filter.hpp"

#include <map>
#include <memory>

namespace lyceum::worker {

class Zygote {
public:
    Zygote(Channel& control, const Module& module, const SyscallFilters& filters, std::uint32_t child_seconds);

    // Ends the process when the host closes the socket.
    [[noreturn]] void serve();

private:
    struct Status {
        bool by_signal = false;
        std::uint32_t value = 0;
    };

    void open(std::string_view frame);
    void fork(std::string_view frame, std::vector<FileDescriptor> sockets);
    void reap(std::string_view frame);
    void reap_ended();
    void remember(int process, Status status);
    // Waits for a frame of the host; children that end meanwhile are reaped at once.
    std::optional<std::string_view> next_frame(std::vector<FileDescriptor>& sockets);
    [[noreturn]] void become_child(FileDescriptor socket);

    Channel& control_;
    const Module& module_;
    const SyscallFilters& filters_;
    std::uint32_t child_seconds_;
    std::map<std::uint64_t, const lyceum_activity*> activities_;
    std::map<int, Status> ended_;  // of children that nobody has asked about yet, the newest few
};

// Answers calls on `socket` until the host closes it.
[[noreturn]] void serve_calls(Channel& socket, const Module& module,
                              const std::map<std::uint64_t, const lyceum_activity*>& activities);

}  // namespace lyceum::worker
