#pragma once
// The rules of progress, pure: what an outcome means for an AU (cmi5 sections 9.3 and 13.1.4), when blocks and the course are
// satisfied (cmi5 section 9.5.4 and 9.3.9), what may be opened, which level of a competency the evidence shows, what comes next.
// Called by learning (at every answer, and in verify over all statements); includes base. [any thread]

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "host/base/clock.hpp"

namespace lyceum::progress {

// cmi5 section 13.1.4 moveOn.
enum class MoveOn { NotApplicable, Passed, Completed, CompletedAndPassed, CompletedOrPassed };

// The shape of a course as far as rules need it.
struct UnitRule {
    std::string id;
    MoveOn move_on = MoveOn::NotApplicable;
    std::optional<double> mastery_score;     // 0 to 1
    std::vector<std::string> prerequisites;  // unit ids
    std::chrono::minutes minutes{0};
};
struct BlockRule;
using NodeRule = std::variant<UnitRule, BlockRule>;
struct BlockRule {
    std::string id;
    std::vector<NodeRule> children;
};
struct CourseRule {
    std::string id;
    std::vector<NodeRule> children;
    std::optional<std::chrono::days> deadline;
};

// Where a learner stands in one unit.
struct UnitStanding {
    bool initialized = false;
    bool completed = false;
    bool passed = false;
    bool failed = false;  // the last judged attempt failed and none has passed
    bool satisfied = false;
    std::optional<double> best_scaled;
    int percent = 0;

    bool operator==(const UnitStanding&) const = default;
};
using Standings = std::map<std::string, UnitStanding>;  // by unit id; missing: not begun

// What one answer reported.
struct Reported {
    std::optional<double> scaled;      // -1 to 1
    bool completed = false;
    std::optional<bool> success;       // passed or failed by the module's own mark
    std::optional<int> percent;        // 0 to 100
};

enum class Event { Completed, Passed, Failed, Satisfied };

struct Applied {
    UnitStanding standing;
    std::vector<Event> events;  // to be stated, in the order cmi5 section 9.3 wants; each at most once a session where cmi5 says so
};

// The standing after one answer. With a mastery score the score decides passed or failed and the module's word does not
// (cmi5 section 9.3.4: passed only if scaled >= masteryScore; 9.3.5). A pass or a completion is never taken back.
Applied apply(const UnitRule& rule, const UnitStanding& before, const Reported& reported);

// moveOn over a standing; NotApplicable is satisfied from the start (cmi5 section 10.2.4).
bool is_satisfied(const UnitRule& rule, const UnitStanding& standing);

// Ids of blocks, and the course's own id, that are satisfied: all their units and blocks are.
std::set<std::string> satisfied_groups(const CourseRule& course, const Standings& standings);

// Prerequisites of the unit that are not yet satisfied, in their written order; empty: it may be opened.
std::vector<std::string> missing_prerequisites(const UnitRule& unit, const Standings& standings);

// The units of the course in document order.
std::vector<const UnitRule*> units_of(const CourseRule& course);

// What to do next: the unit begun and not satisfied, else the first that may be opened and is not satisfied; nothing if the
// course is satisfied. Deadline and lateness from the start of the course.
struct NextStep {
    std::string unit;
    std::chrono::minutes minutes{0};
    bool resumed = false;  // begun before
};
std::optional<NextStep> next_step(const CourseRule& course, const Standings& standings);

std::optional<TimePoint> deadline(const CourseRule& course, TimePoint started);

// One showing of a competency at a level: `scaled` 0 to 1 of what was asked.
struct Showing {
    int level = 0;  // 1 to 4
    double scaled = 0;
    TimePoint time;
};

// The level shown: the highest n such that the best recent showings at n or above reach 0.7. Documented with its reason in
// docs/decisions/0006-competency-levels.md. 0: nothing shown yet.
int level_shown(const std::vector<Showing>& showings);

}  // namespace lyceum::progress
