#include "host/demo/visits.hpp"

#include "host/demo/chance.hpp"
#include "host/learning/standing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace lyceum::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

// Those who sign in with one click have histories that show something each.
struct Story {
    std::string_view login;
    std::string_view course;
    int days_ago;
    double part;  // of the course's steps
};
constexpr std::array stories{
    Story{"demo-head", "trust", 420, 1},          Story{"demo-head", "portfolio", 190, 1},
    Story{"demo-head", "services-online", 9, 0.5},
    Story{"demo-deputy", "services-online", 510, 1}, Story{"demo-deputy", "once-only", 260, 1},
    Story{"demo-deputy", "popularisation", 14, 0.6},
    Story{"demo-secretary", "services-online", 120, 1},
};

class Plan {
public:
    Plan(const Person& person, TimePoint now)
        : chance_{"visits/" + person.user.login}, is_story_{person.user.login.starts_with("demo-")}, now_{now} {}

    // A course from that day on, a step every few days. The day after its end.
    TimePoint course(const learning::PublishedCourse& course, TimePoint from, double part, double diligence) {
        const auto& units = course.units;
        const auto steps = static_cast<std::size_t>(std::lround(part * static_cast<double>(units.size())));
        TimePoint at = from;
        for (std::size_t step = 0; step < steps; ++step) {
            add(at, Visit::What::Step, course, units[step].au->slug);
            at += days{1 + static_cast<int>(chance_.below(4))};
        }
        if (steps < units.size() || steps == 0) {
            return at;
        }
        if (units.front().activities.front() && units.front().activities.front()->module_id == "lyceum.survey") {
            add(at, Visit::What::SurveyAgain, course, units.front().au->slug);
        }
        for (const int later : {9, 30, 80, 160}) {
            if (chance_.happens(0.25 + 0.6 * diligence)) {
                add(at + days{later}, Visit::What::Recall, course, "");
            }
        }
        // Those who sign in with one click find a task of theirs still open.
        const std::vector<int> looks = is_story_ ? std::vector<int>{14} : std::vector<int>{14, 75, 150, 260};
        for (const int later : looks) {
            add(at + days{later + static_cast<int>(chance_.below(20))}, Visit::What::Tasks, course, "");
        }
        return at + days{1};
    }

    std::vector<Visit> take() {
        std::erase_if(visits_, [&](const Visit& visit) { return visit.time > now_ - std::chrono::hours{3}; });
        std::ranges::stable_sort(visits_, {}, &Visit::time);
        return std::move(visits_);
    }

    Chance& chance() { return chance_; }

private:
    // In working hours of Minsk.
    void add(TimePoint day, Visit::What what, const learning::PublishedCourse& course, const std::string& unit) {
        const auto morning = std::chrono::floor<days>(day) + std::chrono::hours{8} - local_offset;
        visits_.push_back({.time = morning + minutes{chance_.below(9 * 60)},
                           .what = what,
                           .course = course.course->slug,
                           .unit = unit});
    }

    Chance chance_;
    bool is_story_;
    TimePoint now_;
    std::vector<Visit> visits_;
};

bool has_forum(const learning::PublishedCourse& course) {
    return std::ranges::any_of(course.units, [](const learning::PublishedUnit& unit) { return unit.forum.has_value(); });
}

// How many courses somebody takes up in two years.
std::size_t course_count(const Person& person, Chance& chance) {
    if (person.user.role == "assistant") {
        return chance.happens(0.4) ? 1 : 0;
    }
    return 1 + static_cast<std::size_t>(person.diligence * 3 * chance.share() + 0.3);
}

void plan_by_character(const Person& person, const learning::Catalogue& catalogue, TimePoint now, Plan& plan) {
    std::vector<const learning::PublishedCourse*> open;
    for (const auto& course : catalogue.courses) {
        if (!has_forum(*course) && learning::is_for(*course->course, person.user.role)) {
            open.push_back(course.get());
        }
    }
    const std::size_t count = course_count(person, plan.chance());
    TimePoint from = now - two_years + days{5 + static_cast<int>(plan.chance().below(560))};
    for (std::size_t taken = 0; taken < count && !open.empty(); ++taken) {
        const auto chosen = static_cast<std::ptrdiff_t>(plan.chance().below(open.size()));
        const learning::PublishedCourse& course = *open[static_cast<std::size_t>(chosen)];
        open.erase(open.begin() + chosen);
        const bool gives_up = plan.chance().happens(0.45 * (1 - person.diligence));
        const double part = gives_up ? 0.2 + 0.7 * plan.chance().share() : 1;
        from = plan.course(course, from, part, person.diligence) + days{15 + static_cast<int>(plan.chance().below(120))};
    }
}

}  // namespace

std::vector<Visit> plan_visits(const Person& person, const learning::Catalogue& catalogue, TimePoint now) {
    Plan plan{person, now};
    if (person.user.login.starts_with("demo-")) {
        for (const Story& story : stories) {
            const auto course = catalogue.find_course(story.course);
            if (story.login == person.user.login && course) {
                plan.course(*course, now - days{story.days_ago}, story.part, 1);
            }
        }
    } else if (catalogue.framework.find_role(person.user.role) != nullptr) {
        plan_by_character(person, catalogue, now, plan);
    }
    return plan.take();
}

}  // namespace lyceum::demo
