#include "host/base/windows1251.hpp"

#include "host/base/text.hpp"

#include <gtest/gtest.h>

namespace lyceum::text {
namespace {

// "Іваноў, Ёлкина №1" as a spreadsheet of this region writes it.
constexpr std::string_view names =
    "\xb2\xe2\xe0\xed\xee\xa2, \xa8\xeb\xea\xe8\xed\xe0 \xb9"
    "1";

TEST(Windows1251, BecomesUtf8) {
    EXPECT_EQ(from_windows_1251(names), "Іваноў, Ёлкина №1");
    EXPECT_EQ(from_windows_1251("\x88\xc0\xff"), "€Ая");
    EXPECT_EQ(from_windows_1251("plain"), "plain");
}

TEST(Windows1251, HasEveryByteButOne) {
    for (int byte = 0; byte < 256; ++byte) {
        const auto text = from_windows_1251(std::string(1, static_cast<char>(byte)));
        EXPECT_EQ(text.has_value(), byte != 0x98) << byte;
        EXPECT_TRUE(!text || is_utf8(*text)) << byte;
    }
}

TEST(Windows1251, IsRecognisedByItsLetters) {
    EXPECT_TRUE(looks_like_windows_1251(names));
    EXPECT_FALSE(looks_like_windows_1251("Іваноў"));  // UTF-8
    EXPECT_FALSE(looks_like_windows_1251("ascii"));
    EXPECT_FALSE(looks_like_windows_1251("\xb0\xb1\xb7\x99\x95\x96"));  // signs only
    EXPECT_FALSE(looks_like_windows_1251(std::string_view{"\xc0\0\xc1", 3}));
}

}  // namespace
}  // namespace lyceum::text
