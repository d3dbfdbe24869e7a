#pragma once
// Little-endian numbers and length-prefixed text in a byte string: the worker protocol. Reading never goes past the
// end: a reader that met bad input stays failed, and the caller asks once at the end. [any thread]

#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum {

class ByteWriter {
public:
    void u8(std::uint8_t value) { bytes_ += static_cast<char>(value); }
    void u32(std::uint32_t value);
    void u64(std::uint64_t value);
    void f64(double value);
    // A 32-bit length, then the bytes.
    void text(std::string_view value);

    const std::string& bytes() const { return bytes_; }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

class ByteReader {
public:
    // The reader keeps a view: `bytes` must outlive it and every text taken from it.
    explicit ByteReader(std::string_view bytes) : rest_{bytes} {}

    std::uint8_t u8();
    std::uint32_t u32();
    std::uint64_t u64();
    double f64();
    // Empty, and failed, if it is longer than `limit` or than what is left.
    std::string_view text(std::size_t limit);

    // Marks the input as bad, for a caller that read a value it cannot accept.
    void fail() { failed_ = true; }
    bool failed() const { return failed_; }
    // True if every byte was read and none was missing.
    bool complete() const { return !failed_ && rest_.empty(); }

private:
    std::string_view take(std::size_t size);

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace lyceum
