#include "host/progress/growth.hpp"

#include <algorithm>

namespace lyceum::progress {

int counted(int level, int target) {
    return target > 0 ? std::min(level, target) : level;
}

bool counts(const Showing& showing) {
    return level_shown({showing}) > 0;
}

bool bears_level(const std::vector<Showing>& showings, std::size_t index) {
    const int level = level_shown(showings);
    const auto bearer = std::ranges::find_if(
        showings, [&](const Showing& showing) { return counts(showing) && showing.level == level; });
    return level > 0 && bearer != showings.end() && static_cast<std::size_t>(bearer - showings.begin()) == index;
}

std::vector<GrowthStep> growth(const std::map<std::string, std::vector<Showing>>& showings, const Targets& targets) {
    std::vector<GrowthStep> steps;
    for (const auto& [competency, list] : showings) {
        int level = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!counts(list[i]) || list[i].level <= level) {
                continue;
            }
            // One answer may show two levels at once: that is one step, up to the higher.
            const bool same_step =
                !steps.empty() && steps.back().competency == competency && steps.back().time == list[i].time;
            if (!same_step) {
                steps.push_back({.time = list[i].time, .competency = competency, .from = level});
            }
            steps.back().level = list[i].level;
            steps.back().showing = i;
            level = list[i].level;
        }
    }
    std::ranges::stable_sort(steps, {}, &GrowthStep::time);
    int total = 0;
    for (GrowthStep& step : steps) {
        const auto target = targets.find(step.competency);
        const int wanted = target == targets.end() ? 0 : target->second;
        total += counted(step.level, wanted) - counted(step.from, wanted);
        step.total = total;
    }
    return steps;
}

}  // namespace lyceum::progress
