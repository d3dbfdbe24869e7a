#include "plugins/scenario/analysis.hpp"

#include "plugins/common/suggestion.hpp"
#include "plugins/scenario/reach.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace lyceum::plugins::scenario {
namespace {

class GraphCheck {
public:
    GraphCheck(const Scenario& scenario, const Places& places, Findings& findings)
        : scenario_{scenario}, at_{places}, findings_{findings}, count_{scenario.places.size()} {}

    bool check() {
        find_reach();
        bool good = true;
        for (std::size_t index = 0; index < count_; ++index) {
            const Place& place = scenario_.places[index];
            if (!place.is_ending() && place.choices.empty()) {
                findings_.error(at_.places[index], "scenario.dead-end",
                                "The situation " + quoted(place.id) + " has no choices: the learner stays there.",
                                "Add a <choice>, or make it an <ending>.");
                good = false;
            } else if (!leads_to_ending_[index] && !leads_to_dead_end_[index]) {
                findings_.error(at_.places[index], "scenario.no-way-out",
                                "From " + quoted(place.id) + " no ending can be reached: the choices go round.",
                                "Let one of the choices lead to an ending, or to a situation that comes to one.");
                good = false;
            }
            if (!reached_[index]) {
                findings_.warning(at_.places[index], "scenario.unreachable",
                                  "No way leads to " + quoted(place.id) + ".",
                                  "Let a choice lead here with to=" + quoted(place.id) + ", or take it out.");
            }
            check_pairs(index);
        }
        check_indicators();
        check_flags();
        return good;
    }

private:
    void find_reach() {
        const Links on = links_of(scenario_);
        Links back(count_);
        std::vector<std::size_t> endings;
        std::vector<std::size_t> dead_ends;
        for (std::size_t index = 0; index < count_; ++index) {
            for (const std::size_t to : on[index]) {
                back[to].push_back(index);
            }
            if (scenario_.places[index].is_ending()) {
                endings.push_back(index);
            } else if (on[index].empty()) {
                dead_ends.push_back(index);
            }
        }
        reached_ = reached_from({scenario_.start}, on);
        leads_to_ending_ = reached_from(std::move(endings), back);
        leads_to_dead_end_ = reached_from(std::move(dead_ends), back);
    }

    // Choices that lead the same way in all but their effects, compared by those.
    void check_pairs(std::size_t index) {
        const std::vector<Choice>& choices = scenario_.places[index].choices;
        for (std::size_t second = 1; second < choices.size(); ++second) {
            for (std::size_t first = 0; first < second; ++first) {
                const Choice& one = choices[first];
                const Choice& other = choices[second];
                if (one.to != other.to || one.sets != other.sets || one.clears != other.clears ||
                    one.conditions != other.conditions) {
                    continue;
                }
                const auto [better, worse] = compare(one, other);
                if (!better && !worse) {
                    findings_.warning(at_.choices[index][second], "scenario.same-choice",
                                      "The choices " + quoted(one.id) + " and " + quoted(other.id) + " do the same.",
                                      "Give one other effects, another place to lead to, or a flag.");
                } else if (!(better && worse)) {
                    const Choice& lesser = better ? other : one;
                    findings_.warning(
                        at_.choices[index][better ? second : first], "scenario.dominated-choice",
                        "The choice " + quoted(lesser.id) + " is nowhere better and somewhere worse than " +
                            quoted((better ? one : other).id) + ", and leads the same way: nothing speaks for it.",
                        "Let it gain something, lead elsewhere, or set a flag that a later situation asks for.");
                }
            }
        }
    }

    // Whether `one` is somewhere better, and somewhere worse.
    std::pair<bool, bool> compare(const Choice& one, const Choice& other) const {
        bool better = false;
        bool worse = false;
        for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
            const int gain = scenario_.indicators[index].good == Good::Up ? one.changes[index] - other.changes[index]
                                                                          : other.changes[index] - one.changes[index];
            better = better || gain > 0;
            worse = worse || gain < 0;
        }
        return {better, worse};
    }

    void check_indicators() {
        for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
            const bool moves = std::any_of(scenario_.places.begin(), scenario_.places.end(), [&](const Place& place) {
                return std::any_of(place.choices.begin(), place.choices.end(),
                                   [&](const Choice& choice) { return choice.changes[index] != 0; });
            });
            if (!moves) {
                findings_.warning(at_.indicators[index], "scenario.unused-indicator",
                                  "No choice changes the indicator " + quoted(scenario_.indicators[index].id) + ".",
                                  "Give a choice an <effect> on it, or take it out.");
            }
        }
    }

    void check_flags() {
        Flags set;
        Flags asked;
        const auto ask = [&](const std::vector<Condition>& conditions) {
            for (const Condition& condition : conditions) {
                if (condition.kind == Condition::Kind::FlagSet || condition.kind == Condition::Kind::FlagClear) {
                    asked.set(condition.subject);
                }
            }
        };
        for (const Place& place : scenario_.places) {
            for (const Passage& passage : place.passages) {
                ask(passage.conditions);
            }
            for (const Choice& choice : place.choices) {
                set |= choice.sets;
                ask(choice.conditions);
            }
        }
        for (std::size_t index = 0; index < scenario_.flags.size(); ++index) {
            const std::string& flag = scenario_.flags[index];
            if (!set[index]) {
                std::vector<std::string_view> others;
                for (std::size_t other = 0; other < scenario_.flags.size(); ++other) {
                    if (set[other]) {
                        others.emplace_back(scenario_.flags[other]);
                    }
                }
                findings_.warning(at_.flags[index], "scenario.flag-never-set",
                                  "No choice sets the flag " + quoted(flag) + ".",
                                  suggestion(flag, others, "Add <set flag=" + quoted(flag) + "/> to a choice."));
            } else if (!asked[index]) {
                findings_.warning(at_.flags[index], "scenario.flag-never-asked",
                                  "Nothing asks for the flag " + quoted(flag) + ".",
                                  "Ask for it in a <when> or an <if>, or do not set it.");
            }
        }
    }

    const Scenario& scenario_;
    const Places& at_;
    Findings& findings_;
    std::size_t count_;
    std::vector<bool> reached_;
    std::vector<bool> leads_to_ending_;
    std::vector<bool> leads_to_dead_end_;
};

}  // namespace

bool check_graph(const Scenario& scenario, const Places& places, Findings& findings) {
    return GraphCheck{scenario, places, findings}.check();
}

}  // namespace lyceum::plugins::scenario
