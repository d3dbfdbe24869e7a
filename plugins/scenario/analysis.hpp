#pragma once
// What is wrong with the graph of a scenario, each finding at its element. As errors
//   scenario.dead-end            a node without choices
//   scenario.no-way-out          from a node no ending can be reached: choices go round and round
//   scenario.stuck               somebody may arrive where no choice is open to them
//   scenario.trapped             somebody may come into a loop that conditions let nobody leave
// and as warnings
//   scenario.unreachable         a node or an ending no choice leads to
//   scenario.never-open          a choice whose conditions never hold
//   scenario.leaves-range        a choice that may take an indicator past its range; it stops at the edge
//   scenario.dominated-choice    a choice that is nowhere better and somewhere worse than another, all else the same
//   scenario.same-choice         two choices that do the same
//   scenario.unused-indicator    no choice changes it
//   scenario.flag-never-set, scenario.flag-never-asked
//   scenario.cannot-prove        all choices of a node are conditional and the scenario is too large to try all ways
// A scenario of up to most_standings standings is gone through exactly; of a larger one the values are bounded by
// intervals, which finds each real fault but may also warn of a range that is never left. [one thread]

#include "plugins/common/content_file.hpp"
#include "plugins/scenario/exploration.hpp"
#include "plugins/scenario/model.hpp"

#include <pugixml.hpp>

#include <vector>

namespace lyceum::plugins::scenario {

// Where the parts of a scenario stand in its file, in the same order.
struct Places {
    std::vector<pugi::xml_node> indicators;
    std::vector<pugi::xml_node> flags;  // where each is named first
    std::vector<pugi::xml_node> places;
    std::vector<std::vector<pugi::xml_node>> choices;  // of each place
};

// False if there is a fault of the graph that makes exploring useless; all that was found is reported.
bool check_graph(const Scenario& scenario, const Places& places, Findings& findings);
// Wants a scenario that check_graph found good.
void check_ways(const Scenario& scenario, const Exploration& exploration, const Places& places, Findings& findings);

}  // namespace lyceum::plugins::scenario
