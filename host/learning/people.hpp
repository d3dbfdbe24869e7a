#pragma once
// Signing in and out, and who is signed in. [io strand]; passwords are hashed on `Passwords`' own thread.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

namespace lyceum::learning {

// Slows down guessing. Failures are counted for each pair of login and address, so that nobody can lock another person out from
// elsewhere, and for each address alone; both forget. Bounded in memory. [io strand]
class SignInThrottle {
public:
    // How long this attempt must wait; zero: it may go on.
    std::chrono::seconds wait(const std::string& login, const std::string& address, TimePoint now) const;
    void failed(const std::string& login, const std::string& address, TimePoint now);
    void succeeded(const std::string& login, const std::string& address);
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        int failures = 0;
        TimePoint last;
    };
    std::unordered_map<std::string, Entry> entries_;
};

class Passwords {
public:
    // Fails only if the system has no memory for one hash.
    static Result<std::unique_ptr<Passwords>> create();

    // Compares on the one thread; Unavailable if too many are waiting. An absent hash is compared with one of a password nobody
    // knows, so that an unknown login takes as long as a wrong password.
    boost::asio::awaitable<Result<bool>> matches(std::string stored_hash, std::string password);

private:
    explicit Passwords(std::string absent_hash) : absent_hash_{std::move(absent_hash)} {}

    std::string absent_hash_;
    boost::asio::thread_pool thread_{1};
    std::size_t waiting_ = 0;
};

struct SignIn {
    std::string login;
    std::string password;
    std::string address;  // of the client, for the throttle
    std::string agent;
};

struct SignedIn {
    store::User person;
    std::string token;  // for the cookie; only its hash is stored
    TimePoint expires;
};

// Denied: name or password is wrong, or the person is disabled (one message for all). LimitExceeded: throttled; Error::where is
// the seconds to wait, as digits.
boost::asio::awaitable<Result<SignedIn>> sign_in(Campus& campus, SignInThrottle& throttle, Passwords& passwords, SignIn request);

// For --demo only: signs in as a person of kind Demo. NotFound for anyone else.
boost::asio::awaitable<Result<SignedIn>> sign_in_as_demo(Campus& campus, UserId demo_person, std::string agent);

struct Visitor {
    store::User person;
    store::Session session;
};

// Who has this cookie; nothing if nobody, expired, revoked or disabled.
Result<std::optional<Visitor>> find_visitor(Campus& campus, std::string_view token);

// Writes "last seen" at most once in ten minutes.
boost::asio::awaitable<Result<void>> touch(Campus& campus, store::Session session);

boost::asio::awaitable<Result<void>> sign_out(Campus& campus, store::Session session);

boost::asio::awaitable<Result<void>> choose_language(Campus& campus, UserId person, Language language);

// Writes the demo people if they are missing (visibly fictional, kind Demo) and returns them.
boost::asio::awaitable<Result<std::vector<store::User>>> ensure_demo_people(Campus& campus);

}  // namespace lyceum::learning
