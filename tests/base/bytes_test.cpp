#include "host/base/bytes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace lyceum {
namespace {

TEST(Bytes, ReadBackAreWhatWasWritten) {
    ByteWriter writer;
    writer.u8(255);
    writer.u32(0xdeadbeef);
    writer.u64(0x0123456789abcdef);
    writer.f64(-0.1);
    writer.f64(std::numeric_limits<double>::infinity());
    writer.text(std::string_view{"a\0ў", 4});
    writer.text("");

    ByteReader reader{writer.bytes()};
    EXPECT_EQ(reader.u8(), 255);
    EXPECT_EQ(reader.u32(), 0xdeadbeefU);
    EXPECT_EQ(reader.u64(), 0x0123456789abcdefU);
    EXPECT_EQ(reader.f64(), -0.1);
    EXPECT_TRUE(std::isinf(reader.f64()));
    EXPECT_EQ(reader.text(4), (std::string_view{"a\0ў", 4}));
    EXPECT_EQ(reader.text(0), "");
    EXPECT_TRUE(reader.complete());
}

TEST(Bytes, AreLittleEndian) {
    ByteWriter writer;
    writer.u32(1);
    EXPECT_EQ(writer.bytes(), (std::string_view{"\x01\x00\x00\x00", 4}));
}

TEST(Bytes, TakenAreComplete) {
    ByteWriter writer;
    writer.u8(1);
    EXPECT_EQ(writer.take(), std::string_view{"\x01"});
}

TEST(Bytes, ThatAreMissingFailForGood) {
    ByteReader reader{std::string_view{"\x01\x02\x03", 3}};
    EXPECT_EQ(reader.u32(), 0U);
    EXPECT_TRUE(reader.failed());
    EXPECT_EQ(reader.u8(), 0) << "what is left is not read after a failure";
    EXPECT_FALSE(reader.complete());
}

TEST(Bytes, LongerThanTheLimitAreNotRead) {
    ByteWriter writer;
    writer.text("12345");
    ByteReader reader{writer.bytes()};
    EXPECT_EQ(reader.text(4), "");
    EXPECT_TRUE(reader.failed());
}

TEST(Bytes, LeftOverAreNotComplete) {
    ByteReader reader{"ab"};
    reader.u8();
    EXPECT_FALSE(reader.failed());
    EXPECT_FALSE(reader.complete());
}

TEST(Bytes, CalledBadStayBad) {
    ByteReader reader{""};
    EXPECT_TRUE(reader.complete());
    reader.fail();
    EXPECT_FALSE(reader.complete());
}

// Under the address sanitizer this shows that no read goes past the end.
TEST(Bytes, OfAnyKindAreReadWithoutGoingPastTheirEnd) {
    std::mt19937 random{20261124};
    int complete = 0;
    int failed = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes(random() % 40, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random() % 3 == 0 ? random() : random() % 4);
        }
        const std::string exact{bytes.data(), bytes.size()};
        ByteReader reader{exact};
        std::size_t taken = 0;
        for (int step = 0; step < 8; ++step) {
            switch (random() % 5) {
                case 0:
                    reader.u8();
                    break;
                case 1:
                    reader.u32();
                    break;
                case 2:
                    reader.u64();
                    break;
                case 3:
                    reader.f64();
                    break;
                default: {
                    const std::string_view text = reader.text(16);
                    ASSERT_LE(text.size(), 16U);
                    if (!text.empty()) {
                        ASSERT_GE(text.data(), exact.data());
                        ASSERT_LE(text.data() + text.size(), exact.data() + exact.size());
                    }
                    taken += text.size();
                }
            }
        }
        ASSERT_LE(taken, exact.size());
        ASSERT_FALSE(reader.failed() && reader.complete());
        complete += reader.complete() ? 1 : 0;
        failed += reader.failed() ? 1 : 0;
    }
    EXPECT_GT(failed, 0);
    EXPECT_GT(complete, 0);
}

}  // namespace
}  // namespace lyceum
