#pragma once
// How part of an answer earns part of the points. All three give 0 to 1, are 1 only if all is right and 0 if all is
// wrong, and never sink when one more part is right. Pure. [any thread]

#include <algorithm>
#include <cstddef>

namespace lyceum::plugins::quiz {

// Several of many chosen: max(0, (right ones chosen − wrong ones chosen) / number of right ones). Choosing everything
// earns nothing for free.
inline double credit_for_choosing(std::size_t right, std::size_t wrong, std::size_t all_right) {
    if (all_right == 0 || wrong >= right) {
        return 0;
    }
    return static_cast<double>(right - wrong) / static_cast<double>(all_right);
}

// Put in order: of all pairs of parts, max(0, (pairs in the right order − pairs the wrong way round) / all pairs),
// which is Kendall's rank correlation where it is above 0. An order at random earns nothing on average, one exchange of
// neighbours costs little.
inline double credit_for_order(std::size_t right_pairs, std::size_t wrong_pairs, std::size_t all_pairs) {
    return credit_for_choosing(right_pairs, wrong_pairs, all_pairs);
}

// Each part its own answer: right ones / all.
inline double credit_for_each(std::size_t right, std::size_t all) {
    return all == 0 ? 0 : static_cast<double>(std::min(right, all)) / static_cast<double>(all);
}

}  // namespace lyceum::plugins::quiz
