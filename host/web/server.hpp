#pragma once
// The HTTP server of Lyceum: the public face of host/web. `lyceum serve` opens it, runs it and stops it.
//
//   server.hpp      listens, hands connections over
//   connection.hpp  reads requests, writes responses (the only place with Beast, besides wire.hpp)
//   site.hpp        what every address does
//   pages.hpp       the HTML; templates/, assets/, locale/ are part of the program
//
// Includes learning, base, and modules/fragment.hpp. [io strand]: the executor must run one thing at a time (an
// io_context with one thread, or a strand), the same that the Campus lives on.

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/web/options.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>

namespace lyceum::web {

class Server {
public:
    // Binds and listens: connections wait from now on, and are served once `run` runs. Environment: the address or port
    // cannot be had. InvalidInput: the address is not an IP address. `campus` must outlive the server.
    static Result<std::unique_ptr<Server>> open(boost::asio::any_io_executor executor, ServerOptions options,
                                                learning::Campus& campus);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;  // the real one, where 0 was asked for

    // Accepts and serves until `stop`.
    boost::asio::awaitable<void> run();

    // Accepts nothing new, finishes the requests under way within Limits::stop_time, and closes all connections.
    boost::asio::awaitable<void> stop();

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lyceum::web
