#pragma once
// The learner's tasks sorted into what one can do with them here. [one thread]

#include "plugins/priorities/comparison.hpp"
#include "plugins/priorities/draft.hpp"

#include <algorithm>

namespace lyceum::plugins::priorities {

inline constexpr std::size_t most_drafts = 30;

struct Portfolio {
    std::vector<sdk::Task> drafts;     // all, the oldest first
    std::vector<sdk::Task> ready;      // of these, those that lack nothing, the best first
    std::vector<sdk::Task> committed;  // confirmed or under way

    const sdk::Task* find_draft(std::string_view id) const {
        const auto found = std::find_if(drafts.begin(), drafts.end(), [&](const auto& task) { return task.id == id; });
        return found == drafts.end() ? nullptr : &*found;
    }
    // How many more may be committed.
    std::size_t room() const {
        constexpr std::size_t most = LYCEUM_MOST_COMMITTED_TASKS;
        return committed.size() >= most ? 0 : most - committed.size();
    }
};

inline Portfolio portfolio_of(const std::vector<sdk::Task>& tasks, const Preferences& preferences, const Texts& texts) {
    Portfolio portfolio;
    for (const sdk::Task& task : tasks) {
        if (task.status == sdk::TaskStatus::Draft) {
            portfolio.drafts.push_back(task);
            if (missing(task, texts).empty()) {
                portfolio.ready.push_back(task);
            }
        } else if (task.status == sdk::TaskStatus::Confirmed || task.status == sdk::TaskStatus::UnderWay) {
            portfolio.committed.push_back(task);
        }
    }
    portfolio.ready = ranked(std::move(portfolio.ready), preferences);
    return portfolio;
}

}  // namespace lyceum::plugins::priorities
