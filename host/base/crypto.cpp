#include "host/base/crypto.hpp"

#include <sodium.h>

namespace lyceum::crypto {

namespace {

const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Result<void> initialise() {
    if (sodium_init() < 0) {
        return Error{ErrorCode::Environment, "the cryptographic library could not start", "libsodium",
                     "check that the system can give random numbers"};
    }
    return success();
}

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token() {
    return to_base64(random_bytes(32));
}

Digest hash(std::string_view bytes) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), unsigned_bytes(bytes), bytes.size(), nullptr, 0);
    return digest;
}

Digest keyed_hash(std::string_view key, std::string_view bytes) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), unsigned_bytes(bytes), bytes.size(), unsigned_bytes(key),
                       key.size());
    return digest;
}

std::string to_base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), unsigned_bytes(bytes), bytes.size(), variant);
    text.pop_back();  // libsodium ends the text with a zero byte and counts it.
    return text;
}

std::string to_base64(const Digest& digest) {
    return to_base64(std::string_view{reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Result<std::string> hash_password(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return Error{ErrorCode::Environment, "not enough memory to hash a password", "", "64 MiB must be free"};
    }
    return std::string{text.data()};
}

bool password_matches(const std::string& stored, std::string_view password) {
    return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

}  // namespace lyceum::crypto
