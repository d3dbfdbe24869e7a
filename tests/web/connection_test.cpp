// The connection loop over real sockets, with handlers that the test writes.
#include "host/web/connection.hpp"

#include "tests/web/client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace lyceum::web::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

// Accepts on a port of its own and serves with Connections, on one thread.
class Loop {
public:
    explicit Loop(Limits limits = {}) {
        Answerer answerer;
        answerer.respond = [this](Request request) { return respond(std::move(request)); };
        answerer.refuse = [](int status) {
            auto response = plain_text(status, "refused");
            response.close = true;
            return response;
        };
        connections_ = Connections::create(io_.get_executor(), std::move(answerer), metrics_, limits);
        asio::co_spawn(io_, accept(), asio::detached);
        thread_ = std::thread{[this] { io_.run(); }};
    }

    ~Loop() {
        release();
        stop().wait();
        asio::post(io_, [this] { acceptor_.close(); });
        guard_.reset();
        thread_.join();
    }

    std::uint16_t port() const { return port_; }

    // "/held" is answered only after this.
    void release() {
        asio::post(io_, [this] {
            released_ = true;
            gate_.cancel();
        });
    }

    // Resolves when a request for "/held" has reached the handler.
    std::future<void> held() { return held_.get_future(); }

    std::future<void> stop() { return asio::co_spawn(io_, connections_->stop(), asio::use_future); }

    // Open connections, asked on the server's thread.
    std::size_t open_connections() {
        std::promise<std::size_t> count;
        asio::post(io_, [&] { count.set_value(metrics_.open_connections()); });
        return count.get_future().get();
    }

private:
    asio::awaitable<void> accept() {
        boost::system::error_code problem;
        while (!problem) {
            auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, problem));
            if (!problem) {
                connections_->take(std::move(socket));
            }
        }
    }

    asio::awaitable<Response> respond(Request request) {
        if (request.target == "/bug") {
            throw std::runtime_error{"a bug of a handler"};
        }
        if (request.target == "/held" && !released_) {
            held_.set_value();
            boost::system::error_code ignored;
            co_await gate_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
        auto response = plain_text(200, request.method_name + " " + request.target + " " + request.body);
        if (request.target == "/large") {
            response.body = std::string(std::size_t{32} << 20, 'a');
        }
        co_return response;
    }

    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard_ = asio::make_work_guard(io_);
    tcp::acceptor acceptor_{io_, {asio::ip::make_address("127.0.0.1"), 0}};
    std::uint16_t port_ = acceptor_.local_endpoint().port();
    asio::steady_timer gate_{io_, asio::steady_timer::time_point::max()};
    bool released_ = false;
    std::promise<void> held_;
    Metrics metrics_;
    std::shared_ptr<Connections> connections_;
    std::thread thread_;
};

Limits quick(std::chrono::milliseconds Limits::*which) {
    Limits limits;
    limits.*which = 30ms;
    return limits;
}

TEST(Connections, KeepAConnectionForTheNextRequest) {
    Loop loop;
    Client client{loop.port()};
    EXPECT_EQ(client.exchange(get("/one")).value().body, "GET /one ");
    EXPECT_EQ(client.exchange(post("/two", "a=1")).value().body, "POST /two a=1");
}

TEST(Connections, AnswerPipelinedRequestsInOrder) {
    Loop loop;
    Client client{loop.port()};
    client.send(get("/1") + post("/2", "a=1") + get("/3"));
    EXPECT_EQ(client.receive().value().body, "GET /1 ");
    EXPECT_EQ(client.receive().value().body, "POST /2 a=1");
    EXPECT_EQ(client.receive().value().body, "GET /3 ");
}

TEST(Connections, ReadARequestThatComesInPieces) {
    Loop loop;
    Client client{loop.port()};
    const auto request = post("/pieces", "answer=yes");
    for (const char c : request) {
        ASSERT_TRUE(client.send({&c, 1}));
    }
    EXPECT_EQ(client.receive().value().body, "POST /pieces answer=yes");
}

TEST(Connections, CloseWhenTheClientAsksFor) {
    Loop loop;
    Client client{loop.port()};
    EXPECT_EQ(client.exchange(get("/", "Connection: close\r\n")).value().header("connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, AnswerHeadWithTheLengthAndNoBody) {
    Loop loop;
    Client client{loop.port()};
    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
    const auto head = client.receive(Body::None).value();
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "8");
    EXPECT_FALSE(head.header("date").empty());
    EXPECT_EQ(client.receive().value().body, "GET /next ");
}

TEST(Connections, TellAClientThatWaitsToGoOn) {
    Loop loop;
    Client client{loop.port()};
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().value().status, 100);
    EXPECT_EQ(client.exchange("abc").value().body, "POST /x abc");
}

