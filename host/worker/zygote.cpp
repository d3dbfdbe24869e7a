#include "host/worker/zygote.hpp"

#include "host/worker/last_word.hpp"
#include "host/worker/sandbox.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>

#include <malloc.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

constexpr std::size_t remembered_statuses = 64;

// What remains to be said about a frame that cannot be read, or of a kind that does not belong here.
[[noreturn]] void refuse_frame(std::string_view what) {
    end_process(protocol::EndReason::Request, what, ExitCode::Failed);
}

// `type` is one that decode_call reads.
std::string answer(protocol::Type type, const Module& module, const protocol::CallRequest& request,
                   const lyceum_activity* activity) {
    switch (type) {
        case protocol::Type::Outline:
            return module.outline(request, activity);
        case protocol::Type::RecallList:
            return module.recall_list(request, activity);
        case protocol::Type::RecallView:
            return module.recall_view(request, activity);
        case protocol::Type::RecallRespond:
            return module.recall_respond(request, activity);
        case protocol::Type::Report:
            return module.report(request, activity);
        case protocol::Type::View:
            return module.view(request, activity);
        default:
            return module.respond(request, activity);
    }
}

// Each page that a child writes to is copied for it. Free memory that lies together costs a child few of them; small
// pieces in fast bins lie everywhere, and a child's first larger allocation would gather them all.
void tidy_memory() {
    mallopt(M_MXFAST, 0);
    malloc_trim(0);
}

}  // namespace

Zygote::Zygote(Channel& control, const Module& module, const SyscallFilters& filters, std::uint32_t child_seconds)
    : control_{control}, module_{module}, filters_{filters}, child_seconds_{child_seconds} {}

void Zygote::serve() {
    tidy_memory();
    std::vector<FileDescriptor> sockets;
    while (const auto frame = next_frame(sockets)) {
        const auto type = protocol::type_of(*frame);
        if (type == protocol::Type::Fork) {
            fork(*frame, std::exchange(sockets, {}));
        } else if (type == protocol::Type::Open) {
            open(*frame);
        } else if (type == protocol::Type::Reap) {
            reap(*frame);
        } else {
            refuse_frame("a frame that is not for a zygote");
        }
        reap_ended();
    }
    _exit(0);
}

std::optional<std::string_view> Zygote::next_frame(std::vector<FileDescriptor>& sockets) {
    // In the rush of work the next frame comes soon and ended children are reaped after it: being woken for each of
    // them would cost as much as a call. SIGCHLD is blocked everywhere but in the wait below, so none ends unseen.
    pollfd wait{control_.descriptor(), POLLIN, 0};
    const timespec rush{0, 20'000'000};
    sigset_t none;
    sigemptyset(&none);
    int ready = ppoll(&wait, 1, &rush, nullptr);
    while (ready <= 0) {
        reap_ended();
        ready = ppoll(&wait, 1, nullptr, &none);
    }
    return control_.receive(&sockets);
}

void Zygote::open(std::string_view frame) {
    const auto request = protocol::decode_open(frame);
    if (!request) {
        refuse_frame("a broken request to open");
    }
    lyceum_activity* activity = nullptr;
    const protocol::Opened reply = module_.open(*request, activity);
    if (reply.status == LYCEUM_OK) {
        activities_[request->activity] = activity;
    }
    tidy_memory();
    if (!control_.send(protocol::encode(reply))) {
        _exit(0);
    }
}

