#include "host/progress/rules.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::progress {

namespace {

// masteryScore has at most four decimals (cmi5 section 13.1.4); a sum of points in binary may miss it by less than
// this.
constexpr double rounding = 1e-9;

bool reaches(double scaled, double mark) {
    return scaled + rounding >= mark;
}

// Passed, failed, or not judged.
std::optional<bool> judge(const UnitRule& rule, const Reported& reported, const std::optional<double>& scaled) {
    if (rule.mastery_score && scaled && (reported.success || reported.completed)) {
        return reaches(*scaled, *rule.mastery_score);
    }
    return reported.success;
}

bool counts_as_satisfied(const UnitRule& rule, const Standings& standings) {
    const auto found = standings.find(rule.id);
    if (found == standings.end()) {
        return is_satisfied(rule, {});
    }
    return found->second.satisfied || is_satisfied(rule, found->second);
}

void collect_units(const std::vector<NodeRule>& nodes, std::vector<const UnitRule*>& units) {
    for (const NodeRule& node : nodes) {
        if (const auto* unit = std::get_if<UnitRule>(&node)) {
            units.push_back(unit);
        } else {
            collect_units(std::get<BlockRule>(node).children, units);
        }
    }
}

// True if all of `nodes` are satisfied; adds every block below that is.
bool collect_satisfied(const std::vector<NodeRule>& nodes, const Standings& standings, std::set<std::string>& groups) {
    bool all = true;
    for (const NodeRule& node : nodes) {
        if (const auto* unit = std::get_if<UnitRule>(&node)) {
            all = counts_as_satisfied(*unit, standings) && all;
            continue;
        }
        const auto& block = std::get<BlockRule>(node);
        if (collect_satisfied(block.children, standings, groups)) {
            groups.insert(block.id);
        } else {
            all = false;
        }
    }
    return all;
}

}  // namespace

Applied apply(const UnitRule& rule, const UnitStanding& before, const Reported& reported) {
    Applied applied{before, {}};
    UnitStanding& standing = applied.standing;
    standing.initialized = true;

    const std::optional<double> scaled =
        reported.scaled && std::isfinite(*reported.scaled) ? reported.scaled : std::optional<double>{};
    if (scaled) {
        standing.best_scaled = std::max(standing.best_scaled.value_or(*scaled), *scaled);
    }
    if (reported.percent) {
        standing.percent = std::max(standing.percent, std::clamp(*reported.percent, 0, 100));
    }
    if (reported.completed && !standing.completed) {
        standing.completed = true;
        applied.events.push_back(Event::Completed);
    }
    if (standing.completed) {
        standing.percent = 100;
    }
    if (const auto passed = judge(rule, reported, scaled); passed && !standing.passed) {
        standing.passed = *passed;
        standing.failed = !*passed;
        applied.events.push_back(*passed ? Event::Passed : Event::Failed);
    }
    standing.satisfied = before.satisfied || is_satisfied(rule, standing);
    return applied;
}

bool is_satisfied(const UnitRule& rule, const UnitStanding& standing) {
    switch (rule.move_on) {
        case MoveOn::NotApplicable:
            return true;
        case MoveOn::Passed:
            return standing.passed;
        case MoveOn::Completed:
            return standing.completed;
        case MoveOn::CompletedAndPassed:
            return standing.completed && standing.passed;
        case MoveOn::CompletedOrPassed:
            return standing.completed || standing.passed;
    }
    return false;
}

std::set<std::string> satisfied_groups(const CourseRule& course, const Standings& standings) {
    std::set<std::string> groups;
    if (collect_satisfied(course.children, standings, groups)) {
        groups.insert(course.id);
    }
    return groups;
}

std::vector<std::string> missing_prerequisites(const CourseRule& course, const UnitRule& unit,
                                               const Standings& standings) {
    std::vector<std::string> missing;
    if (unit.prerequisites.empty()) {
        return missing;
    }
    const auto units = units_of(course);
    for (const std::string& id : unit.prerequisites) {
        const auto found = std::ranges::find(units, id, &UnitRule::id);
        if (found == units.end() || !counts_as_satisfied(**found, standings)) {
            missing.push_back(id);
        }
    }
    return missing;
}

std::vector<const UnitRule*> units_of(const CourseRule& course) {
    std::vector<const UnitRule*> units;
    collect_units(course.children, units);
    return units;
}

std::optional<NextStep> next_step(const CourseRule& course, const Standings& standings) {
    if (satisfied_groups(course, standings).contains(course.id)) {
        return std::nullopt;
    }
    const UnitRule* first = nullptr;
    for (const UnitRule* unit : units_of(course)) {
        const auto standing = standings.find(unit->id);
        const bool begun = standing != standings.end() && standing->second.initialized;
        const bool satisfied = counts_as_satisfied(*unit, standings);
        const bool to_do = !satisfied || (unit->move_on == MoveOn::NotApplicable && !begun);
        if (!to_do || !missing_prerequisites(course, *unit, standings).empty()) {
            continue;
        }
        if (begun) {
            return NextStep{unit->id, unit->minutes, true};
        }
        if (first == nullptr) {
            first = unit;
        }
    }
    if (first == nullptr) {
        return std::nullopt;
    }
    return NextStep{first->id, first->minutes, false};
}

std::optional<TimePoint> deadline(const CourseRule& course, TimePoint started) {
    if (!course.deadline) {
        return std::nullopt;
    }
    return started + *course.deadline;
}

int level_shown(const std::vector<Showing>& showings) {
    int level = 0;
    for (const Showing& showing : showings) {
        if (reaches(showing.scaled, shown_from)) {
            level = std::max(level, showing.level);
        }
    }
    return level;
}

}  // namespace lyceum::progress
