#pragma once
// Coming in for the first time, or again after forgetting the password: a link that works once and for some days.
// Whoever opens it chooses a password and is signed in. Made by cli, opened by web; only the hash of the link's token
// is stored. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/people.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::learning {

inline constexpr std::chrono::days invitation_lifetime{7};  // unless the administrator says otherwise

struct FreshInvitation {
    store::Invitation record;
    std::string token;  // for the link; only its hash is in the record
};
FreshInvitation make_invitation(const UserId& person, TimePoint now, std::chrono::days lifetime);  // [any thread]

// The path that opens it, to be put behind the site's address.
std::string invitation_path(std::string_view token);

enum class InvitationState {
    Open,
    Used,
    Expired,  // also when a newer one took its place, or the person was disabled: the link's holder is told no more
    Unknown
};

struct Invited {
    InvitationState state = InvitationState::Unknown;
    std::optional<store::User> person;  // only if Open
    TimePoint expires;
};

Result<Invited> find_invitation(Campus& campus, std::string_view token);

// Sets the password, ends the person's other sessions and signs them in, all or nothing. InvalidInput if the password
// has a flaw (password_rules.hpp), Conflict if the invitation is not open (any more): find_invitation then says why.
boost::asio::awaitable<Result<SignedIn>> accept_invitation(Campus& campus, Passwords& passwords, std::string token,
                                                           std::string password, std::string agent);

}  // namespace lyceum::learning
