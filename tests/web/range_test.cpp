#include "host/web/range.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

constexpr std::string_view etag = "\"now\"";
using Kind = ByteRange::Kind;

ByteRange asked(const std::string& range, std::uint64_t size, const std::string& condition = {},
                Method method = Method::Get) {
    Request request;
    request.method = method;
    request.headers.push_back({"range", range});
    if (!condition.empty()) {
        request.headers.push_back({"if-range", condition});
    }
    return asked_range(request, etag, size);
}

TEST(Range, OfARequestWithoutOneIsTheWhole) {
    EXPECT_EQ(asked_range(Request{}, etag, 10), ByteRange{});
}

TEST(Range, NamesItsFirstAndLastByte) {
    EXPECT_EQ(asked("bytes=0-499", 1000), (ByteRange{Kind::Part, 0, 500}));
    EXPECT_EQ(asked("bytes=999-999", 1000), (ByteRange{Kind::Part, 999, 1}));
    EXPECT_EQ(asked("bytes=500-", 1000), (ByteRange{Kind::Part, 500, 500}));
    EXPECT_EQ(asked("bytes=-300", 1000), (ByteRange{Kind::Part, 700, 300}));
}

TEST(Range, EndsWhereTheFileEnds) {
    EXPECT_EQ(asked("bytes=900-5000", 1000), (ByteRange{Kind::Part, 900, 100}));
    EXPECT_EQ(asked("bytes=-5000", 1000), (ByteRange{Kind::Part, 0, 1000}));
    EXPECT_EQ(asked("bytes=0-99999999999999999999999999", 1000), (ByteRange{Kind::Part, 0, 1000}));
}

TEST(Range, BeyondTheFileIsUnsatisfiable) {
    EXPECT_EQ(asked("bytes=1000-", 1000).kind, Kind::Unsatisfiable);
    EXPECT_EQ(asked("bytes=-0", 1000).kind, Kind::Unsatisfiable);
    EXPECT_EQ(asked("bytes=0-", 0).kind, Kind::Unsatisfiable);
    EXPECT_EQ(asked("bytes=99999999999999999999999999-", 1000).kind, Kind::Unsatisfiable);
}

TEST(Range, ThatIsNoneIsIgnored) {
    for (const char* const none : {"bytes=5-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2", "1-2",
                                   "bytes=+1-2", "bytes=0x1-2", "bytes=1 -2"}) {
        EXPECT_EQ(asked(none, 1000), ByteRange{}) << none;
    }
    EXPECT_EQ(asked("bytes=0-1", 1000, {}, Method::Head), ByteRange{});
}

TEST(Range, CountsOnlyForTheFileItWasBegunOn) {
    EXPECT_EQ(asked("bytes=0-1", 1000, "\"now\"").kind, Kind::Part);
    EXPECT_EQ(asked("bytes=0-1", 1000, "\"before\"").kind, Kind::Whole);
    EXPECT_EQ(asked("bytes=0-1", 1000, "W/\"now\"").kind, Kind::Whole);
    EXPECT_EQ(asked("bytes=0-1", 1000, "Wed, 21 Oct 2015 07:28:00 GMT").kind, Kind::Whole);
}

TEST(Range, IsSaidInContentRange) {
    EXPECT_EQ(content_range({Kind::Part, 0, 500}, 1234), "bytes 0-499/1234");
    EXPECT_EQ(content_range({Kind::Unsatisfiable, 0, 0}, 1234), "bytes */1234");
}

}  // namespace
}  // namespace lyceum::web
