#include "host/demo/phrases.hpp"
#include "host/demo/players.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

// Tasks are written, compared and, by who may, committed.

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

std::string written(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

Fields task_from(const TaskIdea& idea, Mind& mind) {
    const auto grade = [&] { return std::to_string(2 + mind.chance.below(4)); };
    const std::chrono::days until{60 + static_cast<int>(mind.chance.below(300))};
    return {{"task", "new"},
            {"title", std::string{idea.title}},
            {"service", std::string{idea.service}},
            {"unit", std::string{idea.unit}},
            {"baseline", std::string{idea.baseline}},
            {"target", std::string{idea.target}},
            {"deadline", written(mind.today + until)},
            {"sector", grade()},
            {"sector-why", std::string{idea.for_sector}},
            {"state", grade()},
            {"state-why", std::string{idea.for_state}},
            {"effort", std::to_string(1 + mind.chance.below(5))},
            {"partners", std::string{idea.partners}},
            {"step", std::string{idea.first_step}},
            {"evidence", mind.chance.happens(0.7) ? std::string{idea.evidence} : std::string{}},
            {"act", "save"}};
}

// Those that are no task of this person yet.
std::vector<const TaskIdea*> new_ideas(const Mind& mind) {
    std::vector<const TaskIdea*> ideas;
    for (const TaskIdea& idea : task_ideas()) {
        if (std::ranges::none_of(mind.tasks, [&](const store::Task& task) { return task.title == idea.title; })) {
            ideas.push_back(&idea);
        }
    }
    return ideas;
}

}  // namespace

asio::awaitable<Result<void>> play_priorities(Desk& desk, Known& /*known*/, Mind& mind) {
    constexpr int most_pairs = 30;
    const std::size_t count = 1 + mind.chance.below(2);
    std::vector<const TaskIdea*> ideas = new_ideas(mind);
    for (std::size_t number = 0; number < count && !ideas.empty(); ++number) {
        const auto chosen = ideas.begin() + static_cast<std::ptrdiff_t>(mind.chance.below(ideas.size()));
        Fields add{{"act", "add"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(add)));
        Fields save = task_from(**chosen, mind);
        ideas.erase(chosen);
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(save)));
    }
    Fields compare{{"act", "compare"}};
    LYCEUM_CO_TRY(co_await desk.send(std::move(compare)));
    for (int pair = 0; pair < most_pairs; ++pair) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        if (const PageForm* question = find_form(forms, "prefer")) {
            const std::vector<std::string>& two = question->find("first")->values;
            Fields prefer = question->pressed("prefer");
            prefer.push_back({"first", two[mind.chance.below(two.size())]});
            mind.think();
            LYCEUM_CO_TRY(co_await desk.send(std::move(prefer)));
            continue;
        }
        const PageForm* choice = find_form(forms, "commit");
        const Control* chosen = choice == nullptr ? nullptr : choice->find("chosen");
        if (chosen == nullptr) {
            co_return success();  // nothing is left to decide: an assistant, or three tasks are under way
        }
        Fields commit = choice->pressed("commit");
        // Now and then not the one that is worth most; the reason then counts.
        const bool another = chosen->values.size() > 1 && mind.chance.happens(0.25);
        commit.push_back({"chosen", chosen->values[another ? 1 : 0]});
        commit.push_back({"reason", std::string{one_of(reasons(), mind.chance)}});
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(commit)));
        co_return success();
    }
    co_return success();
}

}  // namespace lyceum::demo
