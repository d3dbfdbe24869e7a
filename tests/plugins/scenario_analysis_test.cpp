// What the scenario module finds in a graph, against a trial of all ways by a model of its own.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

namespace lyceum::plugins::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// A line an element: lines are counted from the root, which is the first.
std::string scenario_of(const std::string& body, const std::string& start = "a") {
    return "<scenario xmlns=\"urn:lyceum:scenario:1\" lang=\"ru\" start=\"" + start +
           "\"><title>Т</title><indicators><indicator id=\"i\" start=\"50\" good=\"up\">И</indicator></indicators>\n" +
           body + "</scenario>";
}

std::string node(const std::string& id, const std::string& choices) {
    return "<node id=\"" + id + "\"><title>" + id + "</title>\n" + choices + "</node>\n";
}

std::string choice(const std::string& id, const std::string& to, const std::string& more) {
    return "<choice id=\"" + id + "\" to=\"" + to + "\"><text>Т</text>" + more + "</choice>\n";
}

std::string ending(const std::string& id, const std::string& kind = "good") {
    return "<ending id=\"" + id + "\" kind=\"" + kind + "\"><title>" + id + "</title><p>К.</p></ending>\n";
}

const std::string up = "<effect on=\"i\" change=\"+1\"/>";

std::vector<Diagnosed> findings(const std::string& content) {
    const Session session{"scenario", content};
    return session.diagnostics();
}

Diagnosed warning(std::uint32_t line, const std::string& rule) {
    return {line, 1, rule, LYCEUM_WARNING};
}

TEST(ScenarioGraph, ALoopWithoutAnEndingIsFoundAtEachOfItsSituations) {
    const std::string body = node("a", choice("x", "b", up)) + node("b", choice("x", "a", up)) + ending("e");
    EXPECT_THAT(findings(scenario_of(body)),
                ElementsAre(Diagnosed{2, 1, "scenario.no-way-out"}, Diagnosed{5, 1, "scenario.no-way-out"},
                            warning(8, "scenario.unreachable")));
}

TEST(ScenarioGraph, ADeadEndIsFoundAndNotTakenForALoop) {
    const std::string body = node("a", choice("x", "b", up) + choice("y", "e", up)) + node("b", "") + ending("e");
    EXPECT_THAT(findings(scenario_of(body)), ElementsAre(Diagnosed{6, 1, "scenario.dead-end"}));
}

TEST(ScenarioGraph, AScenarioWithoutAnEndingIsRefused) {
    EXPECT_THAT(findings(scenario_of(node("a", choice("x", "a", up)))),
                ElementsAre(Diagnosed{1, 1, "scenario.no-ending"}));
}

TEST(ScenarioGraph, UnknownNamesAreReported) {
    const std::string body = node("alpha", choice("x", "alpah", "<effect on=\"j\" change=\"1\"/>")) + ending("e");
    EXPECT_THAT(findings(scenario_of(body, "alfa")),
                ElementsAre(Diagnosed{3, 41, "scenario.unknown-indicator"}, Diagnosed{3, 1, "scenario.unknown-place"},
                            Diagnosed{1, 1, "scenario.unknown-place"}));
}

TEST(ScenarioGraph, NamesGivenTwiceAreReported) {
    const std::string body = node("a", choice("x", "e", up) + choice("x", "e", "")) + ending("e") + ending("e");
    EXPECT_THAT(findings(scenario_of(body)), Contains(Diagnosed{4, 1, "scenario.duplicate-id"}));
    EXPECT_THAT(findings(scenario_of(body)), Contains(Diagnosed{7, 1, "scenario.duplicate-id"}));
}

