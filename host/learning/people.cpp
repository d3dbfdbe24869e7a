#include "host/learning/people.hpp"

#include "host/learning/devices.hpp"
#include "host/learning/sessions.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace lyceum::learning {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr auto touch_interval = 10min;

asio::awaitable<Result<SignedIn>> begin_session(Campus& campus, store::User person, std::string agent) {
    FreshSession fresh = make_session(person.id, campus.clock(), agent);
    std::function<Result<bool>(store::Transaction&)> job =
        [session = fresh.record](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(write_session(transaction, session));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    SignedIn signed_in;
    signed_in.person = std::move(person);
    signed_in.token = std::move(fresh.token);
    signed_in.expires = fresh.record.expires;
    co_return signed_in;
}

}  // namespace

asio::awaitable<Result<SignedIn>> sign_in(Campus& campus, SignInThrottle& throttle, Passwords& passwords,
                                          SignIn request) {
    const TimePoint now = campus.clock();
    LYCEUM_CO_TRY(const auto person, campus.reader.find_user_by_login(request.login));
    Attempt attempt;
    attempt.login = request.login;
    attempt.address = request.address;
    if (person) {
        attempt.device = device_of(campus, person->id, request.device);
    }
    if (const auto wait = throttle.wait(attempt, now); wait > 0s) {
        co_return Error{ErrorCode::LimitExceeded, "too many attempts to sign in", fmt::format("{}", wait.count()),
                        "wait, then try again"};
    }
    // Counted before the comparison, so that attempts sent all at once are counted too.
    throttle.failed(attempt, now);
    std::string stored_hash = person ? person->password_hash : std::string{};
    const auto matches = co_await passwords.matches(std::move(stored_hash), std::move(request.password));
    if (!matches) {
        throttle.undecided(attempt);
        co_return matches.error();
    }
    if (!matches.value() || !person || person->status != store::UserStatus::Active) {
        co_return Error{ErrorCode::Denied, "name or password is wrong", "", "check both and try again"};
    }
    throttle.succeeded(attempt);
    auto signed_in = co_await begin_session(campus, *person, std::move(request.agent));
    if (signed_in) {
        signed_in.value().device = attempt.device.empty() ? make_device(campus, person->id) : std::move(request.device);
    }
    co_return signed_in;
}

asio::awaitable<Result<SignedIn>> sign_in_as_demo(Campus& campus, UserId demo_person, std::string agent) {
    LYCEUM_CO_TRY(const auto people, campus.reader.demo_users());
    const auto person = std::ranges::find(people, demo_person, &store::User::id);
    if (person == people.end() || person->status != store::UserStatus::Active) {
        co_return Error{ErrorCode::NotFound, "there is no such demo person", "", "choose one from the page"};
    }
    co_return co_await begin_session(campus, *person, std::move(agent));
}

Result<std::optional<Visitor>> find_visitor(Campus& campus, std::string_view token) {
    // One transaction for both reads: see read_moment.
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    LYCEUM_TRY(auto session, campus.reader.find_session(hash_text(token)));
    if (!session || session->expires <= campus.clock()) {
        return std::optional<Visitor>{};
    }
    LYCEUM_TRY(auto person, campus.reader.find_user(session->user));
    if (!person || person->status != store::UserStatus::Active) {
        return std::optional<Visitor>{};
    }
    return std::optional{Visitor{.person = std::move(*person), .session = std::move(*session)}};
}

asio::awaitable<Result<void>> touch(Campus& campus, store::Session session) {
    const TimePoint now = campus.clock();
    if (now - session.last_seen < touch_interval) {
        co_return success();
    }
    std::function<Result<bool>(store::Transaction&)> job = [id = session.id,
                                                            now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.touch_session(id, now));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> sign_out(Campus& campus, store::Session session) {
    const TimePoint now = campus.clock();
    std::function<Result<bool>(store::Transaction&)> job = [session,
                                                            now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.end_session(session.id));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = session.user, .act = "session.end", .subject = to_string(session.id), .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> choose_language(Campus& campus, UserId person, Language language) {
    std::function<Result<bool>(store::Transaction&)> job = [person,
                                                            language](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_language(person, language));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

}  // namespace lyceum::learning
