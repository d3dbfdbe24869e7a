#include "host/web/connection.hpp"

#include "host/base/log.hpp"
#include "host/web/wire.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>

#include <array>
#include <exception>

namespace lyceum::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::redirect_error;
using asio::use_awaitable;

constexpr std::size_t read_chunk = 4096;
constexpr std::size_t buffer_extra = std::size_t{64}
                                     << 10;    // beyond the header: body bytes that came along, the next request
constexpr std::size_t turned_away_limit = 64;  // connections that are told 503 at the same time
constexpr std::chrono::seconds turn_away_time{2};
constexpr std::chrono::seconds linger_time{2};
constexpr std::size_t linger_bytes = std::size_t{1} << 20;

template <class Message>
void put_headers(Message& message, const Response& response, const std::string& date) {
    message.set(http::field::date, date);
    for (const auto& header : response.headers) {
        message.insert(header.name, header.value);
    }
    if (!response.content_type.empty()) {
        message.set(http::field::content_type, response.content_type);
    }
}

}  // namespace

struct Connections::One {
    explicit One(asio::ip::tcp::socket socket) : stream{std::move(socket)} {}

    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    Peer peer = Peer::Remote;
    std::string address;
    std::shared_ptr<EventStream> events;  // what is being streamed
    bool busy = false;                    // a request has begun to arrive and its response is not written yet
};

std::shared_ptr<Connections> Connections::create(asio::any_io_executor executor, Answerer answerer, Metrics& metrics,
                                                 Limits limits) {
    return std::shared_ptr<Connections>{new Connections{std::move(executor), std::move(answerer), metrics, limits}};
}

Connections::Connections(asio::any_io_executor executor, Answerer answerer, Metrics& metrics, Limits limits)
    : executor_{std::move(executor)},
      answerer_{std::move(answerer)},
      metrics_{metrics},
      limits_{limits},
      emptied_{executor_, asio::steady_timer::time_point::max()} {}

void Connections::take(asio::ip::tcp::socket socket) {
    boost::system::error_code ignored;
    const auto endpoint = socket.remote_endpoint(ignored);
    socket.set_option(asio::ip::tcp::no_delay{true}, ignored);
    auto one = std::make_shared<One>(std::move(socket));
    one->peer = endpoint.address().is_loopback() ? Peer::Loopback : Peer::Remote;
    one->address = endpoint.address().to_string();
    one->buffer.max_size(limits_.header_bytes + buffer_extra);
    if (served_ < limits_.connections && !stopping_) {
        ++served_;
        metrics_.connection_opened();
        start(one, serve(shared_from_this(), one));
        return;
    }
    metrics_.connection_refused();
    if (open_.size() < limits_.connections + turned_away_limit) {
        start(one, turn_away(shared_from_this(), one));
    }
}

void Connections::start(std::shared_ptr<One> one, asio::awaitable<void> work) {
    const auto place = open_.insert(open_.end(), std::move(one));
    asio::co_spawn(executor_, std::move(work), [self = shared_from_this(), place](const std::exception_ptr& problem) {
        if (problem) {
            try {
                std::rethrow_exception(problem);
            } catch (const std::exception& bug) {
                log::error("a connection ended by an exception: {}", bug.what());
            }
        }
        self->open_.erase(place);
        if (self->open_.empty()) {
            self->emptied_.cancel();
        }
    });
}

asio::awaitable<void> Connections::serve(std::shared_ptr<Connections> self, std::shared_ptr<One> one) {
    // Counted down even when the coroutine is destroyed half way.
    const std::shared_ptr<void> counted{nullptr, [self](void*) {
                                            --self->served_;
                                            self->metrics_.connection_closed();
                                        }};
    while (!self->stopping_ && co_await self->exchange(one)) {
    }
    boost::system::error_code ignored;
    one->stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    one->stream.close();
}

asio::awaitable<bool> Connections::exchange(std::shared_ptr<One> connection) {
    One& one = *connection;
    boost::system::error_code problem;
    one.busy = one.buffer.size() != 0;
    if (!one.busy) {
        one.stream.expires_after(limits_.idle_time);
        const auto space = one.buffer.prepare(read_chunk);
        const auto size = co_await one.stream.async_read_some(space, redirect_error(use_awaitable, problem));
        if (problem) {
            co_return false;
        }
        one.buffer.commit(size);
        one.busy = true;
    }
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(limits_.body_bytes);
    // One deadline for the whole header and one for the whole body: a client that sends a byte now and then gains
    // nothing.
    one.stream.expires_after(limits_.header_time);
    co_await http::async_read_header(one.stream, one.buffer, parser, redirect_error(use_awaitable, problem));
    if (!problem) {
        one.stream.expires_after(limits_.body_time);
        if (!parser.is_done() && parser.get().version() >= 11 &&
            beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(one.stream, asio::buffer(go_on), redirect_error(use_awaitable, problem));
        }
        if (!problem) {
            co_await http::async_read(one.stream, one.buffer, parser, redirect_error(use_awaitable, problem));
        }
    }
    const auto version = parser.get().version();
    const bool keep = parser.is_done() && parser.keep_alive();
    std::optional<Request> request;
    if (!problem) {
        request = to_request(parser.release());
    }
    if (!request) {
        const int status = problem ? refusal_of(problem) : 400;
        if (status != 0) {
            const auto refusal = answerer_.refuse(status);
            metrics_.request_done(refusal.route, status, std::chrono::nanoseconds{0});
            const Request unread;
            if (co_await write(one, unread, refusal, 11, false)) {
                co_await linger(one);
            }
        }
        co_return false;
    }
    request->peer = one.peer;
    request->address = one.address;
    // No deadline of the socket while we ourselves work: what that waits for has deadlines of its own.
    one.stream.expires_never();
    Request asked;
    asked.method = request->method;
    auto response = co_await answerer_.respond(std::move(*request));
    if (response.events && asked.method == Method::Get) {
        co_await stream(connection, std::move(response));
        co_return false;
    }
    const bool go_on = keep && !response.close && !stopping_;
    co_return co_await write(one, asked, response, version, go_on) && go_on;
}

