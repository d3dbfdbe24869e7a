#include "host/learning/invitations.hpp"

#include "host/base/crypto.hpp"
#include "host/learning/devices.hpp"
#include "host/learning/password_rules.hpp"
#include "host/learning/sessions.hpp"

#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

FreshInvitation make_invitation(const UserId& person, TimePoint now, std::chrono::days lifetime) {
    FreshInvitation fresh;
    fresh.token = crypto::random_token();
    fresh.record = store::Invitation{.token_hash = hash_text(fresh.token),
                                     .user = person,
                                     .created = now,
                                     .expires = now + lifetime,
                                     .used = std::nullopt};
    return fresh;
}

std::string invitation_path(std::string_view token) {
    std::string path = "/invitation/";
    path += token;
    return path;
}

Result<Invited> find_invitation(Campus& campus, std::string_view token) {
    Invited invited;
    LYCEUM_TRY(const auto found, campus.reader.find_invitation(hash_text(token)));
    if (!found) {
        return invited;
    }
    invited.expires = found->expires;
    if (found->used) {
        invited.state = InvitationState::Used;
        return invited;
    }
    LYCEUM_TRY(auto person, campus.reader.find_user(found->user));
    if (found->expires <= campus.clock() || !person || person->status != store::UserStatus::Active) {
        invited.state = InvitationState::Expired;
        return invited;
    }
    invited.state = InvitationState::Open;
    invited.person = std::move(person);
    return invited;
}

asio::awaitable<Result<SignedIn>> accept_invitation(Campus& campus, Passwords& passwords, std::string token,
                                                    std::string password, std::string agent) {
    LYCEUM_CO_TRY(auto invited, find_invitation(campus, token));
    if (invited.state != InvitationState::Open) {
        co_return Error{ErrorCode::Conflict, "the invitation is not open any more", "", "ask for a new one"};
    }
    store::User person = std::move(*invited.person);
    if (find_flaw(password, person.login)) {
        co_return Error{ErrorCode::InvalidInput, "the password cannot be taken", "password", "choose another"};
    }
    LYCEUM_CO_TRY(const std::string hash, co_await passwords.hash(std::move(password)));
    FreshSession fresh = make_session(person.id, campus.clock(), agent);
    std::function<Result<bool>(store::Transaction&)> job =
        [session = fresh.record, hash, token_hash = hash_text(token)](store::Transaction& transaction) -> Result<bool> {
        // First: of two that come at once, the second is undone here.
        LYCEUM_TRY(transaction.use_invitation(token_hash, session.created));
        LYCEUM_TRY(transaction.set_password_hash(session.user, hash));
        LYCEUM_TRY(transaction.end_sessions_of(session.user));
        LYCEUM_TRY(transaction.append_audit(
            {.time = session.created, .user = session.user, .act = "invitation.accept", .subject = "", .detail = ""}));
        LYCEUM_TRY(write_session(transaction, session));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    SignedIn signed_in;
    signed_in.token = std::move(fresh.token);
    signed_in.expires = fresh.record.expires;
    signed_in.device = make_device(campus, person.id);
    signed_in.person = std::move(person);
    co_return signed_in;
}

}  // namespace lyceum::learning
