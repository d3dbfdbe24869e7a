#pragma once
// Signing in and out, and who is signed in. Coming in by an invitation is in invitations.hpp, what people do with their
// own account in account.hpp. [io strand]; passwords are hashed on `Passwords`' own thread.

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/passwords.hpp"
#include "host/learning/throttle.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

struct SignIn {
    std::string login;
    std::string password;
    std::string address;  // of the client, for the throttle
    std::string device;   // the device cookie that came, if one did
    std::string agent;
};

struct SignedIn {
    store::User person;
    std::string token;  // for the cookie; only its hash is stored
    TimePoint expires;
    std::string device;  // for the device cookie; empty for demo people
};

// Denied: name or password is wrong, or the person is disabled (one message for all). LimitExceeded: throttled;
// Error::where is the seconds to wait, as digits.
boost::asio::awaitable<Result<SignedIn>> sign_in(Campus& campus, SignInThrottle& throttle, Passwords& passwords,
                                                 SignIn request);

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
