#include "host/worker/last_word.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/socket.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

// The one mutable global: a signal handler is given no other way to know where to write.
volatile sig_atomic_t last_word_socket = -1;

struct CallArguments {
    unsigned long first;
    unsigned long second;
    unsigned long third;
};

CallArguments arguments_of(const ucontext_t& context) {
#if defined(__x86_64__)
    const auto& registers = context.uc_mcontext.gregs;
    return {static_cast<unsigned long>(registers[REG_RDI]), static_cast<unsigned long>(registers[REG_RSI]),
            static_cast<unsigned long>(registers[REG_RDX])};
#elif defined(__aarch64__)
    const auto& registers = context.uc_mcontext.regs;
    return {registers[0], registers[1], registers[2]};
#else
#error "name the registers of this architecture's system calls here"
#endif
}

// abort() sends SIGABRT to its own thread. No signal at all passes the filter (a number alone does not say whose
// process it is), so this is where an abort is recognised for what it is.
bool is_abort(int number, const ucontext_t& context) {
    const CallArguments arguments = arguments_of(context);
    const auto self = static_cast<unsigned long>(getpid());
    return (number == SYS_tgkill && arguments.first == self && arguments.third == SIGABRT) ||
           ((number == SYS_kill || number == SYS_tkill) && arguments.first == self && arguments.second == SIGABRT);
}

// Async-signal-safe: nothing here allocates or locks.
void on_forbidden_call(int, siginfo_t* info, void* context) {
    const int number = info->si_syscall;
    const auto reason = is_abort(number, *static_cast<const ucontext_t*>(context)) ? protocol::EndReason::Aborted
                                                                                   : protocol::EndReason::ForbiddenCall;
    const auto frame = protocol::encode_short_ended(reason, static_cast<std::uint32_t>(number));
    (void)!send(last_word_socket, frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    _exit(static_cast<int>(ExitCode::Forbidden));
}

}  // namespace

void speak_to(int socket) {
    last_word_socket = socket;
}

Result<void> watch_for_forbidden_calls() {
    struct sigaction action {};
    action.sa_sigaction = on_forbidden_call;
    action.sa_flags = SA_SIGINFO;
    sigset_t forbidden;
    sigemptyset(&forbidden);
    sigaddset(&forbidden, SIGSYS);
    if (sigaction(SIGSYS, &action, nullptr) != 0 || sigprocmask(SIG_UNBLOCK, &forbidden, nullptr) != 0) {
        return Error{ErrorCode::Environment, std::string{"cannot handle SIGSYS: "} + std::strerror(errno), {}, {}};
    }
    return success();
}

void end_process(protocol::EndReason reason, std::string_view text, ExitCode code) {
    std::string frame = protocol::encode(protocol::Ended{reason, 0, std::string{text.substr(0, 500)}});
    (void)!send(last_word_socket, frame.data(), frame.size(), MSG_NOSIGNAL);
    _exit(static_cast<int>(code));
}

}  // namespace lyceum::worker
