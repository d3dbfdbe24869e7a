#include "host/web/address.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

using Segments = std::vector<std::string>;

TEST(Address, SplitsThePathAndReadsTheQuery) {
    const auto address = parse_address("/courses/e-services/what%20next?answered=1&lang=be");
    ASSERT_TRUE(address.has_value());
    EXPECT_EQ(address.value().segments, (Segments{"courses", "e-services", "what next"}));
    EXPECT_EQ(address.value().query, (Fields{{"answered", "1"}, {"lang", "be"}}));
}

TEST(Address, HasNoSegmentsAtTheRoot) {
    EXPECT_TRUE(parse_address("/").value().segments.empty());
    EXPECT_TRUE(parse_address("/?lang=ru").value().segments.empty());
}

TEST(Address, TakesOneSlashAtTheEndForASlip) {
    EXPECT_EQ(parse_address("/courses/").value().segments, (Segments{"courses"}));
}

TEST(Address, RefusesWhatCouldLeaveTheSiteOrItsFolders) {
    for (const auto* target :
         {"", "courses", "*", "http://example.org/", "//example.org/", "/a//b", "/..", "/courses/../etc", "/%2e%2e/etc",
          "/a%2fb", "/a%5cb", "/a%00b", "/a%0ab", "/%ff", "/a%", "/a#b"}) {
        const auto address = parse_address(target);
        ASSERT_FALSE(address.has_value()) << target;
        EXPECT_EQ(address.error().code, ErrorCode::InvalidInput) << target;
    }
}

TEST(Address, RefusesWhatIsTooLong) {
    EXPECT_EQ(parse_address("/" + std::string(9000, 'a')).error().code, ErrorCode::LimitExceeded);
}

TEST(Address, EscapesASegmentSoThatItComesBack) {
    for (const std::string segment : {"шаг 1", "a/b?c#d", "100%", "it's"}) {
        const auto encoded = encode_segment(segment);
        EXPECT_EQ(percent_decode(encoded, PlusSign::IsPlus), segment);
        EXPECT_EQ(encoded.find_first_of("/?#' "), std::string::npos);
    }
}

TEST(Address, ComesBackOnlyToThisSite) {
    for (const auto* local : {"/", "/courses/a/b?stale=1", "/courses/%D1%88"}) {
        EXPECT_TRUE(is_local_path(local)) << local;
    }
    for (const auto* foreign : {"", "courses", "//example.org", "/\\example.org", "/\t/example.org",
                                "https://example.org/", "javascript:alert(1)", "/a b", "/a\r\nSet-Cookie: x=y"}) {
        EXPECT_FALSE(is_local_path(foreign)) << foreign;
    }
}

}  // namespace
}  // namespace lyceum::web
