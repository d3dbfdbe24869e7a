#include "host/learning/passwords.hpp"

#include "host/base/crypto.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_waiting = 64;

Error too_many() {
    return Error{ErrorCode::Unavailable, "too many people are signing in", "", "try again in a few seconds"};
}

// The two below run on the thread.
asio::awaitable<bool> compare(std::string against, std::string typed) {
    co_return crypto::password_matches(against, typed);
}

// A Result has no default value, which asio wants of what comes back from a thread.
asio::awaitable<std::optional<Result<std::string>>> hash_there(std::string password) {
    co_return crypto::hash_password(password);
}

}  // namespace

Result<std::unique_ptr<Passwords>> Passwords::create() {
    LYCEUM_TRY(std::string absent_hash, crypto::hash_password(crypto::random_token()));
    return std::unique_ptr<Passwords>{new Passwords{std::move(absent_hash)}};
}

asio::awaitable<Result<bool>> Passwords::matches(std::string stored_hash, std::string password) {
    if (waiting_ >= most_waiting) {
        co_return too_many();
    }
    ++waiting_;
    const bool is_known = !stored_hash.empty();
    std::string hash = is_known ? std::move(stored_hash) : absent_hash_;
    auto work = compare(std::move(hash), std::move(password));
    const bool matches = co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
    --waiting_;
    co_return matches&& is_known;
}

asio::awaitable<Result<std::string>> Passwords::hash(std::string password) {
    if (waiting_ >= most_waiting) {
        co_return too_many();
    }
    ++waiting_;
    auto work = hash_there(std::move(password));
    auto hashed = co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
    --waiting_;
    co_return std::move(hashed).value();
}

}  // namespace lyceum::learning
