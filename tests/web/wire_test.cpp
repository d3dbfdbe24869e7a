#include "host/web/wire.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

const Limits limits{};

TEST(Wire, ReadsARequestIntoPlainValues) {
    const std::string bytes =
        "POST /courses/a/b?x=1 HTTP/1.1\r\nHost: example.org\r\nX-Name: Value \r\nContent-Length: 3\r\n\r\na=1GET /";
    const auto parsed = parse_request(bytes, limits);
    ASSERT_TRUE(parsed.request.has_value());
    EXPECT_EQ(parsed.request->method, Method::Post);
    EXPECT_EQ(parsed.request->target, "/courses/a/b?x=1");
    EXPECT_EQ(parsed.request->header("x-name"), "Value");
    EXPECT_EQ(parsed.request->body, "a=1");
    EXPECT_EQ(bytes.substr(parsed.consumed), "GET /");
}

TEST(Wire, ReadsAChunkedBody) {
    const auto parsed = parse_request(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n2\r\n23\r\n0\r\n\r\n", limits);
    ASSERT_TRUE(parsed.request.has_value());
    EXPECT_EQ(parsed.request->body, "a=123");
}

TEST(Wire, WaitsForTheRestOfARequest) {
    const auto parsed = parse_request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na=1", limits);
    EXPECT_FALSE(parsed.request.has_value());
    EXPECT_EQ(parsed.refusal, 0);
}

TEST(Wire, TellsWhatIsWrongWithABadRequest) {
    Limits small;
    small.header_bytes = 200;
    small.body_bytes = 10;
    EXPECT_EQ(parse_request("\x16\x03\x01\x02\r\n\r\n", small).refusal, 400);
    EXPECT_EQ(parse_request("GET  / HTTP/1.1\r\n\r\n", small).refusal, 400);
    EXPECT_EQ(parse_request("GET / HTTP/3.0\r\n\r\n", small).refusal, 505);
    EXPECT_EQ(parse_request("GET / HTTP/1.1\r\nX: " + std::string(300, 'a') + "\r\n\r\n", small).refusal, 431);
    EXPECT_EQ(parse_request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", small).refusal, 413);
}

TEST(Wire, RefusesARequestOfHttp11WithoutExactlyOneHost) {
    EXPECT_EQ(parse_request("GET / HTTP/1.1\r\n\r\n", limits).refusal, 400);
    EXPECT_EQ(parse_request("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", limits).refusal, 400);
    EXPECT_TRUE(parse_request("GET / HTTP/1.0\r\n\r\n", limits).request.has_value());
}

TEST(Wire, RefusesTwoLengthsThatAProxyCouldReadDifferently) {
    EXPECT_EQ(
        parse_request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", limits).refusal,
        400);
    EXPECT_EQ(
        parse_request("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
                      limits)
            .refusal,
        400);
}

}  // namespace
}  // namespace lyceum::web
