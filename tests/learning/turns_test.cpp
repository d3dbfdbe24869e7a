#include "host/learning/turns.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

namespace asio = boost::asio;

// Takes a turn, notes when it has it, lets others run, notes when it gives it back.
asio::awaitable<void> hold(Turns& turns, std::string key, std::string name, std::vector<std::string>& log) {
    auto turn = co_await turns.take(key);
    if (!turn) {
        log.push_back(name + " refused");
        co_return;
    }
    log.push_back(name + " in");
    for (int i = 0; i < 3; ++i) {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    }
    log.push_back(name + " out");
}

TEST(Turns, OneKeyIsHeldByOneAtATimeInTheOrderAsked) {
    asio::io_context io;
    Turns turns;
    std::vector<std::string> log;
    for (const char* name : {"a", "b", "c"}) {
        asio::co_spawn(io, hold(turns, "key", name, log), asio::detached);
    }
    io.run();
    EXPECT_EQ(log, (std::vector<std::string>{"a in", "a out", "b in", "b out", "c in", "c out"}));
    EXPECT_EQ(turns.held(), 0U);
}

TEST(Turns, DifferentKeysDoNotWaitForEachOther) {
    asio::io_context io;
    Turns turns;
    std::vector<std::string> log;
    asio::co_spawn(io, hold(turns, "one", "a", log), asio::detached);
    asio::co_spawn(io, hold(turns, "two", "b", log), asio::detached);
    io.run();
    EXPECT_EQ(log, (std::vector<std::string>{"a in", "b in", "a out", "b out"}));
}

TEST(Turns, TooManyWaitingForOneKeyAreRefused) {
    asio::io_context io;
    Turns turns{1};
    std::vector<std::string> log;
    for (const char* name : {"a", "b", "c"}) {
        asio::co_spawn(io, hold(turns, "key", name, log), asio::detached);
    }
    io.run();
    EXPECT_EQ(log, (std::vector<std::string>{"a in", "c refused", "a out", "b in", "b out"}));
}

}  // namespace
}  // namespace lyceum::learning
