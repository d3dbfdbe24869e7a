#pragma once
// The seccomp filters of a worker, each stricter than the one before; they stack, the strictest answer wins. The only
// place that knows libseccomp. [worker main]
//
//   loading   before any foreign code: what the dynamic linker and a runtime need; files only to read. Everything else
//   traps. serving   after loading: no files, no new code, no signal handlers. child     in a forked child: no fork, no
//   descriptors passed, no limits changed.
//
// A trap raises SIGSYS (last_word.hpp names the call and ends the process). Calls that a C library merely probes for
// get ENOSYS. No filter lets a signal be sent: abort() traps too and is recognised there.

#include "host/base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lyceum::worker {

class SyscallFilters {
public:
    // Builds all three at once, so that a fresh child only has to install its own. A clone passes `loading` and
    // `serving` only with exactly `zygote_clone_flags` and `fork_key` as both its last arguments.
    static Result<SyscallFilters> prepare(std::uint64_t fork_key);

    Result<void> apply_loading() const { return apply(loading_, "loading"); }
    Result<void> apply_serving() const { return apply(serving_, "serving"); }
    Result<void> apply_child() const { return apply(child_, "child"); }

private:
    // BPF instructions as the kernel takes them.
    using Program = std::vector<std::uint64_t>;
    static Result<void> apply(const Program& program, const char* name);

    Program loading_;
    Program serving_;
    Program child_;
};

// What the zygote forks with: the child's pidfd comes with the fork, before anything can reap the child.
extern const unsigned long zygote_clone_flags;

}  // namespace lyceum::worker
