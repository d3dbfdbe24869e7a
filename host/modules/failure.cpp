#include "host/modules/failure.hpp"

#include "host/base/text.hpp"

#include <array>
#include <csignal>
#include <cstring>

#include <fmt/format.h>
#include <sys/syscall.h>

namespace lyceum::modules::failure {

namespace {

struct CallName {
    long number;
    std::string_view name;
};

// What a module is likely to try; anything else is named by its number.
constexpr std::array call_names {
    CallName{SYS_clone, "clone"}, CallName{SYS_socket, "socket"}, CallName{SYS_connect, "connect"},
        CallName{SYS_bind, "bind"}, CallName{SYS_listen, "listen"}, CallName{SYS_socketpair, "socketpair"},
        CallName{SYS_openat, "openat"}, CallName{SYS_execve, "execve"}, CallName{SYS_execveat, "execveat"},
        CallName{SYS_kill, "kill"}, CallName{SYS_tkill, "tkill"}, CallName{SYS_tgkill, "tgkill"},
        CallName{SYS_ptrace, "ptrace"}, CallName{SYS_rt_sigaction, "rt_sigaction"}, CallName{SYS_mmap, "mmap"},
        CallName{SYS_mprotect, "mprotect"}, CallName{SYS_prctl, "prctl"}, CallName{SYS_prlimit64, "prlimit64"},
        CallName{SYS_setpgid, "setpgid"}, CallName{SYS_setsid, "setsid"}, CallName{SYS_unlinkat, "unlinkat"},
        CallName{SYS_mkdirat, "mkdirat"}, CallName{SYS_getcwd, "getcwd"}, CallName{SYS_readlinkat, "readlinkat"},
        CallName{SYS_dup, "dup"}, CallName{SYS_memfd_create, "memfd_create"}, CallName{SYS_sendmsg, "sendmsg"},
        CallName{SYS_recvmsg, "recvmsg"}, CallName{SYS_timer_create, "timer_create"},
        CallName{SYS_shutdown, "shutdown"},
#if defined(__x86_64__)
        CallName{SYS_open, "open"}, CallName{SYS_fork, "fork"}, CallName{SYS_vfork, "vfork"},
        CallName{SYS_unlink, "unlink"}, CallName{SYS_mkdir, "mkdir"}, CallName{SYS_access, "access"},
        CallName{SYS_readlink, "readlink"}, CallName{SYS_pipe, "pipe"}, CallName{SYS_alarm, "alarm"},
#endif
};

std::string call_name(std::uint32_t number) {
    for (const CallName& call : call_names) {
        if (call.number == static_cast<long>(number)) {
            return std::string{call.name};
        }
    }
    return fmt::format("number {}", number);
}

std::string signal_name(int number) {
    const char* const name = sigabbrev_np(number);
    return name == nullptr ? fmt::format("signal {}", number) : fmt::format("SIG{}", name);
}

}  // namespace

Error from_last_word(const std::string& module_id, const protocol::Ended& ended) {
    using protocol::EndReason;
    const std::string text{text::is_utf8(ended.text) ? text::cut(ended.text, 300) : std::string_view{}};
    switch (ended.reason) {
        case EndReason::ForbiddenCall:
            return Error{ErrorCode::Crashed,
                         fmt::format("the module made a forbidden system call: {}", call_name(ended.number)), module_id,
                         "a module has no files, network, processes or signals; everything it needs is in the call"};
        case EndReason::Aborted:
            return Error{ErrorCode::Crashed, "the module's process was killed by SIGABRT: it called abort", module_id,
                         "a failed assertion, or an exception that nobody caught"};
        case EndReason::Exception:
            return Error{ErrorCode::Crashed,
                         fmt::format("the module threw a C++ exception through its C interface{}{}",
                                     text.empty() ? "" : ": ", text),
                         module_id, "catch it in the module and return LYCEUM_FAILED"};
        case EndReason::Output:
            return Error{ErrorCode::Protocol, fmt::format("the module wrote {}", text), module_id,
                         "the limits are in lyceum/module.h"};
        case EndReason::Request:
            return Error{ErrorCode::Protocol, fmt::format("the worker could not read a request: {}", text), module_id,
                         "lyceum and lyceum-worker must be of one version"};
        case EndReason::Sandbox:
            return Error{ErrorCode::Unavailable,
                         fmt::format("the sandbox could not be applied, so the module was not loaded: {}", text),
                         module_id,
                         "modules never run without it; Linux 5.13 or newer with seccomp and Landlock is needed"};
        case EndReason::OutOfMemory:
            return Error{ErrorCode::LimitExceeded, "the module ran out of memory", module_id, {}};
    }
    return malformed(module_id, "an unknown last word");
}

Error from_exit(const std::string& module_id, const ExitStatus& status, std::string_view during) {
    if (!status.by_signal) {
        return Error{ErrorCode::Crashed,
                     fmt::format("the module's process exited with {} in the middle of {}", status.value, during),
                     module_id,
                     {}};
    }
    if (status.value == SIGSYS) {
        return Error{ErrorCode::Crashed, "the module made a forbidden system call (SIGSYS)", module_id, {}};
    }
    return Error{
        ErrorCode::Crashed,
        fmt::format("the module's process was killed by {} in the middle of {}", signal_name(status.value), during),
        module_id,
        status.value == SIGKILL ? "from outside, for lack of memory, or because it had closed its connection" : ""};
}

Error deadline(const std::string& module_id, std::chrono::milliseconds deadline, std::string_view during) {
    return Error{ErrorCode::Timeout,
                 fmt::format("the module did not finish {} within {} ms and was killed", during, deadline.count()),
                 module_id,
                 {}};
}

Error malformed(const std::string& module_id, std::string_view what) {
    return Error{
        ErrorCode::Protocol, fmt::format("the module's process sent malformed output: {}", what), module_id, {}};
}

Error refused(const std::string& module_id, const protocol::Refused& refused) {
    return Error{ErrorCode::Unavailable,
                 fmt::format("the library of module {} does not fit: {} is {}, wanted is {}", module_id, refused.field,
                             text::is_utf8(refused.found) ? text::cut(refused.found, 500) : "not text", refused.wanted),
                 refused.field, "build the library and module.xml from one source, and with this SDK"};
}

Error from_status(const std::string& module_id, protocol::Status status, std::string_view during) {
    switch (status) {
        case protocol::no_ability:
            return Error{ErrorCode::InvalidInput, "the module does not have the ability it was asked for", "ability", {}};
        case 1:
            return Error{ErrorCode::InvalidInput, "the module does not accept the activity's file", "content", {}};
        case 2:
            return Error{ErrorCode::InvalidInput, "the module cannot read the learner's saved state", "state",
                         "it was written by another module, or by a newer version of this one"};
        case 3:
            return Error{ErrorCode::InvalidInput, "the form is not one that the module made", "fields",
                         "load the page again"};
        case 4:
            return Error{
                ErrorCode::LimitExceeded, fmt::format("the module ran out of memory in {}", during), module_id, {}};
        default:
            return Error{ErrorCode::Crashed,
                         fmt::format("the module reported a failure of its own in {} (status {})", during, status),
                         module_id,
                         {}};
    }
}

Error unavailable(const std::string& module_id, std::string message, std::string hint) {
    return Error{ErrorCode::Unavailable, std::move(message), module_id, std::move(hint)};
}

}  // namespace lyceum::modules::failure
