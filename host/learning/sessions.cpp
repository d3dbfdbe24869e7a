#include "host/learning/sessions.hpp"

#include "host/base/crypto.hpp"
#include "host/base/text.hpp"

namespace lyceum::learning {

namespace {

constexpr auto session_lifetime = std::chrono::days{30};

}  // namespace

std::string hash_text(std::string_view token) {
    const crypto::Digest digest = crypto::hash(token);
    return std::string{reinterpret_cast<const char*>(digest.data()), digest.size()};
}

FreshSession make_session(const UserId& person, TimePoint now, std::string_view agent) {
    FreshSession fresh;
    fresh.token = crypto::random_token();
    fresh.record = store::Session{.id = SessionId::make(now),
                                  .token_hash = hash_text(fresh.token),
                                  .user = person,
                                  .created = now,
                                  .last_seen = now,
                                  .expires = now + session_lifetime,
                                  .agent = std::string{text::cut(agent, 200)}};
    return fresh;
}

Result<void> write_session(store::Transaction& transaction, const store::Session& session) {
    LYCEUM_TRY(transaction.end_expired_sessions(session.created));
    LYCEUM_TRY(transaction.add_session(session));
    return transaction.append_audit({.time = session.created,
                                     .user = session.user,
                                     .act = "session.start",
                                     .subject = to_string(session.id),
                                     .detail = ""});
}

}  // namespace lyceum::learning
