#pragma once
// The order in which one attempt of one learner shows what may be shuffled, and which questions it draws from pools.
// Nothing is kept for it: each part has a rank computed from the host's seed (one learner, one quiz), the number of the
// attempt and the ids, so the order is the same at every call, another in the next attempt, and a part added by an edit
// leaves the others where they stood. A value. [any thread]

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::quiz {

class Arrangement {
public:
    Arrangement(std::uint64_t seed, unsigned attempt) : seed_{seed}, attempt_{attempt} {}

    // Of the part `id` of the question `question`, or of a question itself (`id` empty).
    std::uint64_t rank(std::string_view question, std::string_view id) const;

    // The parts of a question, each with an `id`, in the order of their ranks.
    template <typename Part>
    std::vector<const Part*> shuffled(std::string_view question, const std::vector<Part>& parts) const {
        std::vector<const Part*> order = in_order(parts);
        std::ranges::stable_sort(order, {}, [&](const Part* part) { return rank(question, part->id); });
        return order;
    }

    // As written in the file.
    template <typename Part>
    static std::vector<const Part*> in_order(const std::vector<Part>& parts) {
        std::vector<const Part*> order;
        for (const Part& part : parts) {
            order.push_back(&part);
        }
        return order;
    }

private:
    std::uint64_t seed_;
    unsigned attempt_;
};

}  // namespace lyceum::plugins::quiz
