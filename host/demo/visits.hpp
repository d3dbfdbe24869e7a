#pragma once
// Who sits down to what, and when: planned before the first answer, from a person's character alone. [any thread]

#include "host/demo/population.hpp"
#include "host/learning/catalogue.hpp"

#include <string>
#include <vector>

namespace lyceum::demo {

// How long ago the demonstration begins.
inline constexpr std::chrono::days two_years{730};

struct Visit {
    enum class What {
        Step,         // a step of a course
        SurveyAgain,  // the survey of its beginning, after its end
        Recall,       // this week's questions
        Tasks,        // the page of one's own tasks
    };
    TimePoint time;
    What what = What::Step;
    std::string course;  // slugs
    std::string unit;
};

// In the order of time, all before `now`. Forums are not among them.
std::vector<Visit> plan_visits(const Person& person, const learning::Catalogue& catalogue, TimePoint now);

}  // namespace lyceum::demo
