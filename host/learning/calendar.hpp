#pragma once
// The calendar of a person's deadlines, under an address that needs no signing in, because calendar programs cannot.
// Its token is told once, when the address is made; only its hash is stored. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// A new address in the place of an earlier one: the token of its address, 43 characters.
boost::asio::awaitable<Result<std::string>> open_calendar(Campus& campus, UserId person);

// The address leads nowhere from now on.
boost::asio::awaitable<Result<void>> close_calendar(Campus& campus, UserId person);

struct Deadline {
    RegistrationId registration;
    std::shared_ptr<const PublishedCourse> course;
    TimePoint started;
    TimePoint due;
    std::size_t satisfied_units = 0;
};

struct Calendar {
    store::User person;
    std::vector<Deadline> deadlines;  // of courses begun and not satisfied, in the order begun
    std::vector<store::Task> tasks;   // confirmed and under way, with a deadline
};

// Nothing if no feed has this token, or its person is disabled.
Result<std::optional<Calendar>> find_calendar(Campus& campus, std::string_view token);

}  // namespace lyceum::learning
