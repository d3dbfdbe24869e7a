#include "plugins/priorities/comparison.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace lyceum::plugins::priorities {
namespace {

constexpr int closeness = 1;
// Beyond this many pairs a person is asked no more: the first by rank matter, and three are chosen.
constexpr std::size_t asked_about = 6;

int effort_of(const sdk::Task& task) {
    return static_cast<int>(task.effort);
}

// The order without anybody's preference; no two different ids are equal.
bool is_worth_more(const sdk::Task& left, const sdk::Task& right) {
    if (worth_of(left) != worth_of(right)) {
        return worth_of(left) > worth_of(right);
    }
    if (effect_of(left) != effect_of(right)) {
        return effect_of(left) > effect_of(right);
    }
    return left.id < right.id;
}

}  // namespace

int effect_of(const sdk::Task& task) {
    return static_cast<int>(task.effect_sector + task.effect_state);
}

int worth_of(const sdk::Task& task) {
    return effect_of(task) - effort_of(task);
}

bool dominates(const sdk::Task& left, const sdk::Task& right) {
    const bool nowhere_worse = left.effect_sector >= right.effect_sector && left.effect_state >= right.effect_state &&
                               left.effort <= right.effort;
    const bool somewhere_better = left.effect_sector > right.effect_sector || left.effect_state > right.effect_state ||
                                  left.effort < right.effort;
    return nowhere_worse && somewhere_better;
}

bool is_close(const sdk::Task& left, const sdk::Task& right) {
    return std::abs(worth_of(left) - worth_of(right)) <= closeness && !dominates(left, right) &&
           !dominates(right, left);
}

bool comes_before(const sdk::Task& left, const sdk::Task& right, const Preferences& preferences) {
    if (is_close(left, right)) {
        if (preferences.contains({left.id, right.id})) {
            return true;
        }
        if (preferences.contains({right.id, left.id})) {
            return false;
        }
    }
    return dominates(left, right) || (!dominates(right, left) && is_worth_more(left, right));
}

std::vector<sdk::Task> ranked(std::vector<sdk::Task> tasks, const Preferences& preferences) {
    std::map<std::string, std::size_t> wins;
    for (const sdk::Task& left : tasks) {
        wins[left.id] = static_cast<std::size_t>(std::count_if(tasks.begin(), tasks.end(), [&](const sdk::Task& right) {
            return left.id != right.id && comes_before(left, right, preferences);
        }));
    }
    std::sort(tasks.begin(), tasks.end(), [&](const sdk::Task& left, const sdk::Task& right) {
        const std::size_t left_wins = wins[left.id];
        const std::size_t right_wins = wins[right.id];
        return left_wins != right_wins ? left_wins > right_wins : is_worth_more(left, right);
    });
    // Preferences about others may bring a task more wins than one that is better in everything: that one comes first still.
    for (auto place = tasks.begin(); place != tasks.end(); ++place) {
        const auto next = std::find_if(place, tasks.end(), [&](const sdk::Task& task) {
            return std::none_of(place, tasks.end(), [&](const sdk::Task& other) { return dominates(other, task); });
        });
        std::rotate(place, next, std::next(next));
    }
    return tasks;
}

std::optional<std::pair<std::string, std::string>> open_question(const std::vector<sdk::Task>& ranking,
                                                                 const Preferences& preferences) {
    const std::size_t count = std::min(ranking.size(), asked_about);
    for (std::size_t left = 0; left < count; ++left) {
        for (std::size_t right = left + 1; right < count; ++right) {
            const std::string& first = ranking[left].id;
            const std::string& second = ranking[right].id;
            if (is_close(ranking[left], ranking[right]) && !preferences.contains({first, second}) &&
                !preferences.contains({second, first})) {
                return std::pair{first, second};
            }
        }
    }
    return std::nullopt;
}

bool leaves_out_a_better_one(const std::vector<sdk::Task>& ranking, const std::set<std::string>& chosen) {
    bool passed_over = false;
    for (const sdk::Task& task : ranking) {
        if (!chosen.contains(task.id)) {
            passed_over = true;
        } else if (passed_over) {
            return true;
        }
    }
    return false;
}

}  // namespace lyceum::plugins::priorities
