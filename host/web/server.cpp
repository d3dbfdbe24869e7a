#include "host/web/server.hpp"

#include "host/base/log.hpp"
#include "host/web/connection.hpp"
#include "host/web/site.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace lyceum::web {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::milliseconds accept_pause{100};  // when the process has no file descriptors left

std::string place_of(const tcp::endpoint& endpoint) {
    const auto address = endpoint.address().to_string();
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port())
                                      : fmt::format("{}:{}", address, endpoint.port());
}

Error listen_failure(const tcp::endpoint& endpoint, const boost::system::error_code& problem) {
    Error error{ErrorCode::Environment, "cannot listen: " + problem.message(), place_of(endpoint), {}};
    if (problem == asio::error::address_in_use) {
        error.message = "cannot listen: another program has this port";
        error.hint = fmt::format("stop it, or choose another port: --listen {}:{}", endpoint.address().to_string(),
                                 endpoint.port() + 1);
    } else if (problem == asio::error::access_denied) {
        error.hint = "ports below 1024 belong to root: choose one above, and put a reverse proxy in front";
    } else if (problem == boost::system::errc::address_not_available) {
        error.hint = "this machine has no such address: 127.0.0.1 is for itself, 0.0.0.0 for everyone";
    }
    return error;
}

Result<tcp::acceptor> listen(const asio::any_io_executor& executor, const tcp::endpoint& endpoint) {
    boost::system::error_code problem;
    tcp::acceptor acceptor{executor};
    acceptor.open(endpoint.protocol(), problem);
    if (!problem) {
        acceptor.set_option(asio::socket_base::reuse_address{true}, problem);
    }
    if (!problem) {
        acceptor.bind(endpoint, problem);
    }
    if (!problem) {
        acceptor.listen(asio::socket_base::max_listen_connections, problem);
    }
    if (problem) {
        return listen_failure(endpoint, problem);
    }
    return acceptor;
}

}  // namespace

struct Server::Impl {
    Impl(learning::Campus& campus_in, ServerOptions options_in, tcp::acceptor acceptor_in)
        : campus{campus_in}, options{std::move(options_in)}, acceptor{std::move(acceptor_in)} {}

    learning::Campus& campus;
    ServerOptions options;
    tcp::acceptor acceptor;
    Metrics metrics;
    std::unique_ptr<Site> site;
    std::shared_ptr<Connections> connections;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(asio::any_io_executor executor, ServerOptions options,
                                             learning::Campus& campus) {
    boost::system::error_code problem;
    const auto address =
        asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, problem);
    if (problem) {
        return Error{ErrorCode::InvalidInput, "not an IP address", options.address, "write it as 127.0.0.1 or ::1"};
    }
    LYCEUM_TRY(auto acceptor, listen(executor, tcp::endpoint{address, options.port}));
    auto impl = std::make_unique<Impl>(campus, std::move(options), std::move(acceptor));
    LYCEUM_TRY(impl->site, Site::create(impl->options, campus, impl->metrics));
    Answerer answerer;
    answerer.respond = [site = impl->site.get()](Request request) { return site->respond(std::move(request)); };
    answerer.refuse = [site = impl->site.get()](int status) { return site->refuse(status); };
    impl->connections = Connections::create(executor, std::move(answerer), impl->metrics, impl->options.limits);
    return std::unique_ptr<Server>{new Server{std::move(impl)}};
}

std::uint16_t Server::port() const {
    boost::system::error_code ignored;
    return impl_->acceptor.local_endpoint(ignored).port();
}

asio::awaitable<void> Server::run() {
    if (impl_->options.demo == Demo::On) {
        const auto people = co_await learning::ensure_demo_people(impl_->campus);
        if (!people) {
            log::error("the demo people could not be written: {}", to_string(people.error()));
        }
    }
    asio::steady_timer pause{impl_->acceptor.get_executor()};
    while (impl_->acceptor.is_open()) {
        boost::system::error_code problem;
        auto socket = co_await impl_->acceptor.async_accept(asio::redirect_error(asio::use_awaitable, problem));
        if (!problem) {
            impl_->connections->take(std::move(socket));
        } else if (problem != asio::error::operation_aborted && problem != asio::error::connection_aborted) {
            log::error("cannot accept a connection: {}", problem.message());
            pause.expires_after(accept_pause);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, problem));
        }
    }
}

asio::awaitable<void> Server::stop() {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
    co_await impl_->connections->stop();
}

}  // namespace lyceum::web