TEST(ScenarioGraph, AChoiceForWhichNothingSpeaksIsFound) {
    const std::string body = node("a", choice("x", "e", "<effect on=\"i\" change=\"5\"/>") + choice("y", "e", up) +
                                           choice("z", "f", "") + choice("w", "e", "<set flag=\"s\"/>")) +
                             ending("e") +
                             node("f", choice("x", "e", up + "<when not-flag=\"s\"/>") + choice("y", "e", up));
    EXPECT_THAT(findings(scenario_of(body)), ElementsAre(warning(4, "scenario.dominated-choice")));
}

TEST(ScenarioGraph, ChoicesThatDoTheSameAreFound) {
    const std::string body = node("a", choice("x", "e", up) + choice("y", "e", up)) + ending("e");
    EXPECT_THAT(findings(scenario_of(body)), ElementsAre(warning(4, "scenario.same-choice")));
}

TEST(ScenarioGraph, AnIndicatorThatCanLeaveItsRangeIsFoundOnlyWhereItCan) {
    const std::string big = "<effect on=\"i\" change=\"30\"/>";
    const std::string body = node("a", choice("x", "b", big) + choice("y", "b", "")) +
                             node("b", choice("x", "e", big) + choice("y", "f", "")) + ending("e") + ending("f");
    EXPECT_THAT(findings(scenario_of(body)),
                ElementsAre(warning(4, "scenario.dominated-choice"), warning(7, "scenario.leaves-range")));
}

TEST(ScenarioGraph, SomebodyWhoFindsNoChoiceOpenIsFound) {
    const std::string body = node("a", choice("x", "b", up + "<set flag=\"s\"/>") + choice("y", "b", "")) +
                             node("b", choice("x", "e", up + "<when flag=\"s\"/>") +
                                           choice("y", "f", "<when indicator=\"i\" at-least=\"51\"/>")) +
                             ending("e") + ending("f");
    EXPECT_THAT(findings(scenario_of(body)), ElementsAre(Diagnosed{6, 1, "scenario.stuck"}));
}

TEST(ScenarioGraph, ALoopThatConditionsCloseIsFound) {
    const std::string body =
        node("a", choice("x", "b", up) + choice("y", "e", "")) +
        node("b", choice("x", "b", up) + choice("y", "e", "<when indicator=\"i\" at-most=\"40\"/>")) + ending("e");
    EXPECT_THAT(findings(scenario_of(body)), Contains(Diagnosed{6, 1, "scenario.trapped"}));
    EXPECT_THAT(findings(scenario_of(body)), Contains(warning(8, "scenario.never-open")));
}

TEST(ScenarioGraph, FlagsThatNobodySetsOrAsksForAreFound) {
    const std::string body =
        node("a", choice("x", "e", "<set flag=\"open\"/>") + choice("y", "e", up + "<when not-flag=\"opne\"/>")) +
        ending("e");
    EXPECT_THAT(findings(scenario_of(body)), ElementsAre(Diagnosed{3, 37, "scenario.flag-never-asked", LYCEUM_WARNING},
                                                         Diagnosed{4, 65, "scenario.flag-never-set", LYCEUM_WARNING}));
}

TEST(ScenarioGraph, AScenarioTooLargeToTryIsBoundedByIntervals) {
    // Twelve indicators' worth of independent choices: 3 to the 14th standings.
    std::string body;
    for (int index = 0; index < 14; ++index) {
        const std::string next = index == 13 ? "e" : "n" + std::to_string(index + 1);
        const std::string power = std::to_string(1 << index);
        body +=
            node("n" + std::to_string(index), choice("x", next, "<effect on=\"i\" change=\"" + power + "\"/>") +
                                                  choice("y", next, "<effect on=\"i\" change=\"-" + power + "\"/>") +
                                                  choice("z", next, "<set flag=\"s" + std::to_string(index) + "\"/>"));
    }
    std::string content = scenario_of(body + ending("e"), "n0");
    content.replace(content.find("start=\"50\""), 10, "start=\"0\" min=\"-20000\" max=\"16000\"");
    std::size_t leaving = 0;
    for (const Diagnosed& each : findings(content)) {
        if (each.rule == "scenario.leaves-range") {
            ++leaving;
            EXPECT_EQ(each.line, 2U + 13U * 5U + 1U) << "1 + 2 + … + 8192 = 16383 is too much at the last step only";
        }
    }
    EXPECT_EQ(leaving, 1U);
}