void Zygote::fork(std::string_view frame, std::vector<FileDescriptor> sockets) {
    auto request = protocol::decode_fork(frame);
    if (!request || sockets.size() != request->count) {
        refuse_frame("a broken request to fork");
    }
    control_.forget();
    protocol::Forked reply;
    reply.generation = activities_.size();
    std::vector<FileDescriptor> handles;
    for (FileDescriptor& socket : sockets) {
        int handle = -1;
        // Not fork(): it knows neither the key nor the pidfd. Which of the two last arguments carries the key depends
        // on the architecture; neither is used by the kernel with these flags.
        const long process =
            syscall(SYS_clone, zygote_clone_flags, nullptr, &handle, request->fork_key, request->fork_key);
        if (process == 0) {
            become_child(std::move(socket));
        }
        if (process < 0) {
            reply.error = static_cast<std::uint32_t>(errno);
            break;
        }
        socket = FileDescriptor{};
        ended_.erase(static_cast<int>(process));  // of an earlier child with this number
        reply.processes.push_back(static_cast<std::uint32_t>(process));
        handles.emplace_back(handle);
    }
    explicit_bzero(&request->fork_key, sizeof request->fork_key);
    if (!control_.send(protocol::encode(reply), handles)) {
        _exit(0);
    }
}

void Zygote::become_child(FileDescriptor socket) {
    const auto own = static_cast<unsigned>(socket.get());
    speak_to(socket.get());
    // The control socket, and what belongs to the children forked beside this one.
    if (close_range(STDERR_FILENO + 1, own - 1, 0) != 0 ||
        close_range(own + 1, std::numeric_limits<unsigned>::max(), 0) != 0) {
        end_process(protocol::EndReason::Sandbox, std::strerror(errno), ExitCode::Sandbox);
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    for (const auto& applied : {limit_child(child_seconds_), filters_.apply_child()}) {
        if (!applied) {
            end_process(protocol::EndReason::Sandbox, applied.error().message, ExitCode::Sandbox);
        }
    }
    Channel channel{std::move(socket)};
    serve_calls(channel, module_, activities_);
}

void Zygote::reap(std::string_view frame) {
    const auto process = protocol::decode_reap(frame);
    if (!process) {
        refuse_frame("a broken request to reap");
    }
    const int id = static_cast<int>(*process);
    if (!ended_.contains(id)) {
        // The host has killed it before asking, so this wait is short.
        siginfo_t info{};
        if (waitid(P_PID, static_cast<id_t>(id), &info, WEXITED) == 0) {
            remember(id, {info.si_code != CLD_EXITED, static_cast<std::uint32_t>(info.si_status)});
        }
    }
    const auto found = ended_.find(id);
    const Status status = found == ended_.end() ? Status{} : found->second;
    if (found != ended_.end()) {
        ended_.erase(found);
    }
    if (!control_.send(protocol::encode(protocol::Reaped{*process, status.by_signal, status.value}))) {
        _exit(0);
    }
}

void Zygote::reap_ended() {
    siginfo_t info{};
    while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) == 0 && info.si_pid != 0) {
        remember(info.si_pid, {info.si_code != CLD_EXITED, static_cast<std::uint32_t>(info.si_status)});
        info.si_pid = 0;
    }
}

// A child that is not remembered exited with 0: most do, and nobody asks about them.
void Zygote::remember(int process, Status status) {
    if (!status.by_signal && status.value == 0) {
        return;
    }
    if (ended_.size() >= remembered_statuses) {
        ended_.clear();
    }
    ended_[process] = status;
}

void serve_calls(Channel& socket, const Module& module,
                 const std::map<std::uint64_t, const lyceum_activity*>& activities) {
    while (const auto frame = socket.receive(nullptr)) {
        std::string reply;
        if (protocol::type_of(*frame) == protocol::Type::Open) {
            const auto request = protocol::decode_open(*frame);
            if (!request) {
                refuse_frame("a broken request to open");
            }
            lyceum_activity* activity = nullptr;
            reply = protocol::encode(module.open(*request, activity));
            module.close(activity);  // a trial: it is opened again in the zygote if calls are to come
        } else {
            const auto request = protocol::decode_call(*frame);
            const auto activity = request ? activities.find(request->activity) : activities.end();
            if (activity == activities.end()) {
                refuse_frame("a broken call");
            }
            reply = answer(*protocol::type_of(*frame), module, *request, activity->second);
        }
        if (!socket.send(reply)) {
            break;
        }
    }
    _exit(0);
}

}  // namespace lyceum::worker
