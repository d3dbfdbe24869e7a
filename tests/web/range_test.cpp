#include "host/web/range.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

WantedBytes of_thousand(std::string_view header) {
    return wanted_bytes(header, 1000, 400);
}

TEST(Range, IsTakenAsAsked) {
    EXPECT_EQ(of_thousand("bytes=0-99"), WantedBytes(BytesOf{0, 100}));
    EXPECT_EQ(of_thousand("bytes=999-999"), WantedBytes(BytesOf{999, 1}));
    EXPECT_EQ(of_thousand("bytes=-10"), WantedBytes(BytesOf{990, 10}));
}

TEST(Range, EndsWithTheFile) {
    EXPECT_EQ(of_thousand("bytes=900-"), WantedBytes(BytesOf{900, 100}));
    EXPECT_EQ(of_thousand("bytes=900-5000"), WantedBytes(BytesOf{900, 100}));
    EXPECT_EQ(wanted_bytes("bytes=-5000", 1000, 4000), WantedBytes(BytesOf{0, 1000}));
}

TEST(Range, IsNeverLongerThanTheBound) {
    EXPECT_EQ(of_thousand("bytes=0-"), WantedBytes(BytesOf{0, 400}));
    EXPECT_EQ(of_thousand("bytes=-1000"), WantedBytes(BytesOf{0, 400}));
}

TEST(Range, BehindTheEndIsRefused) {
    EXPECT_EQ(of_thousand("bytes=1000-"), WantedBytes(OutOfRange{}));
    EXPECT_EQ(of_thousand("bytes=-0"), WantedBytes(OutOfRange{}));
    EXPECT_EQ(wanted_bytes("bytes=0-", 0, 400), WantedBytes(OutOfRange{}));
}

TEST(Range, OfAnotherKindIsAnsweredWithTheWhole) {
    for (const auto* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-1", "bytes=0-1,4-5", "lines=1-2",
                               "bytes=99999999999999999999-", "bytes= 1-2"}) {
        EXPECT_EQ(of_thousand(header), WantedBytes(WholeFile{})) << header;
    }
}

}  // namespace
}  // namespace lyceum::web
