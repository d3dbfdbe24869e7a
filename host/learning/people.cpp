#include "host/learning/people.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/base/crypto.hpp"
#include "host/base/text.hpp"

namespace lyceum::learning {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr auto session_lifetime = std::chrono::days{30};
constexpr auto touch_interval = 10min;
constexpr std::size_t passwords_waiting_limit = 64;

constexpr int free_failures = 5;                // of one login from one address
constexpr int free_failures_of_address = 50;    // of one address, whatever the login: an office shares one
constexpr auto longest_wait = std::chrono::seconds{900};
constexpr auto forget_after = std::chrono::minutes{30};
constexpr std::size_t throttle_entries = 50'000;

// 1 s after the free failures, doubling with each further one.
std::chrono::seconds pause_after(int failures, int free) {
    if (failures < free) {
        return 0s;
    }
    const int doublings = std::min(failures - free, 10);
    return std::min<std::chrono::seconds>(longest_wait, std::chrono::seconds{1LL << doublings});
}

std::string hash_text(std::string_view token) {
    const crypto::Digest digest = crypto::hash(token);
    return std::string{reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string pair_key(const std::string& login, const std::string& address) {
    // Hashed: a login may be of any length, and what was typed there is sometimes a password.
    return hash_text(login + '\0' + address);
}

asio::awaitable<Result<SignedIn>> begin_session(Campus& campus, store::User person, std::string agent) {
    SignedIn signed_in;
    signed_in.token = crypto::random_token();
    const TimePoint now = campus.clock();
    signed_in.expires = now + session_lifetime;
    const store::Session session{.id = SessionId::make(now),
                                 .token_hash = hash_text(signed_in.token),
                                 .user = person.id,
                                 .created = now,
                                 .last_seen = now,
                                 .expires = signed_in.expires,
                                 .agent = std::string{text::cut(agent, 200)}};
    signed_in.person = std::move(person);
    std::function<Result<bool>(store::Transaction&)> job = [session, now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.end_expired_sessions(now));
        LYCEUM_TRY(transaction.add_session(session));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = session.user, .act = "session.start", .subject = to_string(session.id), .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return signed_in;
}

}  // namespace

std::chrono::seconds SignInThrottle::wait(const std::string& login, const std::string& address, TimePoint now) const {
    std::chrono::seconds longest = 0s;
    const auto look = [&](const std::string& key, int free) {
        const auto found = entries_.find(key);
        if (found == entries_.end() || now - found->second.last > forget_after) {
            return;
        }
        const auto until = found->second.last + pause_after(found->second.failures, free);
        if (until > now) {
            longest = std::max(longest, std::chrono::ceil<std::chrono::seconds>(until - now));
        }
    };
    look(pair_key(login, address), free_failures);
    look(pair_key("", address), free_failures_of_address);
    return longest;
}

void SignInThrottle::failed(const std::string& login, const std::string& address, TimePoint now) {
    if (entries_.size() >= throttle_entries) {
        std::erase_if(entries_, [&](const auto& entry) { return now - entry.second.last > forget_after; });
        if (entries_.size() >= throttle_entries) {
            // Under a flood from very many addresses: forgetting all is better than growing or refusing everyone.
            entries_.clear();
        }
    }
    for (const std::string& key : {pair_key(login, address), pair_key("", address)}) {
        Entry& entry = entries_[key];
        if (now - entry.last > forget_after) {
            entry.failures = 0;
        }
        ++entry.failures;
        entry.last = now;
    }
}

void SignInThrottle::succeeded(const std::string& login, const std::string& address) {
    entries_.erase(pair_key(login, address));
    // `failed` had counted this attempt before it was compared: it was none, and an office where many sign in is not slowed down.
    if (const auto found = entries_.find(pair_key("", address)); found != entries_.end() && --found->second.failures <= 0) {
        entries_.erase(found);
    }
}

Result<std::unique_ptr<Passwords>> Passwords::create() {
    LYCEUM_TRY(std::string absent_hash, crypto::hash_password(crypto::random_token()));
    return std::unique_ptr<Passwords>{new Passwords{std::move(absent_hash)}};
}

asio::awaitable<Result<bool>> Passwords::matches(std::string stored_hash, std::string password) {
    if (waiting_ >= passwords_waiting_limit) {
        co_return Error{ErrorCode::Unavailable, "too many people are signing in", "", "try again in a few seconds"};
    }
    ++waiting_;
    const bool is_known = !stored_hash.empty();
    std::string hash = is_known ? std::move(stored_hash) : absent_hash_;
    auto compare = [](std::string against, std::string typed) -> asio::awaitable<bool> {
        co_return crypto::password_matches(against, typed);
    };
    auto work = compare(std::move(hash), std::move(password));
    const bool matches = co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
    --waiting_;
    co_return matches && is_known;
}

asio::awaitable<Result<SignedIn>> sign_in(Campus& campus, SignInThrottle& throttle, Passwords& passwords, SignIn request) {
    const TimePoint now = campus.clock();
    if (const auto wait = throttle.wait(request.login, request.address, now); wait > 0s) {
        co_return Error{ErrorCode::LimitExceeded, "too many attempts to sign in", fmt::format("{}", wait.count()),
                        "wait, then try again"};
    }
    // Counted before the comparison, so that attempts sent all at once are counted too.
    throttle.failed(request.login, request.address, now);
    LYCEUM_CO_TRY(const auto person, campus.reader.find_user_by_login(request.login));
    std::string stored_hash = person ? person->password_hash : std::string{};
    LYCEUM_CO_TRY(const bool matches, co_await passwords.matches(std::move(stored_hash), std::move(request.password)));
    if (!matches || !person || person->status != store::UserStatus::Active) {
        co_return Error{ErrorCode::Denied, "name or password is wrong", "", "check both and try again"};
    }
    throttle.succeeded(request.login, request.address);
    co_return co_await begin_session(campus, *person, std::move(request.agent));
}

asio::awaitable<Result<SignedIn>> sign_in_as_demo(Campus& campus, UserId demo_person, std::string agent) {
    LYCEUM_CO_TRY(const auto person, campus.reader.find_user(demo_person));
    if (!person || person->kind != store::UserKind::Demo || person->status != store::UserStatus::Active) {
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
    std::function<Result<bool>(store::Transaction&)> job = [id = session.id, now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.touch_session(id, now));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> sign_out(Campus& campus, store::Session session) {
    const TimePoint now = campus.clock();
    std::function<Result<bool>(store::Transaction&)> job = [session, now](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.end_session(session.id));
        LYCEUM_TRY(transaction.append_audit(
            {.time = now, .user = session.user, .act = "session.end", .subject = to_string(session.id), .detail = ""}));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> choose_language(Campus& campus, UserId person, Language language) {
    std::function<Result<bool>(store::Transaction&)> job = [person, language](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_language(person, language));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

}  // namespace lyceum::learning
