#pragma once
// A forum as the people of the demonstration hold it: questions and self-rating before, votes, positions and replies
// during, tasks, an outcome and a second self-rating after. One that begins in the future has only its beginning; one
// that has no end is still on. [io strand]

#include "host/demo/crew.hpp"
#include "host/demo/journey.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace lyceum::demo {

struct ForumDay {
    std::string course;  // slugs
    std::string unit;
    TimePoint begins;
    std::optional<TimePoint> ends;
};

// The forums of the catalogue, the earliest first.
std::vector<ForumDay> forum_days(const learning::Catalogue& catalogue, TimePoint now);

boost::asio::awaitable<Result<void>> hold_forum(const ForumDay& day, TimePoint now, Crew& crew,
                                                std::vector<Life*> lives);

}  // namespace lyceum::demo
