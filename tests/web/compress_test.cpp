#include "host/web/compress.hpp"

#include <gtest/gtest.h>

#include <brotli/decode.h>
#include <zlib.h>

namespace lyceum::web {
namespace {

std::string gunzip(std::string_view bytes, std::size_t size) {
    std::string out(size, '\0');
    z_stream z{};
    EXPECT_EQ(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    out.resize(out.size() - z.avail_out);
    return out;
}

TEST(Negotiation, TakesWhatIsNamed) {
    EXPECT_TRUE(accepts("gzip, deflate, br", Encoding::Gzip));
    EXPECT_TRUE(accepts("gzip, deflate, br", Encoding::Brotli));
    EXPECT_TRUE(accepts("GZIP;q=0.5", Encoding::Gzip));
    EXPECT_FALSE(accepts("deflate", Encoding::Gzip));
    EXPECT_FALSE(accepts("", Encoding::Gzip));
    EXPECT_TRUE(accepts("", Encoding::Identity));
}

TEST(Negotiation, HonoursARefusal) {
    EXPECT_FALSE(accepts("gzip;q=0", Encoding::Gzip));
    EXPECT_FALSE(accepts("gzip; q=0.000, *", Encoding::Gzip));
    EXPECT_TRUE(accepts("gzip;q=0.001", Encoding::Gzip));
}

TEST(Negotiation, UnderstandsTheStar) {
    EXPECT_TRUE(accepts("*", Encoding::Brotli));
    EXPECT_FALSE(accepts("*;q=0", Encoding::Brotli));
    EXPECT_TRUE(accepts("*;q=0, gzip", Encoding::Gzip));
}

TEST(Negotiation, DoesNotTakeAPartOfANameForIt) {
    EXPECT_FALSE(accepts("xgzip, brx", Encoding::Gzip));
    EXPECT_FALSE(accepts("xgzip, brx", Encoding::Brotli));
}

TEST(Gzip, GivesBackWhatWentInAndCanBeUsedAgain) {
    Gzip gzip{1};
    std::string page;
    for (int i = 0; i < 500; ++i) {
        page += "<li>Шаг " + std::to_string(i) + "</li>";
    }
    for (int round = 0; round < 3; ++round) {
        const auto compressed = gzip.compress(page);
        EXPECT_LT(compressed.size(), page.size() / 3);
        EXPECT_EQ(gunzip(compressed, page.size() + 1), page);
    }
    EXPECT_EQ(gunzip(gzip.compress(""), 1), "");
}

TEST(Brotli, GivesBackWhatWentIn) {
    const std::string text(10'000, 'a');
    const auto compressed = brotli(text);
    std::string out(text.size(), '\0');
    std::size_t size = out.size();
    EXPECT_EQ(BrotliDecoderDecompress(compressed.size(), reinterpret_cast<const std::uint8_t*>(compressed.data()),
                                      &size, reinterpret_cast<std::uint8_t*>(out.data())),
              BROTLI_DECODER_RESULT_SUCCESS);
    EXPECT_EQ(out, text);
}

}  // namespace
}  // namespace lyceum::web
