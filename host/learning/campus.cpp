#include "host/learning/campus.hpp"

#include "host/base/crypto.hpp"

namespace lyceum::learning {

namespace {

// A digest of the person in this activity, for one purpose; nothing of it can be turned back without the key.
crypto::Digest digest_of(const Campus& campus, std::string_view purpose, const UserId& user, std::string_view unit_id) {
    std::string bytes{purpose};
    bytes += '\0';
    bytes += to_string(user);
    bytes += '\0';
    bytes += unit_id;
    return crypto::keyed_hash(campus.pseudonym_key, bytes);
}

}  // namespace

std::string pseudonym(const Campus& campus, const UserId& user, std::string_view unit_id) {
    // 132 bits: short enough for a key of a shared document, too many to meet twice.
    return crypto::to_base64(digest_of(campus, "pseudonym", user, unit_id)).substr(0, 22);
}

std::uint64_t seed(const Campus& campus, const UserId& user, std::string_view unit_id) {
    const crypto::Digest digest = digest_of(campus, "seed", user, unit_id);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
        value = (value << 8) | digest[i];
    }
    return value;
}

}  // namespace lyceum::learning
