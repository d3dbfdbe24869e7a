#include "host/base/ids.hpp"

#include "host/base/crypto.hpp"

#include <mutex>

namespace lyceum {

namespace {

// RFC 9562 section 6.2, method 1: a 12-bit counter in rand_a that grows within one millisecond keeps the order.
struct Sequence {
    std::mutex mutex;  // guards both
    std::uint64_t milliseconds = 0;
    std::uint16_t counter = 0;
};

}  // namespace

Uuid make_uuid_v7(TimePoint now) {
    // The one mutable static of the host: a process has one sequence, or its ids could meet.
    static Sequence sequence;
    const std::string random = crypto::random_bytes(8);
    std::uint64_t milliseconds = 0;
    std::uint16_t counter = 0;
    {
        const std::lock_guard lock{sequence.mutex};
        const auto wanted = static_cast<std::uint64_t>(now.time_since_epoch().count());
        if (wanted > sequence.milliseconds) {
            sequence.milliseconds = wanted;
            sequence.counter = 0;
        } else if (++sequence.counter > 0x0fff) {
            ++sequence.milliseconds;
            sequence.counter = 0;
        }
        milliseconds = sequence.milliseconds;
        counter = sequence.counter;
    }
    Uuid uuid;
    for (int i = 0; i < 6; ++i) {
        uuid.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
    }
    uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | (counter >> 8));
    uuid.bytes[7] = static_cast<std::uint8_t>(counter & 0xff);
    for (std::size_t i = 0; i < 8; ++i) {
        uuid.bytes[8 + i] = static_cast<std::uint8_t>(random[i]);
    }
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

std::string to_string(const Uuid& uuid) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += digits[uuid.bytes[i] >> 4];
        text += digits[uuid.bytes[i] & 0x0f];
    }
    return text;
}

namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) {
        return std::nullopt;
    }
    Uuid uuid;
    std::size_t at = 0;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            if (text[at++] != '-') {
                return std::nullopt;
            }
        }
        const int high = hex_value(text[at++]);
        const int low = hex_value(text[at++]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        uuid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return uuid;
}

}  // namespace lyceum
