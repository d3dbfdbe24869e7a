#pragma once
// What people do with their own account: change the password, see where they are signed in and end that. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/people.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace lyceum::learning {

struct PasswordChange {
    Visitor visitor;
    std::string old_password;
    std::string new_password;
    std::string address;  // of the client, for the throttle
    std::string device;   // the device cookie that came, if one did
};

// Ends the person's other sessions and their open invitations too. Denied: the old password is wrong, or there is none;
// LimitExceeded: too many wrong ones, as with sign_in; InvalidInput: the new one has a flaw (password_rules.hpp).
boost::asio::awaitable<Result<void>> change_password(Campus& campus, SignInThrottle& throttle, Passwords& passwords,
                                                     PasswordChange change);

// NotFound if this person has no such session (any more).
boost::asio::awaitable<Result<void>> end_one_session(Campus& campus, Visitor visitor, SessionId session);

// All but the one this comes from.
boost::asio::awaitable<Result<void>> end_other_sessions(Campus& campus, Visitor visitor);

}  // namespace lyceum::learning
