// check_ways: what values and flags do on the ways through a scenario, gone through exactly or bounded by intervals.
#include "plugins/common/suggestion.hpp"
#include "plugins/scenario/analysis.hpp"
#include "plugins/scenario/reach.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace lyceum::plugins::scenario {
namespace {

// What both ways of looking at values report.
class WayCheck {
public:
    WayCheck(const Scenario& scenario, const Places& places, Findings& findings)
        : scenario_{scenario}, at_{places}, findings_{findings}, reached_(scenario.places.size(), false) {
        for (const Place& place : scenario.places) {
            opened_.emplace_back(place.choices.size(), false);
        }
    }

    void exactly(const Exploration& exploration) {
        std::set<std::size_t> stuck;
        for (const Met& met : exploration.met()) {
            reached_[met.place] = true;
            for (const Way& way : met.ways) {
                opened_[met.place][way.choice] = true;
                check_range(exploration, met, way.choice);
            }
            const Place& place = scenario_.places[met.place];
            if (!place.is_ending() && met.ways.empty() && stuck.insert(met.place).second) {
                findings_.error(
                    at_.places[met.place], "scenario.stuck",
                    "Who comes to " + quoted(place.id) + way_to(exploration, met) + " finds no choice open.",
                    "Give one choice of this situation no <when>.");
            }
        }
        std::set<std::size_t> trapped;
        for (const Met& met : exploration.met()) {
            if (stuck.empty() && !met.best && trapped.insert(met.place).second) {
                findings_.error(at_.places[met.place], "scenario.trapped",
                                "Who comes to " + quoted(scenario_.places[met.place].id) + way_to(exploration, met) +
                                    " goes round and never reaches an ending: conditions close every way out.",
                                "Give a choice that leads out of the loop no <when>.");
            }
        }
        report_unreached();
    }

    // Bounds of the values and the flags in each place, grown until nothing changes. A place that has grown often gets
    // the whole range at once, so this ends soon whatever the scenario.
    void by_intervals() {
        bounds_.resize(scenario_.places.size());
        Bounds first;
        for (const Indicator& indicator : scenario_.indicators) {
            first.least.push_back(indicator.start);
            first.most.push_back(indicator.start);
        }
        first.may_be_clear.set();
        std::vector<std::size_t> open;
        grow(scenario_.start, first, open);
        while (!open.empty()) {
            const std::size_t place = open.back();
            open.pop_back();
            for (std::size_t choice = 0; choice < scenario_.places[place].choices.size(); ++choice) {
                Bounds next = bounds_[place];
                if (take(scenario_.places[place].choices[choice], next)) {
                    opened_[place][choice] = true;
                    grow(scenario_.places[place].choices[choice].to, next, open);
                }
            }
        }
        for (std::size_t place = 0; place < scenario_.places.size(); ++place) {
            report_bounds(place);
        }
        report_unreached();
    }

private:
    struct Bounds {
        Values least;
        Values most;
        Flags may_be_set;
        Flags may_be_clear;
        int grown = 0;
    };

    // The decisions that lead to a standing, for a message: " by n1: a, n2: b"; nothing at the start.
    std::string way_to(const Exploration& exploration, const Met& met) const {
        std::vector<std::string> steps;
        for (const Met* at = &met; at->from; at = &exploration.met()[*at->from]) {
            const Place& before = scenario_.places[exploration.met()[*at->from].place];
            steps.push_back(before.id + ": " + before.choices[at->by].id);
        }
        constexpr std::size_t most_steps = 12;
        std::string words;
        for (std::size_t index = 0; index < std::min(steps.size(), most_steps); ++index) {
            words += (index == 0 ? " by " : ", ") + steps[steps.size() - 1 - index];
        }
        return words + (steps.size() > most_steps ? ", …" : "");
    }

    void check_range(const Exploration& exploration, const Met& met, std::size_t choice) {
        const Place& place = scenario_.places[met.place];
        for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
            const int raw = met.standing.values[index] + place.choices[choice].changes[index];
            if (is_new_out_of_range(met.place, choice, index, raw)) {
                report_range(met.place, choice, index, raw, way_to(exploration, met));
            }
        }
    }

    bool is_new_out_of_range(std::size_t place, std::size_t choice, std::size_t index, int raw) {
        const Indicator& indicator = scenario_.indicators[index];
        return (raw < indicator.least || raw > indicator.most) && out_of_range_.emplace(place, choice, index).second;
    }

    void report_range(std::size_t place, std::size_t choice, std::size_t index, int raw, const std::string& way) {
        const Indicator& indicator = scenario_.indicators[index];
        const bool high = raw > indicator.most;
        findings_.warning(at_.choices[place][choice], "scenario.leaves-range",
                          "After " + quoted(scenario_.places[place].choices[choice].id) + way + " the indicator " +
                              quoted(indicator.id) + " would be " + std::to_string(raw) + ", " +
                              (high ? "above its max of " + std::to_string(indicator.most)
                                    : "below its min of " + std::to_string(indicator.least)) +
                              ": it stops there, and the effect is lost.",
                          "Make the effects smaller or the range wider.");
    }

