#include "host/demo/population.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace lyceum::demo {
namespace {

const TimePoint created{std::chrono::sys_days{std::chrono::year{2024} / 11 / 28}};

TEST(DemoPopulation, HasSixtyBodiesOfEightSectorsAndEveryRole) {
    std::set<std::string> bodies;
    std::set<std::string> sectors;
    std::set<std::string> logins;
    std::set<std::string> names;
    std::set<UserId> ids;
    std::map<std::string, int> roles;
    for (const Person& person : population({}, all_people, created)) {
        bodies.insert(person.user.body);
        sectors.insert(person.user.sector);
        logins.insert(person.user.login);
        names.insert(person.user.name);
        ids.insert(person.user.id);
        ++roles[person.user.role];
        EXPECT_NE(person.user.body.find("(пример)"), std::string::npos) << person.user.body;
        EXPECT_FALSE(person.user.login.starts_with("demo-"));
        EXPECT_EQ(person.user.kind, store::UserKind::Demo);
        EXPECT_TRUE(person.user.password_hash.empty());
        EXPECT_GE(person.skill, 0);
        EXPECT_LE(person.skill, 1);
    }
    EXPECT_EQ(bodies.size(), all_bodies);
    EXPECT_EQ(sectors.size(), 8U);
    EXPECT_EQ(logins.size(), all_people);
    EXPECT_EQ(names.size(), all_people);
    EXPECT_EQ(ids.size(), all_people);
    for (const char* role : {"head", "deputy", "assistant"}) {
        EXPECT_EQ(roles[role], static_cast<int>(all_bodies)) << role;
    }
    for (const char* role : {"expert", "moderator", "operator"}) {
        EXPECT_GT(roles[role], 5) << role;
    }
}

TEST(DemoPopulation, IsTheSameEachTimeAndBeginsWithThoseKnown) {
    store::User known;
    known.login = "demo-head";
    const auto one = population({known}, 20, created);
    const auto two = population({known}, 20, created);
    ASSERT_EQ(one.size(), 21U);
    EXPECT_EQ(one.front().user.login, "demo-head");
    for (std::size_t number = 0; number < one.size(); ++number) {
        EXPECT_EQ(one[number].user.id, two[number].user.id);
        EXPECT_EQ(one[number].user.name, two[number].user.name);
        EXPECT_EQ(one[number].skill, two[number].skill);
    }
}

}  // namespace
}  // namespace lyceum::demo
