#pragma once
// On which level a service stands. Pure: the weakest step decides, a "yes" without a fact is no yes. [one thread]

#include "plugins/service-maturity/model.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace lyceum::plugins::service_maturity {

struct Reply {
    std::string value;  // "yes", "no" or a number as plain_number writes it
    std::string fact;   // for "yes": what shows it; for a number: where it comes from, may be empty

    bool operator==(const Reply&) const = default;
};
using Replies = std::map<std::string, Reply, std::less<>>;  // by indicator

enum class Met { Unknown, Yes, No };
Met is_met(const Indicator& indicator, const Replies& replies);

struct Standing {
    std::size_t level = 0;  // reached: every indicator of it and of the levels below is met
    bool placed = false;    // the next level is known not to be reached, or there is none
};
Standing standing_of(const Assessment& assessment, const Replies& replies);

}  // namespace lyceum::plugins::service_maturity
