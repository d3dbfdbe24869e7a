#pragma once
// Which task comes before which. Pure, and the same for the same tasks in any order. [one thread]
//
// A task is worth the sum of its two effects (2 to 10) less its effort (1 to 5). One that is at least as good in all
// three and better in one comes first whatever anybody feels. Of two whose worth differs by no more than 1 the learner
// is asked; until then, and for all others, worth decides, then effect, then the id.
//
// Preferences of people may run in a circle, so the order is by how many others a task comes before (Copeland's rule),
// then again by worth, effect and id.

#include <lyceum/tasks.hpp>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lyceum::plugins::priorities {

// What the learner said: the first before the second.
using Preferences = std::set<std::pair<std::string, std::string>>;

int effect_of(const sdk::Task& task);  // 2 to 10
int worth_of(const sdk::Task& task);   // -3 to 9

// At least as good everywhere and better somewhere.
bool dominates(const sdk::Task& left, const sdk::Task& right);

// To be asked about: close, and neither dominates.
bool is_close(const sdk::Task& left, const sdk::Task& right);

// Exactly one of two different tasks comes before the other.
bool comes_before(const sdk::Task& left, const sdk::Task& right, const Preferences& preferences);

// The best first. Ids must differ.
std::vector<sdk::Task> ranked(std::vector<sdk::Task> tasks, const Preferences& preferences);

// The first pair in the order of ranking that is close and not answered.
std::optional<std::pair<std::string, std::string>> open_question(const std::vector<sdk::Task>& ranking,
                                                                 const Preferences& preferences);

// True if a task that is not chosen stands before one that is.
bool leaves_out_a_better_one(const std::vector<sdk::Task>& ranking, const std::set<std::string>& chosen);

}  // namespace lyceum::plugins::priorities
