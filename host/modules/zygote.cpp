#include "host/modules/zygote.hpp"

#include "host/modules/completion.hpp"
#include "host/modules/descriptor_passing.hpp"
#include "host/modules/failure.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fmt/format.h>
#include <sys/random.h>
#include <sys/socket.h>

namespace lyceum::modules {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds fork_deadline{2000};
constexpr std::uint32_t longest_child_seconds = 3600;

struct SocketPair {
    FileDescriptor ours;
    FileDescriptor theirs;
};

Result<SocketPair> make_socket_pair(const std::string& module_id) {
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return failure::unavailable(module_id,
                                    fmt::format("cannot make a socket for a worker: {}", std::strerror(errno)),
                                    "raise the limit of open files");
    }
    return SocketPair{FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

std::uint32_t whole_seconds(std::chrono::milliseconds time) {
    return static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::seconds>(time).count());
}

// Deadlines end a call; this bounds what a child could burn if the host were not there to kill it.
std::uint32_t child_seconds(const PoolOptions& options, std::uint32_t max_calls) {
    const std::uint64_t one = whole_seconds(std::max(options.call_deadline, options.open_deadline)) + 1;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(one * max_calls, longest_child_seconds));
}

bool random_number(std::uint64_t& number) {
    return getrandom(&number, sizeof number, 0) == static_cast<ssize_t>(sizeof number);
}

}  // namespace

Zygote::Zygote(asio::any_io_executor executor, std::shared_ptr<Launcher> launcher, const PoolOptions& options,
               std::shared_ptr<const Manifest> manifest, std::uint64_t number)
    : executor_{executor},
      launcher_{std::move(launcher)},
      options_{options},
      manifest_{std::move(manifest)},
      number_{number},
      socket_{executor},
      handle_{executor},
      timer_{executor},
      turnstile_{executor} {}

Zygote::~Zygote() {
    if (handle_.is_open()) {
        launcher_->bury(Process{process_id_, FileDescriptor{handle_.release()}}, [](ExitStatus) {});
    }
}

asio::awaitable<Result<std::shared_ptr<Zygote>>> Zygote::start(asio::any_io_executor executor,
                                                               std::shared_ptr<Launcher> launcher,
                                                               const PoolOptions& options,
                                                               std::shared_ptr<const Manifest> manifest,
                                                               std::uint64_t number) {
    auto zygote = std::make_shared<Zygote>(executor, std::move(launcher), options, manifest, number);
    LYCEUM_CO_TRY(co_await zygote->launch());

    protocol::Start start;
    start.module_id = manifest->id;
    start.version = manifest->version;
    start.abi = manifest->abi;
    start.folder = manifest->folder.string();
    start.library = manifest->library.string();
    start.address_space_bytes = options.address_space_bytes;
    start.load_seconds = whole_seconds(options.load_deadline) + 1;
    start.child_seconds = child_seconds(
        options, manifest->origin == Origin::Installed ? options.installed_max_calls : options.third_party_max_calls);
    start.fork_key = zygote->fork_key_;
    start.output = options.output;
    std::string frame = protocol::encode(start);
    std::vector<FileDescriptor> no_sockets;
    LYCEUM_CO_TRY(const Reply reply,
                  co_await zygote->request(std::move(frame), std::move(no_sockets), options.load_deadline, "loading"));
    if (const auto refused = protocol::decode_refused(reply.frame)) {
        co_await zygote->bury();
        co_return failure::refused(manifest->id, *refused);
    }
    if (protocol::type_of(reply.frame) != protocol::Type::Ready || reply.frame.size() != 1) {
        co_await zygote->bury();
        co_return failure::malformed(manifest->id, "no sign that it is ready");
    }
    co_return zygote;
}

asio::awaitable<Result<void>> Zygote::launch() {
    if (!random_number(fork_key_)) {
        co_return failure::unavailable(manifest_->id, "the system gives no random numbers");
    }
    LYCEUM_CO_TRY(SocketPair pair, make_socket_pair(manifest_->id));

    struct Launch {
        explicit Launch(const asio::any_io_executor& executor) : gate{executor} {}
        Gate gate;
        Result<Process> process = Process{};
    };
    auto launch = std::make_shared<Launch>(executor_);
    launcher_->launch(manifest_->id, std::move(pair.theirs), [launch, executor = executor_](Result<Process> process) {
        auto shared = std::make_shared<Result<Process>>(std::move(process));
        asio::post(executor, [launch, shared] {
            launch->process = std::move(*shared);
            launch->gate.open();
        });
    });
    co_await launch->gate.wait();
    LYCEUM_CO_TRY(Process process, std::move(launch->process));

    boost::system::error_code error;
    process_id_ = process.id;
    handle_.assign(process.handle.get(), error);
    if (error) {
        launcher_->bury(std::move(process), [](ExitStatus) {});
        co_return failure::unavailable(manifest_->id, fmt::format("cannot watch a worker: {}", error.message()));
    }
    process.handle.release();
    socket_.assign(asio::local::stream_protocol{}, pair.ours.get(), error);
    if (error) {
        co_return failure::unavailable(manifest_->id, fmt::format("cannot talk to a worker: {}", error.message()));
    }
    pair.ours.release();
    socket_.native_non_blocking(true, error);
    alive_ = true;
    watch();
    co_return success();
}

