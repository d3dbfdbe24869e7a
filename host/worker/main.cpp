// lyceum-worker: one module in its sandbox. Started by the host only, with a socket as descriptor 3; `main` is the
// order in which trust is given up. See docs/decisions/0005-zygote-and-children.md.

#include "host/worker/channel.hpp"
#include "host/worker/last_word.hpp"
#include "host/worker/module.hpp"
#include "host/worker/sandbox.hpp"
#include "host/worker/syscall_filter.hpp"
#include "host/worker/zygote.hpp"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace lyceum::worker;
namespace protocol = lyceum::modules::protocol;

constexpr int control_socket = 3;

void require(const lyceum::Result<void>& applied) {
    if (!applied) {
        const lyceum::Error& error = applied.error();
        end_process(protocol::EndReason::Sandbox,
                    error.hint.empty() ? error.message : error.message + "; " + error.hint, ExitCode::Sandbox);
    }
}

// What the dynamic linker may read besides the module's folder.
std::vector<std::string> readable_while_loading(const std::string& folder) {
    return {folder, "/etc/ld.so.cache", "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"};
}

// The zygote waits for its children's ends; the handler only makes the wait return.
void watch_for_children() {
    struct sigaction action {};
    action.sa_handler = [](int) {};
    sigaction(SIGCHLD, &action, nullptr);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, nullptr);
}

}  // namespace

int main(int argument_count, char** arguments) {
    // The arguments name the module for whoever reads `ps`; everything that matters comes through the socket.
    int is_socket = 0;
    socklen_t size = sizeof is_socket;
    if (argument_count != 2 || getsockopt(control_socket, SOL_SOCKET, SO_TYPE, &is_socket, &size) != 0) {
        std::fprintf(stderr, "%s is started by lyceum, one process for each module; it is not a command of its own.\n",
                     arguments[0]);
        return static_cast<int>(ExitCode::Usage);
    }

    Channel control{lyceum::FileDescriptor{control_socket}};
    speak_to(control.descriptor());
    require(refuse_new_privileges());
    const auto first_frame = control.receive(nullptr);
    auto start = protocol::decode_start(first_frame.value_or(std::string_view{}));
    control.forget();
    if (!start) {
        end_process(protocol::EndReason::Request, "a broken request to start", ExitCode::Failed);
    }

    // Before the limits: a filter is made by way of a file in memory.
    const auto filters = SyscallFilters::prepare(start->fork_key);
    if (!filters) {
        require(filters.error());
    }
    explicit_bzero(&start->fork_key, sizeof start->fork_key);
    require(limit_resources(start->address_space_bytes, start->load_seconds));
    require(restrict_files(readable_while_loading(start->folder)));
    require(watch_for_forbidden_calls());
    require(filters.value().apply_loading());

    protocol::Refused refused;
    const auto module = Module::load(*start, refused);
    if (!module) {
        control.send(protocol::encode(refused));
        _exit(static_cast<int>(ExitCode::Refused));
    }

    require(lift_load_limit());
    require(watch_for_forbidden_calls());
    watch_for_children();
    require(restrict_files({}));
    require(drop_capabilities());
    require(filters.value().apply_serving());
    control.send(protocol::encode_ready());
    Zygote{control, *module, filters.value(), start->child_seconds}.serve();
}
