#pragma once
// Where the nodes of a directed graph go so that its edges point down: layers by longest path, edges that close a loop
// turned round, edges over several layers led through places of their own, and the order in each layer by the middle of
// the neighbours (Sugiyama's method). Internal to the component. [any thread]

#include <cstddef>
#include <vector>

namespace lyceum::charts {

struct Edge {
    std::size_t from = 0;
    std::size_t to = 0;
};

// A place: `x` 0 to 1 across, `layer` from the top.
struct Place {
    double x = 0;
    std::size_t layer = 0;
};

struct Route {
    std::vector<Place> places;  // from the upper end to the lower, both ends among them; empty for a loop to itself
    bool goes_back = false;     // the edge runs from the lower end to the upper
};

struct Layout {
    std::vector<Place> nodes;   // by node
    std::vector<Route> routes;  // by edge
    std::size_t layers = 0;
    std::size_t widest = 0;  // nodes and routes beside each other in a layer, at most
};

// Nodes are 0 … count - 1; the search for loops begins at node 0. The same graph is laid out the same. One that is
// wider than `most_wide` is not ordered: nobody draws it, and ordering is what takes time.
Layout lay_out(std::size_t count, const std::vector<Edge>& edges, std::size_t most_wide);

}  // namespace lyceum::charts