void Zygote::watch() {
    handle_.async_wait(asio::posix::stream_descriptor::wait_read,
                       [weak = weak_from_this()](boost::system::error_code error) {
                           const auto self = weak.lock();
                           if (!error && self) {
                               self->fell();
                           }
                       });
}

// The process is of no more use. Whoever waits for its answer finds the socket closed.
void Zygote::fell() {
    if (!alive_) {
        return;
    }
    alive_ = false;
    if (lost_) {
        asio::post(executor_, std::exchange(lost_, {}));
    }
}

asio::awaitable<ExitStatus> Zygote::bury() {
    fell();
    if (!burial_) {
        burial_ = std::make_shared<Gate>(executor_);
        exit_status_ = std::make_shared<ExitStatus>();
        if (!handle_.is_open()) {
            burial_->open();
        } else {
            Process process{process_id_, FileDescriptor{handle_.release()}};
            launcher_->bury(std::move(process),
                            [gate = burial_, status = exit_status_, executor = executor_](ExitStatus ended) {
                                asio::post(executor, [gate, status, ended] {
                                    *status = ended;
                                    gate->open();
                                });
                            });
        }
    }
    const auto gate = burial_;
    const auto status = exit_status_;
    co_await gate->wait();
    co_return *status;
}

asio::awaitable<void> Zygote::end() {
    const auto self = shared_from_this();
    lost_ = nullptr;
    co_await bury();
    boost::system::error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<Result<Zygote::Reply>> Zygote::request(std::string frame, std::vector<FileDescriptor> sockets,
                                                       std::chrono::milliseconds deadline, std::string_view during) {
    const auto self = shared_from_this();
    const auto turn = co_await turnstile_.enter();
    if (!alive_) {
        co_return failure::unavailable(manifest_->id, "the module's process has ended",
                                       "it is started again by the next call");
    }
    timer_.expires_after(deadline);
    timer_.async_wait([weak = weak_from_this(), number = ++turns_](boost::system::error_code error) {
        const auto zygote = weak.lock();
        if (!error && zygote && zygote->turns_ == number && zygote->handle_.is_open()) {
            zygote->timed_out_ = true;
            kill(-zygote->process_id_, SIGKILL);
            boost::system::error_code ignored;
            zygote->socket_.shutdown(asio::socket_base::shutdown_both, ignored);
        }
    });
    std::optional<Reply> reply;
    co_await send(std::move(frame), std::move(sockets));
    // Also when it could not be sent: a process that ended may have left its last word.
    reply = co_await receive();
    ++turns_;
    timer_.cancel();

    if (reply && !timed_out_ && protocol::type_of(reply->frame) != protocol::Type::Ended) {
        co_return std::move(*reply);
    }
    const ExitStatus status = co_await bury();
    if (timed_out_) {
        co_return failure::deadline(manifest_->id, deadline, during);
    }
    if (reply) {
        const auto ended = protocol::decode_ended(reply->frame);
        co_return ended ? failure::from_last_word(manifest_->id, *ended)
                        : failure::malformed(manifest_->id, "a broken last word");
    }
    co_return failure::from_exit(manifest_->id, status, during);
}

asio::awaitable<bool> Zygote::send(std::string frame, std::vector<FileDescriptor> sockets) {
    std::size_t sent = 0;
    if (!sockets.empty()) {
        // A frame that carries sockets is small and the zygote has read everything before it, so there is room for it.
        const ssize_t status = send_with_descriptors(socket_.native_handle(), frame, sockets, MSG_DONTWAIT);
        if (status < 0) {
            co_return false;
        }
        sent = static_cast<std::size_t>(status);
    }
    const auto rest = asio::buffer(frame.data() + sent, frame.size() - sent);
    const auto [error, written] = co_await asio::async_write(socket_, rest, as_result);
    co_return !error;
}

// Bytes read, 0 at the end, -1 if there is nothing yet.
std::ptrdiff_t Zygote::receive_some(std::string& buffer, std::vector<FileDescriptor>& descriptors) {
    std::array<char, 16 * 1024> bytes;
    const ssize_t got = receive_with_descriptors(socket_.native_handle(), bytes, descriptors, MSG_DONTWAIT);
    if (got < 0) {
        return errno == EAGAIN || errno == EINTR ? -1 : 0;
    }
    buffer.append(bytes.data(), static_cast<std::size_t>(got));
    return got;
}

asio::awaitable<std::optional<Zygote::Reply>> Zygote::receive() {
    const std::size_t longest = protocol::longest_reply(options_.output);
    Reply reply;
    for (;;) {
        const std::ptrdiff_t got = receive_some(reply.frame, reply.descriptors);
        if (got == 0) {
            co_return std::nullopt;
        }
        if (got < 0) {
            const auto [error] = co_await socket_.async_wait(asio::socket_base::wait_read, as_result);
            if (error) {
                co_return std::nullopt;
            }
            continue;
        }
        if (reply.descriptors.size() > protocol::fork_batch) {
            co_return std::nullopt;
        }
        if (reply.frame.size() < protocol::header_bytes) {
            continue;
        }
        const std::size_t length =
            protocol::read_length(std::string_view{reply.frame}.substr(0, protocol::header_bytes));
        const std::size_t whole = protocol::header_bytes + length;
        if (length == 0 || length > longest || reply.frame.size() > whole) {
            co_return std::nullopt;
        }
        if (reply.frame.size() == whole) {
            reply.frame.erase(0, protocol::header_bytes);
            co_return reply;
        }
    }
}

asio::awaitable<Result<protocol::Opened>> Zygote::open(std::uint64_t activity,
                                                       std::shared_ptr<const Activity> content) {
    const auto self = shared_from_this();
    protocol::Open request_values;
    request_values.activity = activity;
    request_values.file = content->file;
    request_values.bytes = content->bytes;
    request_values.language = content->language;
    std::string frame = protocol::encode(request_values);
    std::vector<FileDescriptor> no_sockets;
    LYCEUM_CO_TRY(const Reply reply,
                  co_await request(std::move(frame), std::move(no_sockets), options_.open_deadline, "opening"));
    auto opened = protocol::decode_opened(reply.frame, options_.output);
    if (!opened) {
        co_await bury();
        co_return failure::malformed(manifest_->id, "an answer to \"open\"");
    }
    if (opened->status == 0) {
        ++generation_;
    }
    co_return std::move(*opened);
}

asio::awaitable<Result<std::vector<std::shared_ptr<Child>>>> Zygote::fork(std::size_t count) {
    const auto self = shared_from_this();
    std::vector<FileDescriptor> ours;
    std::vector<FileDescriptor> theirs;
    for (std::size_t i = 0; i < std::clamp<std::size_t>(count, 1, protocol::fork_batch); ++i) {
        LYCEUM_CO_TRY(SocketPair pair, make_socket_pair(manifest_->id));
        ours.push_back(std::move(pair.ours));
        theirs.push_back(std::move(pair.theirs));
    }
    protocol::Fork message;
    message.fork_key = fork_key_;
    message.count = static_cast<std::uint32_t>(ours.size());
    std::string frame = protocol::encode(message);
    LYCEUM_CO_TRY(Reply reply, co_await request(std::move(frame), std::move(theirs), fork_deadline, "forking"));
    const auto forked = protocol::decode_forked(reply.frame);
    if (!forked || forked->processes.size() != reply.descriptors.size() || forked->processes.size() > ours.size() ||
        (forked->processes.empty() && forked->error == 0)) {
        co_await bury();
        co_return failure::malformed(manifest_->id, "an answer to \"fork\"");
    }
    if (forked->processes.empty()) {
        co_return failure::unavailable(
            manifest_->id, fmt::format("cannot fork a worker: {}", std::strerror(static_cast<int>(forked->error))),
            "the machine has too many processes or too little memory");
    }
    std::vector<std::shared_ptr<Child>> children;
    for (std::size_t i = 0; i < forked->processes.size(); ++i) {
        Process process{static_cast<int>(forked->processes[i]), std::move(reply.descriptors[i])};
        const Ancestry ancestry{number_, forked->generation};
        children.push_back(std::make_shared<Child>(executor_, std::move(ours[i]), std::move(process), ancestry));
    }
    co_return children;
}

asio::awaitable<std::optional<ExitStatus>> Zygote::reap(std::shared_ptr<Child> child) {
    const auto self = shared_from_this();
    child->kill();
    if (!alive_) {
        co_return std::nullopt;
    }
    std::string frame = protocol::encode_reap(static_cast<std::uint32_t>(child->process()));
    std::vector<FileDescriptor> no_sockets;
    const Result<Reply> reply = co_await request(std::move(frame), std::move(no_sockets), fork_deadline, "reaping");
    const auto reaped = reply ? protocol::decode_reaped(reply.value().frame) : std::nullopt;
    if (!reaped || reaped->process != static_cast<std::uint32_t>(child->process())) {
        co_return std::nullopt;
    }
    co_return ExitStatus{reaped->by_signal, static_cast<int>(reaped->status)};
}

}  // namespace lyceum::modules