// ---- A model of random small scenarios, tried by brute force
// ----------------------------------------------------------

struct ModelChoice {
    std::size_t to;
    int change;
    int sets;      // a flag, or -1
    int asks;      // a flag, or -1
    int at_least;  // of the indicator, or -1
    std::uint32_t line;
};

struct Model {
    std::vector<std::vector<ModelChoice>> nodes;  // the endings come after
    std::vector<std::uint32_t> lines;
    std::size_t endings;
    std::string content;
};

Model random_model(std::mt19937& random) {
    const auto below = [&](int bound) { return std::uniform_int_distribution<int>{0, bound - 1}(random); };
    Model model;
    model.nodes.resize(static_cast<std::size_t>(2 + below(4)));
    model.endings = static_cast<std::size_t>(1 + below(2));
    std::uint32_t line = 2;
    std::string body;
    for (std::size_t index = 0; index < model.nodes.size(); ++index) {
        model.lines.push_back(line++);
        std::string choices;
        const int count = 1 + below(3);
        for (int each = 0; each < count; ++each) {
            ModelChoice made{static_cast<std::size_t>(below(static_cast<int>(model.nodes.size() + model.endings))),
                             below(9) * 10 - 40,
                             below(3) == 0 ? below(2) : -1,
                             below(3) == 0 ? below(2) : -1,
                             below(5) == 0 ? below(10) * 10 : -1,
                             line++};
            std::string more = "<effect on=\"i\" change=\"" + std::to_string(made.change) + "\"/>";
            more += made.sets < 0 ? "" : "<set flag=\"f" + std::to_string(made.sets) + "\"/>";
            more += made.asks < 0 ? "" : "<when flag=\"f" + std::to_string(made.asks) + "\"/>";
            more +=
                made.at_least < 0 ? "" : "<when indicator=\"i\" at-least=\"" + std::to_string(made.at_least) + "\"/>";
            choices += choice("c" + std::to_string(each), "p" + std::to_string(made.to), more);
            model.nodes[index].push_back(made);
        }
        body += node("p" + std::to_string(index), choices);
        ++line;
    }
    for (std::size_t index = 0; index < model.endings; ++index) {
        model.lines.push_back(line++);
        body += ending("p" + std::to_string(model.nodes.size() + index), index == 0 ? "good" : "bad");
    }
    model.content = scenario_of(body, "p0");
    return model;
}

// All standings by recursion; what is found, as (line, rule).
struct Trial {
    const Model& model;
    std::set<std::tuple<std::size_t, int, int>> met;
    std::set<std::pair<std::uint32_t, std::string>> found;
    std::set<std::size_t> reached;
    std::set<std::uint32_t> opened;

    bool is_open(const ModelChoice& choice, int value, int flags) const {
        return (choice.asks < 0 || (flags >> choice.asks & 1) != 0) && value >= choice.at_least;
    }

    void go(std::size_t place, int value, int flags) {
        if (!met.emplace(place, value, flags).second) {
            return;
        }
        reached.insert(place);
        bool any = place >= model.nodes.size();
        for (const ModelChoice& choice : any ? std::vector<ModelChoice>{} : model.nodes[place]) {
            if (!is_open(choice, value, flags)) {
                continue;
            }
            any = true;
            opened.insert(choice.line);
            const int raw = value + choice.change;
            if (raw < 0 || raw > 100) {
                found.emplace(choice.line, "scenario.leaves-range");
            }
            go(choice.to, std::clamp(raw, 0, 100), choice.sets < 0 ? flags : flags | 1 << choice.sets);
        }
        if (!any) {
            found.emplace(model.lines[place], "scenario.stuck");
        }
    }
};

