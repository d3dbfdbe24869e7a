#include "host/demo/seed.hpp"

#include "host/demo/crew.hpp"
#include "host/demo/forum_day.hpp"
#include "host/learning/people.hpp"

#include <numeric>

#include <fmt/format.h>

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

asio::awaitable<Result<void>> add_people(store::Store& store, std::vector<store::User> users) {
    std::function<Result<bool>(store::Transaction&)> job =
        [users = std::move(users)](store::Transaction& transaction) -> Result<bool> {
        for (const store::User& user : users) {
            LYCEUM_TRY(transaction.add_user(user));
        }
        return true;
    };
    LYCEUM_CO_TRY(co_await store.write<bool>(std::move(job)));
    co_return success();
}

asio::awaitable<Result<void>> leave_mark(store::Store& store, std::string mark) {
    std::function<Result<std::string>(store::Transaction&)> job =
        [mark = std::move(mark)](store::Transaction& transaction) {
            return transaction.setting_or(seeded_setting, mark);
        };
    LYCEUM_CO_TRY(co_await store.write<std::string>(std::move(job)));
    co_return success();
}

// Everyone, those with one click first.
asio::awaitable<Result<std::vector<Life>>> gather_people(const learning::Campus& campus, Lane& lane, std::size_t count,
                                                         TimePoint now) {
    lane.go_to(now - two_years);
    LYCEUM_CO_TRY(const std::vector<store::User> known, co_await learning::ensure_demo_people(lane.campus()));
    const std::size_t more = count > known.size() ? count - known.size() : 0;
    std::vector<Person> people = population(known, more, now - two_years);
    std::vector<store::User> users;
    for (std::size_t number = known.size(); number < people.size(); ++number) {
        users.push_back(people[number].user);
    }
    LYCEUM_CO_TRY(co_await add_people(campus.store, std::move(users)));
    std::vector<Life> lives;
    for (Person& person : people) {
        std::vector<Visit> visits = plan_visits(person, *campus.catalogue, now);
        lives.push_back({.person = std::move(person), .visits = std::move(visits), .next = 0, .last = now - two_years});
    }
    co_return std::move(lives);
}

}  // namespace

asio::awaitable<Result<Seeded>> seed(const learning::Campus& campus, SeedOptions options) {
    const TimePoint now = campus.clock();
    Crew crew{campus, options.lanes};
    LYCEUM_CO_TRY(std::vector<Life> lives, co_await gather_people(campus, crew.lane(), options.people, now));
    const std::vector<ForumDay> forums = forum_days(*campus.catalogue, now);
    const std::size_t stages = 2 * forums.size() + 2;
    std::size_t stage = 0;
    const auto answers = [&] {
        return std::accumulate(lives.begin(), lives.end(), std::uint64_t{0},
                               [](std::uint64_t sum, const Life& life) { return sum + life.answers; });
    };
    const auto tell = [&](std::string_view what) {
        options.tell({.stage = what, .done = ++stage, .all = stages, .answers = answers()});
    };

    LYCEUM_CO_TRY(Knowledge knowledge, co_await Knowledge::gather(campus));
    tell("activities tried");

    std::vector<Life*> everyone;
    for (Life& life : lives) {
        everyone.push_back(&life);
    }
    TimePoint until;
    const Crew::Work live = [&](Lane& lane, Life& life) { return live_until(until, lane, life, knowledge); };
    for (const ForumDay& day : forums) {
        until = std::min(day.begins, now) - std::chrono::hours{96};
        LYCEUM_CO_TRY(co_await crew.each(everyone, live));
        tell("courses before a forum");
        LYCEUM_CO_TRY(co_await hold_forum(day, now, crew, everyone));
        tell("a forum");
    }
    until = now;
    LYCEUM_CO_TRY(co_await crew.each(everyone, live));
    LYCEUM_CO_TRY(co_await leave_mark(
        campus.store, fmt::format("{} {}", lives.size(), to_iso8601(now).substr(0, 10))));
    tell("courses until today");
    co_return Seeded{.people = lives.size(), .answers = answers()};
}

}  // namespace lyceum::demo
