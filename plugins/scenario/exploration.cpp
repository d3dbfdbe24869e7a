#include "plugins/scenario/exploration.hpp"

#include <algorithm>
#include <cstring>

namespace lyceum::plugins::scenario {
namespace {

// The bytes of a place and a standing: equal for equal ones only, as a scenario's indicators are always as many.
std::string key_of(std::size_t place, const Standing& standing) {
    std::string key;
    const auto put = [&](const auto& number) {
        char bytes[sizeof number];
        std::memcpy(bytes, &number, sizeof number);
        key.append(bytes, sizeof number);
    };
    put(place);
    put(standing.flags.to_ullong());
    for (const int value : standing.values) {
        put(value);
    }
    return key;
}

}  // namespace

const Met* Exploration::find(std::size_t place, const Standing& standing) const {
    const auto found = known_.find(key_of(place, standing));
    return found == known_.end() ? nullptr : &met_[found->second];
}

std::size_t Exploration::meet(std::size_t place, const Standing& standing) {
    const auto [found, is_new] = known_.emplace(key_of(place, standing), met_.size());
    if (is_new) {
        met_.push_back(
            {.place = place, .standing = standing, .from = {}, .by = 0, .ways = {}, .best = {}, .decisions = 0});
    }
    return found->second;
}

Exploration Exploration::of(const Scenario& scenario) {
    Exploration exploration;
    exploration.meet(scenario.start, scenario.first_standing());
    for (std::size_t index = 0; index < exploration.met_.size(); ++index) {
        const Place& place = scenario.places[exploration.met_[index].place];
        for (std::size_t choice = 0; choice < place.choices.size(); ++choice) {
            if (!exploration.met_[index].standing.hold(place.choices[choice].conditions)) {
                continue;
            }
            const std::size_t known = exploration.met_.size();
            const Standing next = scenario.after(exploration.met_[index].standing, place.choices[choice]);
            const std::size_t to = exploration.meet(place.choices[choice].to, next);
            if (to == known) {
                exploration.met_[to].from = index;
                exploration.met_[to].by = choice;
            }
            exploration.met_[index].ways.push_back({choice, to});
        }
        if (exploration.met_.size() > most_standings) {
            exploration.complete_ = false;
            return exploration;
        }
    }
    exploration.find_best(scenario);
    return exploration;
}

// From the best endings on, backwards over the ways: the first to reach a standing is the best that can come of it.
void Exploration::find_best(const Scenario& scenario) {
    std::vector<std::vector<std::size_t>> back(met_.size());
    std::vector<std::size_t> endings;
    for (std::size_t index = 0; index < met_.size(); ++index) {
        for (const Way& way : met_[index].ways) {
            back[way.to].push_back(index);
        }
        if (scenario.places[met_[index].place].is_ending()) {
            endings.push_back(index);
        }
    }
    std::stable_sort(endings.begin(), endings.end(), [&](std::size_t one, std::size_t other) {
        const double first = scenario.places[met_[one].place].score;
        const double second = scenario.places[met_[other].place].score;
        return first != second
                   ? first > second
                   : scenario.balance(met_[one].standing.values) > scenario.balance(met_[other].standing.values);
    });
    // Of endings with the same score all set out together, level by level; those of a level keep the order of theirs.
    for (std::size_t first = 0; first < endings.size();) {
        const double score = scenario.places[met_[endings[first]].place].score;
        std::vector<std::size_t> level;
        for (; first < endings.size() && scenario.places[met_[endings[first]].place].score == score; ++first) {
            met_[endings[first]].best = endings[first];
            level.push_back(endings[first]);
        }
        while (!level.empty()) {
            std::vector<std::size_t> next;
            for (const std::size_t reached : level) {
                for (const std::size_t before : back[reached]) {
                    if (!met_[before].best) {
                        met_[before].best = met_[reached].best;
                        met_[before].decisions = met_[reached].decisions + 1;
                        next.push_back(before);
                    }
                }
            }
            level = std::move(next);
        }
    }
}

}  // namespace lyceum::plugins::scenario
