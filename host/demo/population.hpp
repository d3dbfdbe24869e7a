#pragma once
// Who is in the demonstration: state bodies by sector, and people with names that no one bears. The bodies bear the names
// of kinds of bodies that exist, each marked as an example: what is shown of them is made up. [any thread]

#include "host/base/clock.hpp"
#include "host/store/records.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::demo {

inline constexpr std::size_t all_people = 240;  // with those who sign in with one click
inline constexpr std::size_t all_bodies = 60;

// Somebody, and what makes them answer as they do.
struct Person {
    store::User user;
    double skill = 0;      // 0 to 1: how often an answer is right at first
    double diligence = 0;  // 0 to 1: how much is taken up and brought to an end
    std::size_t camp = 0;  // of opinion, in the forums: 0 to 2
};

// `count` people besides `known`, in a fixed order: the same for the same numbers. Ids follow from the names. The people
// known come first.
std::vector<Person> population(const std::vector<store::User>& known, std::size_t count, TimePoint created);

}  // namespace lyceum::demo