    // Narrows to what the conditions let through and applies the effects; false if they cannot hold.
    bool take(const Choice& choice, Bounds& bounds) const {
        for (const Condition& condition : choice.conditions) {
            const std::size_t subject = condition.subject;
            switch (condition.kind) {
                case Condition::Kind::FlagSet:
                    if (!bounds.may_be_set[subject]) {
                        return false;
                    }
                    bounds.may_be_clear.reset(subject);
                    break;
                case Condition::Kind::FlagClear:
                    if (!bounds.may_be_clear[subject]) {
                        return false;
                    }
                    bounds.may_be_set.reset(subject);
                    break;
                case Condition::Kind::AtLeast:
                    bounds.least[subject] = std::max(bounds.least[subject], condition.bound);
                    break;
                case Condition::Kind::AtMost:
                    bounds.most[subject] = std::min(bounds.most[subject], condition.bound);
                    break;
            }
        }
        for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
            if (bounds.least[index] > bounds.most[index]) {
                return false;
            }
            const Indicator& indicator = scenario_.indicators[index];
            for (int* value : {&bounds.least[index], &bounds.most[index]}) {
                *value = std::clamp(*value + choice.changes[index], indicator.least, indicator.most);
            }
        }
        bounds.may_be_set = (bounds.may_be_set | choice.sets) & ~choice.clears;
        bounds.may_be_clear = (bounds.may_be_clear & ~choice.sets) | choice.clears;
        return true;
    }

    void grow(std::size_t place, const Bounds& by, std::vector<std::size_t>& open) {
        constexpr int often = 40;
        Bounds& bounds = bounds_[place];
        if (!reached_[place]) {
            reached_[place] = true;
            bounds = by;
            bounds.grown = 0;
            open.push_back(place);
            return;
        }
        bool changed = (by.may_be_set & ~bounds.may_be_set).any() || (by.may_be_clear & ~bounds.may_be_clear).any();
        bounds.may_be_set |= by.may_be_set;
        bounds.may_be_clear |= by.may_be_clear;
        for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
            if (by.least[index] < bounds.least[index]) {
                bounds.least[index] = bounds.grown > often ? scenario_.indicators[index].least : by.least[index];
                changed = true;
            }
            if (by.most[index] > bounds.most[index]) {
                bounds.most[index] = bounds.grown > often ? scenario_.indicators[index].most : by.most[index];
                changed = true;
            }
        }
        if (changed) {
            ++bounds.grown;
            open.push_back(place);
        }
    }

    void report_bounds(std::size_t index) {
        const Place& place = scenario_.places[index];
        if (!reached_[index] || place.is_ending()) {
            return;
        }
        const bool all_conditional = std::all_of(place.choices.begin(), place.choices.end(),
                                                 [](const Choice& choice) { return !choice.conditions.empty(); });
        if (all_conditional) {
            findings_.warning(at_.places[index], "scenario.cannot-prove",
                              "The scenario is too large to try all ways, and every choice of " + quoted(place.id) +
                                  " has conditions: somebody may find none open.",
                              "Give one choice of this situation no <when>.");
        }
        for (std::size_t choice = 0; choice < place.choices.size(); ++choice) {
            if (!opened_[index][choice]) {
                continue;
            }
            Bounds before = bounds_[index];
            for (const Condition& condition : place.choices[choice].conditions) {
                if (condition.kind == Condition::Kind::AtLeast) {
                    before.least[condition.subject] = std::max(before.least[condition.subject], condition.bound);
                } else if (condition.kind == Condition::Kind::AtMost) {
                    before.most[condition.subject] = std::min(before.most[condition.subject], condition.bound);
                }
            }
            for (std::size_t each = 0; each < scenario_.indicators.size(); ++each) {
                const int change = place.choices[choice].changes[each];
                const int raw = (change < 0 ? before.least : before.most)[each] + change;
                if (is_new_out_of_range(index, choice, each, raw)) {
                    report_range(index, choice, each, raw, ", on some way perhaps,");
                }
            }
        }
    }

    // Where no choice would lead though all conditions held, check_graph has said so.
    void report_unreached() {
        const std::vector<bool> linked = reached_from({scenario_.start}, links_of(scenario_));
        for (std::size_t place = 0; place < scenario_.places.size(); ++place) {
            if (!reached_[place] && linked[place]) {
                findings_.warning(at_.places[place], "scenario.unreachable",
                                  "Nobody comes to " + quoted(scenario_.places[place].id) +
                                      ": the conditions on the way to it never hold.",
                                  "Look at the <when> of the choices that lead here.");
            }
            for (std::size_t choice = 0; reached_[place] && choice < opened_[place].size(); ++choice) {
                if (!opened_[place][choice]) {
                    findings_.warning(at_.choices[place][choice], "scenario.never-open",
                                      "The conditions of " + quoted(scenario_.places[place].choices[choice].id) +
                                          " never hold: nobody sees this choice.",
                                      "Loosen its <when>.");
                }
            }
        }
    }

    const Scenario& scenario_;
    const Places& at_;
    Findings& findings_;
    std::vector<bool> reached_;
    std::vector<std::vector<bool>> opened_;
    std::vector<Bounds> bounds_;
    std::set<std::tuple<std::size_t, std::size_t, std::size_t>> out_of_range_;
};

}  // namespace

void check_ways(const Scenario& scenario, const Exploration& exploration, const Places& places, Findings& findings) {
    WayCheck check{scenario, places, findings};
    if (exploration.is_complete()) {
        check.exactly(exploration);
    } else {
        check.by_intervals();
    }
}

}  // namespace lyceum::plugins::scenario
