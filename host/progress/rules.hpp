#pragma once
// The rules of progress, pure: what an answer means for an AU (cmi5 sections 9.3.3 to 9.3.5, 9.5.1, 10.2.4), when an AU
// (section 13.1.4, moveOn), a block and the course (section 9.3.9) are satisfied, what may be opened, which level of a
// competency the evidence shows, what comes next. Called by learning (at every answer, and in verify over all
// statements); includes base. [any thread]

#include "host/base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace lyceum::progress {

// cmi5 section 13.1.4 moveOn.
enum class MoveOn { NotApplicable, Passed, Completed, CompletedAndPassed, CompletedOrPassed };

// The shape of a course as far as rules need it.
struct UnitRule {
    std::string id;
    MoveOn move_on = MoveOn::NotApplicable;
    std::optional<double> mastery_score;     // 0 to 1 (cmi5 section 13.1.4)
    std::vector<std::string> prerequisites;  // unit ids
    std::chrono::minutes minutes{0};
};
struct NodeRule;
struct BlockRule {
    std::string id;
    std::vector<NodeRule> children;
};
// A unit or a block of units.
struct NodeRule : std::variant<UnitRule, BlockRule> {
    using variant::variant;
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
    bool failed = false;                // the last judged attempt failed and none has passed
    bool satisfied = false;             // was satisfied by the rule of its day; a later rule does not take it back
    std::optional<double> best_scaled;  // the best of every score reported, -1 to 1
    int percent = 0;                    // the furthest so far; 100 once completed (cmi5 section 9.3.3)

    bool operator==(const UnitStanding&) const = default;
};
using Standings = std::map<std::string, UnitStanding>;  // by unit id; missing: not begun

// What one answer reported.
struct Reported {
    std::optional<double> scaled;  // -1 to 1
    bool completed = false;
    std::optional<bool> success;  // passed or failed by the module's own mark; nothing: not judged yet
    std::optional<int> percent;   // 0 to 100
};

// What is to be stated about the unit. That a unit is satisfied is no statement: "satisfied" is said of blocks and
// courses only (cmi5 sections 9.3.9 and 9.4).
enum class Event { Completed, Passed, Failed };

struct Applied {
    UnitStanding standing;
    std::vector<Event> events;  // in the order to state them
};

// The standing after one answer.
//
// The answer is judged if the module says passed or failed, or if it reports a score together with completion and there
// is a mastery score to hold it against. A score before that is a score on the way. With a mastery score and a score,
// the mastery score decides and the module's word does not (sections 9.3.4, 9.3.5, 10.2.4). Completed and Passed come
// once a registration, Failed may come again but never after Passed (section 9.3). A pass, a completion and a
// satisfaction are never taken back. A score that is no finite number counts as none.
Applied apply(const UnitRule& rule, const UnitStanding& before, const Reported& reported);

// moveOn over what was completed and passed (section 13.1.4); NotApplicable holds from registration on (section 9.6.1).
bool is_satisfied(const UnitRule& rule, const UnitStanding& standing);

// Ids of blocks, and the course's own id, all of whose units and blocks are satisfied (sections 9.3.9 and 13.1.4).
// Compare before and after an answer to know what to state: what is satisfied once stays so.
std::set<std::string> satisfied_groups(const CourseRule& course, const Standings& standings);

// Prerequisites of the unit that are not yet satisfied, in their written order; empty: it may be opened. One that the
// course does not have counts as missing: `lyceum check` reports it.
std::vector<std::string> missing_prerequisites(const CourseRule& course, const UnitRule& unit,
                                               const Standings& standings);

// The units of the course in document order. They point into `course`.
std::vector<const UnitRule*> units_of(const CourseRule& course);

// What to do next among the units that may be opened: the first begun and not satisfied, else the first in document
// order that is not satisfied or, with moveOn NotApplicable, was never opened. Nothing if the course is satisfied, or
// if what is left may not be opened.
struct NextStep {
    std::string unit;
    std::chrono::minutes minutes{0};
    bool resumed = false;  // begun before
};
std::optional<NextStep> next_step(const CourseRule& course, const Standings& standings);

// When the course is to be done by, for one who started then; nothing if it has no deadline.
std::optional<TimePoint> deadline(const CourseRule& course, TimePoint started);

// One showing of a competency at a level: `scaled` 0 to 1 of what was asked.
struct Showing {
    int level = 0;  // 1 to 4
    double scaled = 0;
    TimePoint time;
};

// What share of a task must succeed to have shown the level of the task.
inline constexpr double shown_from = 0.7;

// The level shown: the highest level of a showing that reached `shown_from`; 0 if none did. The reason is in
// docs/decisions/0006-competency-levels.md.
int level_shown(const std::vector<Showing>& showings);

}  // namespace lyceum::progress
