#pragma once
// Hashing and comparing passwords: tens of milliseconds each, so on a thread of their own. [io strand]

#include "host/base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <memory>
#include <string>

namespace lyceum::learning {

class Passwords {
public:
    // Fails only if the system has no memory for one hash.
    static Result<std::unique_ptr<Passwords>> create();

    // Both: Unavailable if too many are waiting for the one thread.
    // An absent hash is compared with one of a password nobody knows, so that an unknown login takes as long as a wrong
    // password.
    boost::asio::awaitable<Result<bool>> matches(std::string stored_hash, std::string password);
    // For the store (crypto::hash_password). What may be a password is for the caller to say (password_rules.hpp).
    boost::asio::awaitable<Result<std::string>> hash(std::string password);

private:
    explicit Passwords(std::string absent_hash) : absent_hash_{std::move(absent_hash)} {}

    std::string absent_hash_;
    boost::asio::thread_pool thread_{1};
    std::size_t waiting_ = 0;
};

}  // namespace lyceum::learning
