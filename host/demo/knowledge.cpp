#include "host/demo/knowledge.hpp"

#include "host/demo/players.hpp"

#include <set>
#include <string_view>

#include <fmt/format.h>

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

using ActivityPtr = std::shared_ptr<const modules::Activity>;

constexpr int most_pages = 80;

asio::awaitable<Result<void>> read_lesson(TrialDesk desk, Known& known) {
    for (int page_number = 0; page_number < most_pages; ++page_number) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        const PageForm* on = find_form(forms, "next");
        on = on != nullptr ? on : find_form(forms, "finish");
        if (on == nullptr) {
            break;
        }
        LessonStep step{.section = on->value_of("section"), .act = on->has_act("next") ? "next" : "finish", .options = {}};
        if (const PageForm* check = find_form(forms, "check"); check != nullptr && check->find("option") != nullptr) {
            step.options = check->find("option")->values;
        }
        Fields fields = on->pressed(step.act);
        known.lesson.push_back(std::move(step));
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    }
    co_return success();
}

// Answers anything; what was right is said by the statement the module makes.
asio::awaitable<Result<void>> try_quiz(TrialDesk desk, Known& known) {
    Chance chance{"trial"};
    Fields start{{"act", "start"}};
    LYCEUM_CO_TRY(co_await desk.send(std::move(start)));
    for (int page_number = 0; page_number < most_pages; ++page_number) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        const PageForm* question = find_form(forms, "answer");
        if (question == nullptr) {
            break;
        }
        Fields fields = answer_to(*question, {}, Aim::Right, chance);
        fields.push_back({"act", "answer"});
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        for (const modules::Interaction& interaction : desk.outcome().interactions) {
            known.right.insert_or_assign(interaction.id, interaction.correct_pattern);
        }
        Fields next{{"act", "next"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(next)));
    }
    co_return success();
}

// One way through a scenario at random, and its score; `decided` gets what was chosen where.
asio::awaitable<Result<double>> try_scenario(TrialDesk desk, Known& known, Chance& chance,
                                             std::set<std::string>& decided) {
    std::string way;
    for (int made = 0; made < most_pages; ++made) {
        if (!known.pages.contains(way)) {
            LYCEUM_CO_TRY(const std::string page, co_await desk.look());
            const std::vector<PageForm> forms = read_forms(page);
            const PageForm* form = find_form(forms, "decide");
            form = form != nullptr ? form : find_form(forms, "begin");
            known.pages.emplace(way, form == nullptr ? PageForm{} : *form);
        }
        const PageForm& form = known.pages.at(way);
        const Control* choice = form.find("choice");
        if (choice == nullptr && !form.has_act("begin")) {
            break;
        }
        Fields fields = form.pressed(choice == nullptr ? "begin" : "decide");
        std::string chosen = "begin";
        if (choice != nullptr) {
            chosen = choice->values[chance.below(choice->values.size())];
            fields.push_back({"choice", chosen});
            decided.insert(decision(form, chosen));
        }
        way += chosen + " ";
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    }
    co_return desk.outcome().score ? desk.outcome().score->scaled : 0.0;
}

asio::awaitable<Result<void>> explore_scenario(modules::Pool& pool, ActivityPtr activity, TimePoint now, Known& known) {
    constexpr int ways = 24;
    Chance chance{"explore"};
    for (int way = 0; way < ways; ++way) {
        TrialDesk desk{pool, activity, 1, now};
        std::set<std::string> decided;
        LYCEUM_CO_TRY(const double scaled, co_await try_scenario(std::move(desk), known, chance, decided));
        for (const std::string& each : decided) {
            Worth& worth = known.worth[each];
            worth.sum += scaled;
            ++worth.ways;
        }
    }
    co_return success();
}

asio::awaitable<Result<void>> examine(modules::Pool& pool, ActivityPtr activity, TimePoint now, Known& known) {
    if (activity->module_id == "lyceum.lesson") {
        TrialDesk desk{pool, activity, 1, now};
        LYCEUM_CO_TRY(co_await read_lesson(std::move(desk), known));
    } else if (activity->module_id == "lyceum.quiz") {
        // Different seeds draw different questions; beyond a few nothing new comes.
        constexpr std::uint64_t seeds = 8;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const std::size_t before = known.right.size();
            TrialDesk desk{pool, activity, seed, now};
            LYCEUM_CO_TRY(co_await try_quiz(std::move(desk), known));
            if (known.right.size() == before) {
                break;
            }
        }
    } else if (activity->module_id == "lyceum.scenario") {
        LYCEUM_CO_TRY(co_await explore_scenario(pool, activity, now, known));
    }
    co_return success();
}

}  // namespace

asio::awaitable<Result<Knowledge>> Knowledge::gather(const learning::Campus& campus) {
    Knowledge knowledge;
    const auto catalogue = campus.catalogue;
    std::set<std::string> seen;
    for (const auto& course : catalogue->courses) {
        for (const learning::PublishedUnit& unit : course->units) {
            for (const Language language : {Language::Ru, Language::Be}) {
                const ActivityPtr activity = unit.activities[static_cast<std::size_t>(language)];
                if (!activity || !seen.insert(activity->digest).second) {
                    continue;
                }
                auto tried = co_await examine(campus.pool, activity, campus.clock(), knowledge.of(*activity));
                if (!tried) {
                    Error error = std::move(tried).error();
                    error.message = fmt::format("{}: {}", activity->file, error.message);
                    co_return error;
                }
            }
        }
    }
    co_return std::move(knowledge);
}

}  // namespace lyceum::demo
