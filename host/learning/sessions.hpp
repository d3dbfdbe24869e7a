#pragma once
// How a session begins, whatever opened it. Private to host/learning. [any thread]

#include "host/base/result.hpp"
#include "host/store/store.hpp"

#include <string>
#include <string_view>

namespace lyceum::learning {

// BLAKE2b-256 as bytes: how tokens are stored.
std::string hash_text(std::string_view token);

struct FreshSession {
    store::Session record;
    std::string token;  // for the cookie; only its hash is in the record
};
FreshSession make_session(const UserId& person, TimePoint now, std::string_view agent);

// Writes it and its line of the audit trail. [writer thread]
Result<void> write_session(store::Transaction& transaction, const store::Session& session);

}  // namespace lyceum::learning
