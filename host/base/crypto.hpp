#pragma once
// Randomness, hashes and passwords, all from libsodium. The only place that includes it.
// `hash_password` and `password_matches` take tens of milliseconds and 64 MiB: never on an io thread. The rest: [any
// thread].

#include "host/base/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum::crypto {

using Digest = std::array<std::uint8_t, 32>;

// Must succeed once before anything else here is used; calling it again is harmless.
Result<void> initialise();

// `size` random bytes from the system.
std::string random_bytes(std::size_t size);

// 256 random bits as 43 characters of unpadded URL-safe base64: sessions, CSRF tokens, invitations.
std::string random_token();

// BLAKE2b-256, unkeyed: content addresses, stored forms of tokens that are random themselves.
Digest hash(std::string_view bytes);

// BLAKE2b-256 keyed with 32 bytes: pseudonyms and CSRF tokens. The key must be 32 bytes.
Digest keyed_hash(std::string_view key, std::string_view bytes);

// Unpadded URL-safe base64.
std::string to_base64(std::string_view bytes);
std::string to_base64(const Digest& digest);

// Takes the same time wherever the two differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

// Argon2id with libsodium's interactive limits, as a string that carries its own salt and parameters.
Result<std::string> hash_password(std::string_view password);
bool password_matches(const std::string& stored, std::string_view password);

}  // namespace lyceum::crypto
