#include "host/base/bytes.hpp"

#include <bit>

namespace lyceum {

void ByteWriter::u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        bytes_ += static_cast<char>((value >> shift) & 0xff);
    }
}

void ByteWriter::u64(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        bytes_ += static_cast<char>((value >> shift) & 0xff);
    }
}

void ByteWriter::f64(double value) {
    u64(std::bit_cast<std::uint64_t>(value));
}

void ByteWriter::text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
}

std::string_view ByteReader::take(std::size_t size) {
    if (failed_ || rest_.size() < size) {
        failed_ = true;
        return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
}

std::uint8_t ByteReader::u8() {
    const auto taken = take(1);
    return taken.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(taken[0]);
}

std::uint32_t ByteReader::u32() {
    std::uint32_t value = 0;
    const auto taken = take(4);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(taken[i])) << (8 * i);
    }
    return value;
}

std::uint64_t ByteReader::u64() {
    std::uint64_t value = 0;
    const auto taken = take(8);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(taken[i])) << (8 * i);
    }
    return value;
}

double ByteReader::f64() {
    return std::bit_cast<double>(u64());
}

std::string_view ByteReader::text(std::size_t limit) {
    const std::uint32_t size = u32();
    if (size > limit) {
        failed_ = true;
    }
    return take(size);
}

}  // namespace lyceum