asio::awaitable<bool> Connections::write(One& one, const Request& request, const Response& response, unsigned version,
                                         bool keep) {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    if (now.count() != date_second_) {
        date_second_ = now.count();
        date_ = http_date(date_second_);
    }
    const auto bytes = response.bytes();
    const auto status = static_cast<unsigned>(response.status);
    boost::system::error_code problem;
    one.stream.expires_after(limits_.write_time);
    if (request.method == Method::Head || response.status == 304) {
        http::response<http::empty_body> message{http::status::ok, version};
        message.result(status);
        message.reason(reason_phrase(response.status));
        put_headers(message, response, date_);
        if (response.status != 304) {
            message.content_length(bytes.size());
        }
        message.keep_alive(keep);
        co_await http::async_write(one.stream, message, redirect_error(use_awaitable, problem));
        co_return !problem;
    }
    http::response<http::span_body<const char>> message{http::status::ok, version};
    message.result(status);
    message.reason(reason_phrase(response.status));
    put_headers(message, response, date_);
    message.body() = beast::span<const char>{bytes.data(), bytes.size()};
    message.content_length(bytes.size());
    message.keep_alive(keep);
    co_await http::async_write(one.stream, message, redirect_error(use_awaitable, problem));
    co_return !problem;
}

asio::awaitable<void> Connections::stream(std::shared_ptr<One> one, Response response) {
    // No length and no chunks: the body ends with the connection (RFC 9112 section 6.3), whatever the version.
    std::string piece = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + response.content_type + "\r\n";
    for (const auto& header : response.headers) {
        piece += header.name + ": " + header.value + "\r\n";
    }
    piece += "\r\n";
    one->events = response.events;
    one->busy = false;  // a server that stops does not wait for this one
    // A client that listens to events sends nothing: whatever comes is its end.
    one->stream.socket().async_wait(asio::ip::tcp::socket::wait_read,
                                    [events = response.events](boost::system::error_code) { events->close(); });
    boost::system::error_code problem;
    for (bool more = true; more && !problem && !stopping_;) {
        one->stream.expires_after(limits_.write_time);  // a client that does not read is let go
        co_await asio::async_write(one->stream, asio::buffer(piece), redirect_error(use_awaitable, problem));
        one->stream.expires_never();
        if (!problem && !stopping_) {
            auto next = co_await response.events->next();
            more = next.has_value();
            piece = more ? std::move(*next) : std::string{};
        }
    }
    one->events.reset();
}

asio::awaitable<void> Connections::linger(One& one) {
    boost::system::error_code problem;
    one.stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, problem);
    one.stream.expires_after(linger_time);
    std::array<char, read_chunk> unread{};
    const auto buffer = asio::buffer(unread);
    for (std::size_t total = 0; !problem && total < linger_bytes;) {
        total += co_await one.stream.async_read_some(buffer, redirect_error(use_awaitable, problem));
    }
}

asio::awaitable<void> Connections::turn_away(std::shared_ptr<Connections> self, std::shared_ptr<One> one) {
    auto refusal = self->answerer_.refuse(503);
    refusal.set("Retry-After", "5");
    one->stream.expires_after(turn_away_time);
    const Request unread;
    if (co_await self->write(*one, unread, refusal, 11, false)) {
        co_await self->linger(*one);
    }
}

asio::awaitable<void> Connections::stop() {
    const auto self = shared_from_this();
    stopping_ = true;
    for (const auto& one : open_) {
        if (one->events) {
            one->events->close();
        }
        if (!one->busy) {
            one->stream.cancel();
        }
    }
    co_await wait_until_empty(limits_.stop_time);
    for (const auto& one : open_) {
        one->stream.close();
    }
    // What is left waits for learning, which has deadlines of its own; it must not outlive what it uses.
    co_await wait_until_empty(limits_.stop_time);
}

asio::awaitable<void> Connections::wait_until_empty(std::chrono::milliseconds limit) {
    if (open_.empty()) {
        co_return;
    }
    emptied_.expires_after(limit);
    boost::system::error_code ignored;
    co_await emptied_.async_wait(redirect_error(use_awaitable, ignored));
}

}  // namespace lyceum::web