TEST(Connections, CloseOnAClientThatNeverFinishesItsHeader) {
    Loop loop{quick(&Limits::header_time)};
    Client client{loop.port()};
    client.send("GET / HTTP/1.1\r\nHo");
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, GiveASlowHeaderOneDeadlineAndNotOneForEachByte) {
    auto limits = quick(&Limits::header_time);
    limits.header_bytes = std::size_t{1} << 30;  // so that the size does not end it first
    Loop loop{limits};
    Client client{loop.port()};
    client.send("GET / HTTP/1.1\r\nX: ");
    while (client.send("a")) {
    }
    EXPECT_EQ(loop.open_connections(), 0U);
}

TEST(Connections, CloseOnAClientThatNeverFinishesItsBody) {
    Loop loop{quick(&Limits::body_time)};
    Client client{loop.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, CloseOnAClientThatDoesNotReadItsResponse) {
    Loop loop{quick(&Limits::write_time)};
    Client client{loop.port()};
    EXPECT_EQ(client.exchange(get("/")).value().status, 200);
    client.send(get("/large"));
    // Reading begins only when the server has given up; what fits into the buffers of the system is all that comes.
    while (loop.open_connections() != 0) {
        std::this_thread::yield();
    }
    EXPECT_FALSE(client.receive().has_value());
}

TEST(Connections, CloseOnAClientThatIsIdle) {
    Loop loop{quick(&Limits::idle_time)};
    Client client{loop.port()};
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, RefuseABodyOverTheLimitAndCanSaySo) {
    Limits limits;
    limits.body_bytes = 1000;
    Loop loop{limits};
    Client announced{loop.port()};
    EXPECT_EQ(announced.exchange(post("/", std::string(2000, 'a'))).value().status, 413);
    EXPECT_TRUE(announced.closed_by_server());
    Client chunked{loop.port()};
    chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2000, 'a') +
                 "\r\n");
    EXPECT_EQ(chunked.receive().value().status, 413);
}

TEST(Connections, RefuseAHeaderOverTheLimit) {
    Loop loop;
    Client client{loop.port()};
    EXPECT_EQ(client.exchange(get("/", "X: " + std::string(17'000, 'a') + "\r\n")).value().status, 431);
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, RefuseWhatIsNotHttp) {
    Loop loop;
    Client client{loop.port()};
    EXPECT_EQ(client.exchange("hello\r\n\r\n").value().status, 400);
    EXPECT_TRUE(client.closed_by_server());
}

TEST(Connections, TurnAwayTheOneTooMany) {
    Limits limits;
    limits.connections = 1;
    Loop loop{limits};
    Client first{loop.port()};
    EXPECT_EQ(first.exchange(get("/")).value().status, 200);
    Client second{loop.port()};
    const auto refusal = second.exchange(get("/")).value();
    EXPECT_EQ(refusal.status, 503);
    EXPECT_EQ(refusal.header("retry-after"), "5");
    EXPECT_EQ(first.exchange(get("/again")).value().body, "GET /again ");
}

TEST(Connections, GoOnAfterAnExceptionInOneOfThem) {
    Loop loop;
    Client unlucky{loop.port()};
    EXPECT_FALSE(unlucky.exchange(get("/bug")).has_value());
    Client other{loop.port()};
    EXPECT_EQ(other.exchange(get("/")).value().status, 200);
    while (loop.open_connections() != 1) {
        std::this_thread::yield();
    }
}

TEST(Connections, FinishWhatTheyAcceptedWhenStopping) {
    Loop loop;
    Client idle{loop.port()};
    EXPECT_EQ(idle.exchange(get("/")).value().status, 200);
    auto held = loop.held();
    Client busy{loop.port()};
    busy.send(get("/held"));
    held.wait();
    auto stopped = loop.stop();
    EXPECT_TRUE(idle.closed_by_server());
    EXPECT_EQ(stopped.wait_for(0s), std::future_status::timeout);
    loop.release();
    const auto reply = busy.receive().value();
    EXPECT_EQ(reply.body, "GET /held ");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(busy.closed_by_server());
    stopped.wait();
}

TEST(Connections, CloseWhatDoesNotFinishInTime) {
    Loop loop{quick(&Limits::stop_time)};
    auto held = loop.held();
    Client busy{loop.port()};
    busy.send(get("/held"));
    held.wait();
    loop.stop().wait();
    EXPECT_TRUE(busy.closed_by_server());
}

}  // namespace
}  // namespace lyceum::web::testing
