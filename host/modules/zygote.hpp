#pragma once
// The host's end of one zygote: starts it, has it open activities and fork children, and ends it. One request at a
// time, each with a deadline; a zygote that misses one, or says what it may not, is killed with all its children. [io
// strand]

#include "host/modules/child.hpp"
#include "host/modules/gate.hpp"
#include "host/modules/launcher.hpp"
#include "host/modules/manifest.hpp"
#include "host/modules/pool.hpp"
#include "host/modules/protocol.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::modules {

class Zygote : public std::enable_shared_from_this<Zygote> {
public:
    // Starts the worker and waits until it has loaded the module and found it to be the one of the manifest. `number`
    // is the zygote's own, never used twice in a pool. `options` outlives the zygote.
    static boost::asio::awaitable<Result<std::shared_ptr<Zygote>>> start(boost::asio::any_io_executor executor,
                                                                         std::shared_ptr<Launcher> launcher,
                                                                         const PoolOptions& options,
                                                                         std::shared_ptr<const Manifest> manifest,
                                                                         std::uint64_t number);
    Zygote(boost::asio::any_io_executor executor, std::shared_ptr<Launcher> launcher, const PoolOptions& options,
           std::shared_ptr<const Manifest> manifest, std::uint64_t number);
    // Kills it and its children.
    ~Zygote();
    Zygote(const Zygote&) = delete;
    Zygote& operator=(const Zygote&) = delete;

    boost::asio::awaitable<Result<protocol::Opened>> open(std::uint64_t activity,
                                                          std::shared_ptr<const Activity> content);
    // 1 to protocol::fork_batch children.
    boost::asio::awaitable<Result<std::vector<std::shared_ptr<Child>>>> fork(std::size_t count);
    // How a child of this zygote ended; kills it if it has not. Nothing if the zygote is gone too.
    boost::asio::awaitable<std::optional<ExitStatus>> reap(std::shared_ptr<Child> child);

    // Called once, when the process has ended other than by `end`.
    void on_lost(std::function<void()> handler) { lost_ = std::move(handler); }

    // Kills it and its children, and waits until it is gone. Idempotent.
    boost::asio::awaitable<void> end();

    bool alive() const { return alive_; }
    std::uint64_t number() const { return number_; }
    std::uint64_t generation() const { return generation_; }
    int process() const { return process_id_; }

private:
    struct Reply {
        std::string frame;  // without its length
        std::vector<FileDescriptor> descriptors;
    };

    boost::asio::awaitable<Result<void>> launch();
    boost::asio::awaitable<Result<Reply>> request(std::string frame, std::vector<FileDescriptor> sockets,
                                                  std::chrono::milliseconds deadline, std::string_view during);
    boost::asio::awaitable<bool> send(std::string frame, std::vector<FileDescriptor> sockets);
    // Nothing if the zygote has closed its socket or broke the protocol.
    boost::asio::awaitable<std::optional<Reply>> receive();
    std::ptrdiff_t receive_some(std::string& buffer, std::vector<FileDescriptor>& descriptors);
    void watch();
    void fell();
    // Kills what is left and says how it ended.
    boost::asio::awaitable<ExitStatus> bury();

    boost::asio::any_io_executor executor_;
    std::shared_ptr<Launcher> launcher_;
    const PoolOptions& options_;
    std::shared_ptr<const Manifest> manifest_;
    std::uint64_t number_;
    std::uint64_t fork_key_ = 0;
    std::uint64_t generation_ = 0;
    bool alive_ = false;
    bool timed_out_ = false;
    int process_id_ = 0;
    std::uint64_t turns_ = 0;
    boost::asio::local::stream_protocol::socket socket_;
    boost::asio::posix::stream_descriptor handle_;  // pidfd; readable once the process has ended
    boost::asio::steady_timer timer_;
    Turnstile turnstile_;
    std::shared_ptr<Gate> burial_;
    std::shared_ptr<ExitStatus> exit_status_;
    std::function<void()> lost_;
};

}  // namespace lyceum::modules
