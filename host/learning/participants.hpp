#pragma once
// Whose pseudonym is whose: a module names people by what Campus::pseudonym gave it, and pages show their names. Made
// for a whole activity at once, from those registered in its course, and kept; who registered since is found by making
// it anew, at most once a second. [io strand]

#include "host/base/clock.hpp"
#include "host/base/ids.hpp"
#include "host/base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lyceum::learning {

struct Campus;

class Participants {
public:
    // The name of the person behind a pseudonym of this unit; empty if nobody of the course has it, or the database
    // cannot be read now.
    std::string name_of(Campus& campus, const std::string& course_id, const std::string& unit_id,
                        const std::string& pseudonym);

private:
    struct Known {
        std::unordered_map<std::string, std::string> names;
        TimePoint made;
    };
    std::map<std::string, Known> units_;  // at most `most_units`
};

}  // namespace lyceum::learning
