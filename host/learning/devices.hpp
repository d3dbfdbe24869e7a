#pragma once
// Browsers that have signed a person in before. Each gets a cookie that proves it, so that throttling can tell the
// person from a guesser at the same address (throttle.hpp). It opens nothing by itself and is stored nowhere. Called by
// people, invitations and account. [any thread]

#include "host/learning/campus.hpp"

#include <string>
#include <string_view>

namespace lyceum::learning {

// For a cookie: a random name of the device and a proof that it was given for this person by this installation.
std::string make_device(const Campus& campus, const UserId& person);

// The device's name if `cookie` was made for this person; empty otherwise.
std::string device_of(const Campus& campus, const UserId& person, std::string_view cookie);

}  // namespace lyceum::learning
