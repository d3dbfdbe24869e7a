#include "host/web/csrf.hpp"

#include "host/base/crypto.hpp"

#include <optional>

namespace lyceum::web {
namespace {

constexpr std::size_t token_bytes = 32;

std::string token_of(const std::string& key, std::string_view secret) {
    std::string named{"csrf:"};
    named += secret;
    const auto digest = crypto::keyed_hash(key, named);
    return {digest.begin(), digest.end()};
}

void append_hex(std::string& out, std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
}

std::optional<std::string> from_hex(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const auto high = digits.find(text[i]);
        const auto low = digits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string exclusive_or(std::string_view left, std::string_view right) {
    std::string out{left};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<char>(out[i] ^ right[i]);
    }
    return out;
}

}  // namespace

Csrf::Csrf(std::string key) : key_{std::move(key)} {}

std::string Csrf::token_for(std::string_view secret) const {
    const auto mask = crypto::random_bytes(token_bytes);
    std::string out;
    out.reserve(4 * token_bytes);
    append_hex(out, mask);
    append_hex(out, exclusive_or(token_of(key_, secret), mask));
    return out;
}

bool Csrf::accepts(std::string_view secret, std::string_view token) const {
    if (secret.empty() || token.size() != 4 * token_bytes) {
        return false;
    }
    const auto mask = from_hex(token.substr(0, 2 * token_bytes));
    const auto masked = from_hex(token.substr(2 * token_bytes));
    return mask && masked && crypto::equal_in_constant_time(exclusive_or(*masked, *mask), token_of(key_, secret));
}

}  // namespace lyceum::web
