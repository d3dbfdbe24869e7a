#pragma once
// One person's way through two years: visits one after the other, each answered through learning. [io strand]

#include "host/demo/desk.hpp"
#include "host/demo/knowledge.hpp"
#include "host/demo/visits.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <vector>

namespace lyceum::demo {

struct Life {
    Person person;
    std::vector<Visit> visits;
    std::size_t next = 0;  // the visit that comes
    TimePoint last;        // until then this person's time has passed
    std::uint64_t answers = 0;
};

// All visits before `until`. A step that other steps must precede is left out, as the person could not open it.
boost::asio::awaitable<Result<void>> live_until(TimePoint until, Lane& lane, Life& life, Knowledge& knowledge);

}  // namespace lyceum::demo
