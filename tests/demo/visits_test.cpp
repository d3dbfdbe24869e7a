#include "host/demo/visits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lyceum::demo {
namespace {

const TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + std::chrono::hours{9}};

// Two courses of four steps, the first of each a survey, for heads alone.
learning::Catalogue two_courses() {
    learning::Catalogue catalogue;
    catalogue.framework.roles.push_back({.id = "head", .name = {}, .targets = {}});
    catalogue.framework.roles.push_back({.id = "expert", .name = {}, .targets = {}});
    for (const char* slug : {"one", "two"}) {
        auto course = std::make_shared<content::Course>();
        course->slug = slug;
        course->roles = {"head"};
        auto published = std::make_shared<learning::PublishedCourse>();
        for (const char* step : {"survey", "read", "quiz", "tasks"}) {
            auto unit = std::make_shared<content::Au>();
            unit->slug = step;
            auto activity = std::make_shared<modules::Activity>();
            activity->module_id = step == std::string_view{"survey"} ? "lyceum.survey" : "lyceum.lesson";
            learning::PublishedUnit with;
            with.au = unit;
            with.activities = {activity, activity, activity};
            published->units.push_back(std::move(with));
        }
        published->course = course;
        catalogue.courses.push_back(published);
    }
    return catalogue;
}

TEST(DemoVisits, AreInOrderWithinTwoYears) {
    const learning::Catalogue catalogue = two_courses();
    std::size_t all = 0;
    for (const Person& person : population({}, 100, now - two_years)) {
        const auto visits = plan_visits(person, catalogue, now);
        EXPECT_TRUE(std::ranges::is_sorted(visits, {}, &Visit::time));
        for (const Visit& visit : visits) {
            EXPECT_GT(visit.time, now - two_years);
            EXPECT_LT(visit.time, now);
        }
        if (person.user.role != "head") {
            EXPECT_TRUE(visits.empty()) << person.user.role;
        }
        all += visits.size();
    }
    EXPECT_GT(all, 100U);
}

TEST(DemoVisits, TakeTheStepsOfACourseInItsOrder) {
    const learning::Catalogue catalogue = two_courses();
    bool whole = false;
    for (const Person& person : population({}, 100, now - two_years)) {
        std::vector<std::string> steps;
        for (const Visit& visit : plan_visits(person, catalogue, now)) {
            if (visit.what == Visit::What::Step && visit.course == "one") {
                steps.push_back(visit.unit);
            }
        }
        const std::vector<std::string> order{"survey", "read", "quiz", "tasks"};
        EXPECT_LE(steps.size(), order.size());
        EXPECT_TRUE(std::equal(steps.begin(), steps.end(), order.begin()))
            << person.user.login;
        whole = whole || steps == order;
    }
    EXPECT_TRUE(whole);
}

}  // namespace
}  // namespace lyceum::demo
