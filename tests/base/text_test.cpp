#include "host/base/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace lyceum::text {
namespace {

TEST(Utf8, HoldsEveryWellFormedCharacter) {
    for (const char* good : {"", "ascii", "кириллица", "Ў", "日本", "😀", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80",
                             "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    EXPECT_TRUE(is_utf8(std::string_view{"a\0b", 3}));
}

TEST(Utf8, HoldsNothingElse) {
    for (const char* bad : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41", "\xe0\x80\x80", "\xe0\x9f\xbf",
                            "\xe2\x82", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
                            "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfe", "\xff", "a\xe2\x82z"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad;
    }
}

// The same decision, made by going through all code points instead of looking at bytes.
bool is_utf8_by_decoding(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        bool found = false;
        for (std::size_t length = 1; length <= 4 && at + length <= bytes.size() && !found; ++length) {
            std::uint32_t point = 0;
            constexpr std::array<std::uint32_t, 4> lead_mark{0x00, 0xc0, 0xe0, 0xf0};
            constexpr std::array<std::uint32_t, 4> lead_mask{0x80, 0xe0, 0xf0, 0xf8};
            constexpr std::array<std::uint32_t, 4> lowest{0, 0x80, 0x800, 0x10000};
            const auto lead = static_cast<std::uint8_t>(bytes[at]);
            if ((lead & lead_mask[length - 1]) != lead_mark[length - 1]) {
                continue;
            }
            point = lead & ~lead_mask[length - 1];
            bool continued = true;
            for (std::size_t i = 1; i < length; ++i) {
                const auto next = static_cast<std::uint8_t>(bytes[at + i]);
                continued = continued && (next & 0xc0) == 0x80;
                point = point << 6 | (next & 0x3fU);
            }
            if (continued && point >= lowest[length - 1] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) {
                at += length;
                found = true;
            }
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

TEST(Utf8, IsDecidedAsByDecodingForRandomBytes) {
    std::mt19937 random{42};
    // Bytes near the borders of the definition, so that many strings are nearly right.
    constexpr std::string_view bytes{"\x00\x41\x7f\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xed\xef\xf0\xf4\xf5\xff",
                                     19};
    int well_formed = 0;
    for (int i = 0; i < 50'000; ++i) {
        std::string text(1 + random() % 6, '\0');
        for (char& character : text) {
            character = bytes[random() % bytes.size()];
        }
        ASSERT_EQ(is_utf8(text), is_utf8_by_decoding(text)) << testing::PrintToString(text);
        well_formed += is_utf8(text) ? 1 : 0;
    }
    EXPECT_GT(well_formed, 1000) << "both answers were really tried";
}

TEST(Markup, IsEscapedForTextAndAttributes) {
    EXPECT_EQ(escape_markup(R"(<a href="x" title='y'>&</a>)"),
              "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    EXPECT_EQ(escape_markup("Ў — 5 % «x»"), "Ў — 5 % «x»");
    std::string out = "kept ";
    append_escaped_markup(out, "<");
    EXPECT_EQ(out, "kept &lt;");
}

TEST(Nearest, FindsTheWordThatWasMeant) {
    const std::vector<std::string> words{"prompt", "option", "explanation", "feedback"};
    EXPECT_EQ(nearest("promt", words), "prompt");
    EXPECT_EQ(nearest("pormpt", words), "prompt");
    EXPECT_EQ(nearest("feedbak", words), "feedback");
    EXPECT_EQ(nearest("explination", words), "explanation");
    EXPECT_EQ(nearest("prompt", words), "prompt");
}

TEST(Nearest, IsSilentWhereNoWordIsNear) {
    const std::vector<std::string> words{"prompt", "option"};
    EXPECT_EQ(nearest("zebra", words), "");
    EXPECT_EQ(nearest("", words), "");
    EXPECT_EQ(nearest("prompt", {}), "");
    EXPECT_EQ(nearest(std::string(5000, 'p'), words), "") << "a hostile name costs nothing";
}

TEST(Cut, NeverSplitsACharacter) {
    EXPECT_EQ(cut("привет", 100), "привет");
    EXPECT_EQ(cut("привет", 4), "пр");
    EXPECT_EQ(cut("привет", 5), "пр");
    EXPECT_EQ(cut("😀", 3), "");
    EXPECT_EQ(cut("abc", 0), "");
    const std::string text = "aЎ日😀b";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        EXPECT_LE(cut(text, size).size(), size);
        EXPECT_TRUE(is_utf8(cut(text, size)));
    }
}

TEST(Trim, TakesBlanksFromBothEnds) {
    EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
    EXPECT_EQ(trim(" \n "), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("a"), "a");
}

}  // namespace
}  // namespace lyceum::text
