#include "host/learning/judgement.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lyceum::learning {

namespace {

progress::Reported to_reported(const modules::Outcome& outcome) {
    progress::Reported reported;
    if (outcome.score) {
        reported.scaled = outcome.score->scaled;
    }
    reported.completed = outcome.completion == modules::Verdict::Yes;
    if (outcome.success != modules::Verdict::Undecided) {
        reported.success = outcome.success == modules::Verdict::Yes;
    }
    if (outcome.progress) {
        reported.percent = static_cast<int>(*outcome.progress);
    }
    return reported;
}

store::UnitProgress to_row(const StatementContext& context, const progress::UnitStanding& standing) {
    return store::UnitProgress{.registration = context.registration,
                               .unit = context.unit->au->id,
                               .completed = standing.completed,
                               .passed = standing.passed,
                               .failed = standing.failed,
                               .satisfied = standing.satisfied,
                               .best_scaled = standing.best_scaled,
                               .percent = standing.percent,
                               .updated = context.now};
}

bool contains(const std::vector<progress::Event>& events, progress::Event event) {
    return std::ranges::find(events, event) != events.end();
}

// One statement about the attempt as a whole, if there was one: passed or failed where the rules say so, "scored" for a
// later attempt that changes neither (cmi5 lets a registration pass once).
void state_attempt(const StatementContext& context, const std::vector<progress::Event>& events,
                   const modules::Outcome& outcome, store::AnswerRecord& record) {
    const auto evidence = to_stated(*context.course->course, outcome.evidence);
    const bool passed = contains(events, progress::Event::Passed);
    if (passed || contains(events, progress::Event::Failed)) {
        record.statements.push_back(state_judged(context, passed, outcome.score, evidence));
    } else if (outcome.score || !evidence.empty()) {
        record.statements.push_back(state_scored(context, outcome.score, evidence));
    } else {
        return;
    }
    for (const StatedEvidence& shown : evidence) {
        record.evidence.push_back({.statement = record.statements.back().id,
                                   .user = context.person.id,
                                   .competency = shown.competency,
                                   .level = shown.level,
                                   .scaled = shown.scaled,
                                   .stored = context.now});
    }
}

}  // namespace

std::vector<StatedEvidence> to_stated(const content::Course& course, const std::vector<modules::Evidence>& reported) {
    std::map<std::pair<std::string, int>, std::pair<StatedEvidence, int>> sums;
    for (const modules::Evidence& evidence : reported) {
        const auto objective = std::ranges::find(course.objectives, evidence.objective, &content::Objective::id);
        if (objective == course.objectives.end() || objective->competency.empty()) {
            continue;
        }
        auto& [stated, count] = sums[{objective->competency, objective->level}];
        stated.objective = evidence.objective;
        stated.competency = objective->competency;
        stated.level = objective->level;
        stated.scaled += evidence.scaled;
        ++count;
    }
    std::vector<StatedEvidence> result;
    for (auto& [key, sum] : sums) {
        sum.first.scaled /= sum.second;
        result.push_back(sum.first);
    }
    return result;
}

void judge(const StatementContext& context, const Standing& before, const store::CourseProgress& course_before,
           const modules::Outcome& outcome, store::AnswerRecord& record) {
    const progress::UnitStanding old_standing = before.row ? to_standing(*before.row) : progress::UnitStanding{};
    const progress::Applied applied = progress::apply(context.unit->rule, old_standing, to_reported(outcome));

    for (const modules::Interaction& interaction : outcome.interactions) {
        record.statements.push_back(state_answered(context, interaction));
    }
    if (!outcome.declarations.empty()) {
        record.statements.push_back(state_declared(context, outcome.declarations));
    }
    const bool completes = contains(applied.events, progress::Event::Completed);
    if (applied.standing.percent != old_standing.percent && !completes) {
        record.statements.push_back(state_progressed(context, applied.standing.percent));
    }
    if (completes) {
        record.statements.push_back(state_completed(context));
    }
    state_attempt(context, applied.events, outcome, record);

    progress::Standings after = before.units;
    after[context.unit->au->id] = applied.standing;
    const auto groups_before = progress::satisfied_groups(context.course->rule, before.units);
    const auto groups_after = progress::satisfied_groups(context.course->rule, after);
    for (const std::string& group : groups_after) {
        // A course that asks for nothing holds before its first answer; it is stated with that one.
        const bool course_unstated = group == context.course->rule.id && !course_before.satisfied;
        if (!groups_before.contains(group) || course_unstated) {
            record.statements.push_back(state_satisfied(context, group));
        }
    }

    if (record.statements.empty()) {
        return;
    }
    record.unit_progress = to_row(context, applied.standing);
    store::CourseProgress course{.registration = context.registration,
                                 .satisfied_units = static_cast<std::int32_t>(std::ranges::count_if(
                                     after, [](const auto& unit) { return unit.second.satisfied; })),
                                 .satisfied = course_before.satisfied};
    if (!course.satisfied && groups_after.contains(context.course->rule.id)) {
        course.satisfied = context.now;
    }
    if (course != course_before) {
        record.course_progress = course;
    }
}

}  // namespace lyceum::learning
