#include "host/web/compress.hpp"

#include "host/base/text.hpp"

#include <algorithm>
#include <array>
#include <new>

#include <brotli/encode.h>
#include <zlib.h>

namespace lyceum::web {
namespace {

bool equal_without_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

// "q=0", "q=0.000": refused by name.
bool is_refused(std::string_view parameters) {
    const auto q = parameters.find_first_of("qQ");
    if (q == std::string_view::npos || parameters.substr(q + 1, 2) != "=0") {
        return false;
    }
    return text::trim(parameters.substr(q + 3)).find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::Identity:
            return "identity";
        case Encoding::Gzip:
            return "gzip";
        case Encoding::Brotli:
            return "br";
    }
    return {};
}

bool accepts(std::string_view accept_encoding, Encoding encoding) {
    bool any = encoding == Encoding::Identity;
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, comma);
        accept_encoding = comma == std::string_view::npos ? std::string_view{} : accept_encoding.substr(comma + 1);
        const auto semicolon = std::min(item.find(';'), item.size());
        const auto name = text::trim(item.substr(0, semicolon));
        const bool refused = is_refused(item.substr(semicolon));
        if (equal_without_case(name, name_of(encoding))) {
            return !refused;
        }
        if (name == "*") {
            any = !refused;
        }
    }
    return any;
}

std::string brotli(std::string_view bytes) {
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
    std::size_t size = out.size();
    if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                              reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
        throw std::bad_alloc{};
    }
    out.resize(size);
    return out;
}

struct Gzip::Stream {
    z_stream z{};
};

Gzip::Gzip(int level) : stream_{std::make_unique<Stream>()} {
    // 15 bits of window, and 16 more to mean "with a gzip header".
    if (deflateInit2(&stream_->z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc{};
    }
}

Gzip::~Gzip() {
    deflateEnd(&stream_->z);
}

std::string Gzip::compress(std::string_view bytes) {
    auto& z = stream_->z;
    deflateReset(&z);
    std::string out(deflateBound(&z, static_cast<uLong>(bytes.size())), '\0');
    // zlib's interface predates const; it does not write to its input.
    z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.erase(z.total_out);
    return out;
}

}  // namespace lyceum::web
