#include "host/learning/account.hpp"

#include "host/learning/devices.hpp"
#include "host/learning/password_rules.hpp"

#include <utility>

#include <fmt/format.h>

namespace lyceum::learning {

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<Result<void>> change_password(Campus& campus, SignInThrottle& throttle, Passwords& passwords,
                                              PasswordChange change) {
    const TimePoint now = campus.clock();
    const store::User& person = change.visitor.person;
    if (find_flaw(change.new_password, person.login)) {
        co_return Error{ErrorCode::InvalidInput, "the new password cannot be taken", "password", "choose another"};
    }
    // A page left open by somebody must not be a place to guess the password at leisure.
    Attempt attempt;
    attempt.login = person.login;
    attempt.address = change.address;
    attempt.device = device_of(campus, person.id, change.device);
    if (const auto wait = throttle.wait(attempt, now); wait > 0s) {
        co_return Error{ErrorCode::LimitExceeded, "too many attempts", fmt::format("{}", wait.count()),
                        "wait, then try again"};
    }
    throttle.failed(attempt, now);
    std::string stored_hash = person.password_hash;
    const auto matches = co_await passwords.matches(std::move(stored_hash), std::move(change.old_password));
    if (!matches) {
        throttle.undecided(attempt);
        co_return matches.error();
    }
    if (!matches.value()) {
        co_return Error{ErrorCode::Denied, "the old password is wrong", "password", "check the keyboard layout"};
    }
    throttle.succeeded(attempt);
    LYCEUM_CO_TRY(const std::string hash, co_await passwords.hash(std::move(change.new_password)));
    std::function<Result<bool>(store::Transaction&)> job = [user = person.id, kept = change.visitor.session.id, hash,
                                                            now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_password_hash(user, hash));
        LYCEUM_TRY(transaction.end_other_sessions_of(user, kept));
        LYCEUM_TRY(transaction.withdraw_invitations(user, now));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = user, .act = "password.change", .subject = "", .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> end_one_session(Campus& campus, Visitor visitor, SessionId session) {
    std::function<Result<bool>(store::Transaction&)> job =
        [user = visitor.person.id, session, now = campus.clock()](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.end_session_of(user, session));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = user, .act = "session.end", .subject = to_string(session), .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> end_other_sessions(Campus& campus, Visitor visitor) {
    std::function<Result<bool>(store::Transaction&)> job =
        [user = visitor.person.id, kept = visitor.session.id,
         now = campus.clock()](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.end_other_sessions_of(user, kept));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = user, .act = "session.end-others", .subject = to_string(kept), .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

}  // namespace lyceum::learning
