// Rules about a course as a whole.

#include "host/content/course_draft.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::content {

using xml::in_quotes;

namespace {

class PrerequisiteRules {
public:
    explicit PrerequisiteRules(Draft& draft) : draft_{draft}, marks_(draft.units.size(), Mark::New) {
        for (std::size_t i = 0; i < draft.units.size(); ++i) {
            indexes_.try_emplace(draft.units[i].au->id, i);
            ids_.push_back(draft.units[i].au->id);
        }
    }

    void check() {
        needs_.resize(draft_.units.size());
        for (std::size_t i = 0; i < draft_.units.size(); ++i) {
            resolve(i);
        }
        for (std::size_t i = 0; i < draft_.units.size(); ++i) {
            if (marks_[i] == Mark::New) {
                find_circles(i);
            }
        }
        for (std::size_t i = 0; i < draft_.units.size(); ++i) {
            find_later(i);
        }
    }

private:
    enum class Mark { New, Open, Done };

    void resolve(std::size_t unit) {
        const DraftUnit& draft = draft_.units[unit];
        for (const std::string& id : draft.au->prerequisites) {
            const auto found = indexes_.find(id);
            if (found == indexes_.end()) {
                std::string hint = xml::did_you_mean(id, ids_);
                draft_.error(draft.element, "prerequisites", "course.unknown-prerequisite",
                             fmt::format("there is no unit {}", in_quotes(id)),
                             hint.empty() ? "write ids of units, with blanks between" : std::move(hint));
            } else if (found->second == unit) {
                draft_.error(draft.element, "prerequisites", "course.circular-prerequisites",
                             fmt::format("unit {} waits for itself", in_quotes(id)), "remove it");
            } else {
                needs_[unit].push_back(found->second);
            }
        }
    }

    // Depth-first along prerequisites without recursion; one error for each way back.
    void find_circles(std::size_t start) {
        struct Step {
            std::size_t unit;
            std::size_t next;
        };
        std::vector<Step> path{{start, 0}};
        marks_[start] = Mark::Open;
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next == needs_[step.unit].size()) {
                marks_[step.unit] = Mark::Done;
                path.pop_back();
                continue;
            }
            const std::size_t needed = needs_[step.unit][step.next++];
            if (marks_[needed] == Mark::New) {
                marks_[needed] = Mark::Open;
                path.push_back({needed, 0});
            } else if (marks_[needed] == Mark::Open) {
                std::string circle;
                const auto from =
                    std::find_if(path.begin(), path.end(), [&](const Step& one) { return one.unit == needed; });
                for (auto one = from; one != path.end(); ++one) {
                    in_circle_.push_back(one->unit);
                    constexpr std::size_t enough = 400;
                    if (circle.size() < enough) {
                        circle += in_quotes(ids_[one->unit]) + " → ";
                    }
                }
                const std::size_t first = std::min_element(from, path.end(), [](const Step& left, const Step& right) {
                                              return left.unit < right.unit;
                                          })->unit;
                draft_.error(draft_.units[first].element, "prerequisites", "course.circular-prerequisites",
                             fmt::format("these units wait for each other: {}{}", circle, in_quotes(ids_[needed])),
                             "remove one of these prerequisites");
            }
        }
    }

    void find_later(std::size_t unit) {
        if (std::find(in_circle_.begin(), in_circle_.end(), unit) != in_circle_.end()) {
            return;
        }
        for (const std::size_t needed : needs_[unit]) {
            if (needed > unit) {
                draft_.warning(draft_.units[unit].element, "prerequisites", "course.later-prerequisite",
                               fmt::format("unit {} waits for {}, which comes after it", in_quotes(ids_[unit]),
                                           in_quotes(ids_[needed])),
                               "move one of the two");
            }
        }
    }

    Draft& draft_;
    std::vector<Mark> marks_;
    std::vector<std::string> ids_;
    std::unordered_map<std::string, std::size_t> indexes_;
    std::vector<std::vector<std::size_t>> needs_;
    std::vector<std::size_t> in_circle_;
};

// cmi5 section 13.1.4: masteryScore decides what "passed" means, which these two never ask.
void check_mastery_scores(Draft& draft) {
    for (const DraftUnit& unit : draft.units) {
        const MoveOn move_on = unit.au->move_on;
        if (unit.au->mastery_score && (move_on == MoveOn::NotApplicable || move_on == MoveOn::Completed)) {
            draft.warning(unit.element, "masteryScore", "course.unused-mastery-score",
                          fmt::format("moveOn {} never asks for masteryScore",
                                      in_quotes(move_on == MoveOn::Completed ? "Completed" : "NotApplicable")),
                          "write moveOn=\"Passed\" or \"CompletedAndPassed\", or remove masteryScore");
        }
    }
}

}  // namespace

void check_rules(Draft& draft) {
    PrerequisiteRules{draft}.check();
    check_mastery_scores(draft);
}

}  // namespace lyceum::content
