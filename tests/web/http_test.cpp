#include "host/web/http.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

Request with_cookies(std::string cookies) {
    Request request;
    request.headers.push_back(Header{"cookie", std::move(cookies)});
    return request;
}

TEST(Cookies, AreFoundByTheirWholeName) {
    const auto request = with_cookies("a_lyceum_session=no; lyceum_session=token-1; b=2");
    EXPECT_EQ(cookie(request, "lyceum_session"), "token-1");
    EXPECT_EQ(cookie(request, "b"), "2");
    EXPECT_EQ(cookie(request, "session"), "");
}

TEST(Cookies, CountTheFirstOfTwo) {
    EXPECT_EQ(cookie(with_cookies("a=1; a=2"), "a"), "1");
}

TEST(Cookies, SurviveGarbage) {
    const auto request = with_cookies(";;= ; =x; a ;b=");
    EXPECT_EQ(cookie(request, "a"), "");
    EXPECT_EQ(cookie(request, "b"), "");
    EXPECT_EQ(cookie(Request{}, "a"), "");
}

TEST(HttpDate, IsWrittenAsRfc9110Wants) {
    EXPECT_EQ(http_date(1445412480), "Wed, 21 Oct 2015 07:28:00 GMT");
}

TEST(Response, GivesItsOwnOrSharedBytes) {
    Response response;
    response.body = std::string{"own"};
    EXPECT_EQ(response.bytes(), "own");
    response.body = std::make_shared<const std::string>("shared");
    EXPECT_EQ(response.bytes(), "shared");
    response.body = std::shared_ptr<const std::string>{};
    EXPECT_EQ(response.bytes(), "");
}

}  // namespace
}  // namespace lyceum::web