TEST(ScenarioGraph, AgreesWithATrialOfAllWays) {
    std::mt19937 random{20261124};
    std::size_t compared = 0;
    std::set<std::string> rules;
    for (int round = 0; round < 4000; ++round) {
        const Model model = random_model(random);
        SCOPED_TRACE(model.content);
        Trial trial{model, {}, {}, {}, {}};
        trial.go(0, 50, 0);
        for (std::size_t place = 0; place < model.lines.size(); ++place) {
            if (!trial.reached.contains(place)) {
                trial.found.emplace(model.lines[place], "scenario.unreachable");
            } else if (place < model.nodes.size()) {
                for (const ModelChoice& each : model.nodes[place]) {
                    if (!trial.opened.contains(each.line)) {
                        trial.found.emplace(each.line, "scenario.never-open");
                    }
                }
            }
        }
        std::set<std::pair<std::uint32_t, std::string>> found;
        bool broken = false;
        for (const Diagnosed& each : findings(model.content)) {
            broken = broken || each.rule == "scenario.no-way-out";
            if (each.rule == "scenario.leaves-range" || each.rule == "scenario.stuck" ||
                each.rule == "scenario.unreachable" || each.rule == "scenario.never-open") {
                found.emplace(each.line, each.rule);
                rules.insert(each.rule);
            }
        }
        if (broken) {
            continue;  // refused before the ways are tried
        }
        ++compared;
        ASSERT_EQ(found, trial.found);
    }
    EXPECT_GT(compared, 300U);
    EXPECT_EQ(rules.size(), 4U) << "each kind of finding came up";
}

// Whatever way is taken through a scenario that opens, the pages and the state keep to the model.
TEST(ScenarioGraph, AllPathsStayConsistent) {
    std::mt19937 random{7};
    std::size_t ended = 0;
    for (int round = 0; round < 600; ++round) {
        const Model model = random_model(random);
        Session session{"scenario", model.content};
        if (!session.opened()) {
            continue;
        }
        SCOPED_TRACE(model.content);
        std::size_t place = 0;
        int value = 50;
        int flags = 0;
        for (int step = 0; step < 30 && place < model.nodes.size(); ++step) {
            const std::string page = session.view();
            std::vector<std::size_t> open;
            for (std::size_t index = 0; index < model.nodes[place].size(); ++index) {
                const bool shown = page.find("value=\"c" + std::to_string(index) + "\"") != std::string::npos;
                const ModelChoice& each = model.nodes[place][index];
                const bool is_open = (each.asks < 0 || (flags >> each.asks & 1) != 0) && value >= each.at_least;
                ASSERT_EQ(shown, is_open) << index;
                if (is_open) {
                    open.push_back(index);
                }
            }
            ASSERT_NE(page.find("<strong>" + std::to_string(value) + "</strong>"), std::string::npos) << value;
            ASSERT_THAT(open, testing::Not(IsEmpty()));
            const std::size_t taken = open[std::uniform_int_distribution<std::size_t>{0, open.size() - 1}(random)];
            const Outcome outcome = session.submit({{"at", "p" + std::to_string(place)},
                                                    {"step", std::to_string(step)},
                                                    {"choice", "c" + std::to_string(taken)},
                                                    {"act", "decide"}});
            ASSERT_EQ(outcome.status, LYCEUM_OK);
            const ModelChoice& made = model.nodes[place][taken];
            value = std::clamp(value + made.change, 0, 100);
            flags = made.sets < 0 ? flags : flags | 1 << made.sets;
            place = made.to;
            ASSERT_EQ(outcome.completion.has_value(), place >= model.nodes.size());
            if (place >= model.nodes.size()) {
                ++ended;
                EXPECT_EQ(outcome.score->scaled, place == model.nodes.size() ? 1 : 0);
                session.view();
            }
        }
    }
    EXPECT_GT(ended, 50U);
}

}  // namespace
}  // namespace lyceum::plugins::test
