#pragma once
// Which places of a scenario can be come to, conditions left aside. [one thread]

#include "plugins/scenario/model.hpp"

#include <cstddef>
#include <vector>

namespace lyceum::plugins::scenario {

// Of each place, the places its choices lead to.
using Links = std::vector<std::vector<std::size_t>>;

inline Links links_of(const Scenario& scenario) {
    Links links(scenario.places.size());
    for (std::size_t index = 0; index < links.size(); ++index) {
        for (const Choice& choice : scenario.places[index].choices) {
            links[index].push_back(choice.to);
        }
    }
    return links;
}

// The places themselves among them.
inline std::vector<bool> reached_from(std::vector<std::size_t> places, const Links& links) {
    std::vector<bool> reached(links.size(), false);
    while (!places.empty()) {
        const std::size_t place = places.back();
        places.pop_back();
        if (!reached[place]) {
            reached[place] = true;
            places.insert(places.end(), links[place].begin(), links[place].end());
        }
    }
    return reached;
}

}  // namespace lyceum::plugins::scenario
