#pragma once
// Where marks go that would lie on each other: each as near to its place as it can without touching another, on every
// width that a page has. Internal to the component. [any thread]

#include <vector>

namespace lyceum::charts {

struct Spot {
    double x = 0;       // percent of the width
    double y = 0;       // pixels
    double radius = 0;  // pixels
    double dx = 0;      // pixels from its place, found by `spread`
    double dy = 0;
};

// In their order: the first stays where it is. Marks that find no room nearby stay on the others. `height` in pixels:
// no mark leaves it, nor the width.
void spread(std::vector<Spot>& spots, double height);

}  // namespace lyceum::charts
