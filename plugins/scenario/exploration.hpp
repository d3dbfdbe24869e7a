#pragma once
// Every standing that can come about, found by going through all choices from the start: breadth first, so that the way
// to each is one of the shortest. Loops end by themselves, for a standing met before is not gone through again; a
// scenario with more standings than the bound is left unfinished and says so. [one thread]

#include "plugins/scenario/model.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lyceum::plugins::scenario {

inline constexpr std::size_t most_standings = 20'000;

// One way out of a standing.
struct Way {
    std::size_t choice = 0;
    std::size_t to = 0;  // index of a met standing
};

struct Met {
    std::size_t place = 0;
    Standing standing;
    std::optional<std::size_t> from;  // the standing it was first reached from; none at the start
    std::size_t by = 0;               // the choice that led here
    std::vector<Way> ways;            // of the choices whose conditions hold
    // The best ending that can be reached from here, as the index of the standing in it: the higher score, then the
    // fewer decisions (so that going round a loop to polish a number is no better), then the better balance of the
    // indicators, then the one met first.
    std::optional<std::size_t> best;
    std::size_t decisions = 0;  // from here to that ending
};

class Exploration {
public:
    static Exploration of(const Scenario& scenario);

    bool is_complete() const { return complete_; }        // false: more than most_standings; then no `best` is known
    const std::vector<Met>& met() const { return met_; }  // the first is the start
    const Met* find(std::size_t place, const Standing& standing) const;

private:
    std::size_t meet(std::size_t place, const Standing& standing);
    void find_best(const Scenario& scenario);

    bool complete_ = true;
    std::vector<Met> met_;
    std::unordered_map<std::string, std::size_t> known_;
};

}  // namespace lyceum::plugins::scenario
