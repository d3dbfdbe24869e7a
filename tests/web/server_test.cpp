// The server as `lyceum serve` uses it: a port, a campus, real sockets.
#include "host/web/server.hpp"

#include "tests/learning/support.hpp"
#include "tests/web/client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace lyceum::web::testing {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;

ServerOptions any_port() {
    ServerOptions options;
    options.port = 0;
    options.demo = Demo::On;
    return options;
}

TEST(Server, ServesUntilItIsStopped) {
    learning::testing::SampleCampus sample;
    auto opened = Server::open(sample.io.get_executor(), any_port(), *sample.campus);
    ASSERT_TRUE(opened.has_value());
    auto& server = *opened.value();
    ASSERT_NE(server.port(), 0);
    const auto port = server.port();
    auto served = asio::co_spawn(sample.io, server.run(), asio::use_future);
    std::thread thread{[&] { sample.io.run(); }};

    Client client{port};
    EXPECT_EQ(client.exchange(get("/healthz")).value().body, "ok\n");
    const auto page = client.exchange(get("/", "Accept-Language: ru\r\n")).value();
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("<html lang=\"ru\">"));
    EXPECT_THAT(page.body, HasSubstr("name=\"demo\""));
    EXPECT_THAT(client.exchange(get("/metrics")).value().body, HasSubstr("lyceum_http_connections 1\n"));
    ASSERT_TRUE(client.send("HEAD / HTTP/1.0\r\n\r\n"));
    EXPECT_EQ(client.receive(Body::None).value().status, 200);

    asio::co_spawn(sample.io, server.stop(), asio::use_future).wait();
    served.wait();
    thread.join();
}

TEST(Server, NamesAPortThatIsTakenAndTheRemedy) {
    learning::testing::SampleCampus sample;
    auto options = any_port();
    const auto first = Server::open(sample.io.get_executor(), options, *sample.campus);
    ASSERT_TRUE(first.has_value());
    options.port = first.value()->port();
    const auto second = Server::open(sample.io.get_executor(), options, *sample.campus);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::Environment);
    EXPECT_EQ(second.error().where, "127.0.0.1:" + std::to_string(options.port));
    EXPECT_THAT(second.error().hint, HasSubstr("--listen"));
}

TEST(Server, RefusesWhatIsNotAnAddressOfThisMachine) {
    learning::testing::SampleCampus sample;
    auto options = any_port();
    options.address = "example.org";
    EXPECT_EQ(Server::open(sample.io.get_executor(), options, *sample.campus).error().code, ErrorCode::InvalidInput);
    options.address = "203.0.113.1";
    EXPECT_EQ(Server::open(sample.io.get_executor(), options, *sample.campus).error().code, ErrorCode::Environment);
}

}  // namespace
}  // namespace lyceum::web::testing
