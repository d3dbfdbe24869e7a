#pragma once
// How the levels a person has shown grew, pure: from showings in time to the steps of a chart. Called by learning;
// includes base. [any thread]

#include "host/progress/rules.hpp"

#include <map>
#include <string>
#include <vector>

namespace lyceum::progress {

// The moment a competency reached a level higher than ever before.
struct GrowthStep {
    TimePoint time;
    std::string competency;
    int from = 0;             // the level shown before
    int level = 0;            // and since
    int total = 0;            // levels shown in all competencies since, each counted up to its target
    std::size_t showing = 0;  // the place of the showing in its competency's list

    bool operator==(const GrowthStep&) const = default;
};

// Targets by competency; one without a target counts in full, for a role may have none.
using Targets = std::map<std::string, int>;

// In the order of time. `showings` by competency, each list in the order of time; those below `shown_from` raise
// nothing. The total never falls, and the last one is the sum of `level_shown` over all competencies, each counted up
// to its target.
std::vector<GrowthStep> growth(const std::map<std::string, std::vector<Showing>>& showings, const Targets& targets);

// Levels that count: `level`, or the target where there is one and it is lower.
int counted(int level, int target);

// Whether this showing is what bears the level shown: the first that reached it.
bool bears_level(const std::vector<Showing>& showings, std::size_t index);

// Whether a showing reached the share of the task that counts.
bool counts(const Showing& showing);

}  // namespace lyceum::progress
