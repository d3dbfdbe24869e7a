// Whatever state, fields or content a module is given, it answers with a status and, where it writes a page, with a
// good one. Seeded: a failure names the seed and the round. [one thread]
#include "tests/plugins/module_host.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <random>

namespace lyceum::plugins::test {
namespace {

struct Example {
    const char* module;
    const char* file;
};

void PrintTo(const Example& example, std::ostream* out) {
    *out << example.module << "/" << example.file;
}

class Garbage : public testing::TestWithParam<Example> {
protected:
    static std::string module() { return GetParam().module; }
    static std::string example() { return read_source_file("plugins/" + module() + "/" + GetParam().file); }

    // At most 2: newer states are refused, which is a test of its own.
    const std::uint32_t version_ = std::min(2U, Session{module(), example()}.module().state_version);

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_); }

    std::string bytes(std::size_t longest) {
        std::string text;
        const std::size_t length = below(longest + 1);
        for (std::size_t index = 0; index < length; ++index) {
            text += static_cast<char>(below(256));
        }
        return text;
    }

    // Lines of words the modules know, put together anyhow: reaches past the first check.
    std::string plausible_state() {
        const char* words[] = {"at",
                               "seen",
                               "chosen",
                               "finished",
                               "attempt",
                               "answer",
                               "ended",
                               "result",
                               "last",
                               "best",
                               "price",
                               "next",
                               "measure",
                               "hours",
                               "simplify",
                               "merge",
                               "price-check",
                               "visits",
                               "hours-a-year",
                               "0",
                               "1",
                               "2",
                               "-1",
                               "4",
                               "3.5",
                               "60",
                               "9999999999999999999999",
                               "until",
                               "1764000300000",
                               "drawn",
                               "draft",
                               "moved",
                               "late",
                               "timeup",
                               "first",
                               "then",
                               "path",
                               "cancel",
                               "automate",
                               "owners",
                               "whole",
                               "owner",
                               "term",
                               "цена%20бумаги",
                               "%",
                               "find-extra",
                               "weakest",
                               "0.5",
                               "glossary",
                               "note",
                               "yours",
                               "list",
                               "compare",
                               "edit",
                               "before",
                               "t1",
                               "@t2",
                               "done",
                               "typed",
                               "title",
                               "service",
                               "s1",
                               "reply",
                               "yes",
                               "no",
                               "published",
                               "-",
                               "form",
                               "paste",
                               "table",
                               "now",
                               "begun",
                               "attempts",
                               "queue",
                               "ask",
                               "certificate",
                               "same-queue",
                               "before",
                               "after",
                               "sent",
                               "again",
                               "owner",
                               "share",
                               "order",
                               "time%20visits%20papers",
                               "window",
                               ""};
        std::string text = module() + (below(3) == 0 || version_ == 1 ? " 1\n" : " 2\n");
        const std::size_t lines = below(8);
        for (std::size_t line = 0; line < lines; ++line) {
            const std::size_t count = 1 + below(4);
            for (std::size_t word = 0; word < count; ++word) {
                text += word == 0 ? "" : " ";
                text += words[below(std::size(words))];
            }
            text += "\n";
        }
        return text;
    }

    // A form of the page filled in anyhow, and now and then spoiled: fields lost, doubled, swapped for garbage.
    FormFields fields(const std::string& page) {
        pugi::xml_document document;
        const std::string whole = "<page>" + page + "</page>";
        document.load_buffer(whole.data(), whole.size());
        const pugi::xpath_node_set forms = document.select_nodes("//form");
        if (forms.empty()) {
            return {{"act", "retry"}};
        }
        const pugi::xml_node form = forms[below(forms.size())].node();
        FormFields made;
        for (const pugi::xpath_node& found : form.select_nodes(".//input")) {
            const std::string type = found.node().attribute("type").value();
            const char* typed[] = {"60", "много", "1,5", "", "-7", " Цену  бумаги. ", "2"};
            if (type == "text") {
                made.emplace_back(found.node().attribute("name").value(), typed[below(std::size(typed))]);
            } else if (type == "hidden" || below(3) == 0) {
                made.emplace_back(found.node().attribute("name").value(), found.node().attribute("value").value());
            }
        }
        for (const pugi::xpath_node& found : form.select_nodes(".//select")) {
            const pugi::xpath_node_set options = found.node().select_nodes("option");
            made.emplace_back(found.node().attribute("name").value(),
                              options[below(options.size())].node().attribute("value").value());
        }
        if (form.select_node(".//textarea")) {
            for (const pugi::xpath_node& found : form.select_nodes(".//textarea")) {
                made.emplace_back(found.node().attribute("name").value(),
                                  below(2) == 0 ? bytes(40) : std::string(below(3000), '%'));
            }
        }
        if (form.select_node(".//input[@type='date']") && below(3) > 0) {
            made.emplace_back("deadline", below(3) == 0 ? "31.02.2027" : "2027-06-01");
        }
        const pugi::xpath_node_set buttons = form.select_nodes(".//button[not(@disabled)]");
        made.emplace_back("act", buttons[below(buttons.size())].node().attribute("value").value());
        while (below(4) == 0) {
            const std::size_t at = below(made.size());
            switch (below(3)) {
                case 0:
                    made[at].second = bytes(40);
                    break;
                case 1:
                    made.push_back(made[at]);
                    break;
                default:
                    made[at].first = "act";
                    break;
            }
        }
        return made;
    }

    std::mt19937_64 random_{20261124};
};

TEST_P(Garbage, InTheStateGivesAStatusAndNoBadPage) {
    Session session{module(), example()};
    std::size_t shown = 0;
    for (int round = 0; round < 1500; ++round) {
        SCOPED_TRACE(round);
        const std::string state = below(4) == 0 ? bytes(200) : plausible_state();
        const auto [status, page] = session.try_view(state, version_);
        ASSERT_TRUE(status == LYCEUM_OK || status == LYCEUM_INVALID_STATE) << status;
        if (status == LYCEUM_OK) {
            ++shown;
            expect_good_page(page);
            ASSERT_EQ(page, session.try_view(state, version_).second) << "the same call writes the same bytes";
        } else {
            ASSERT_TRUE(page.empty());
        }
        ASSERT_FALSE(HasFailure()) << state;
    }
    EXPECT_GT(shown, 0U);
}

TEST_P(Garbage, InTheStatesOfOthersIsLeftOutOfAReport) {
    if (module() != "quiz" && module() != "scenario" && module() != "survey") {
        return;  // has no report
    }
    const Session session{module(), example()};
    for (int round = 0; round < 300; ++round) {
        SCOPED_TRACE(round);
        std::map<std::string, std::string> states;
        for (int learner = 0; learner < 5; ++learner) {
            states["p" + std::to_string(learner)] = below(4) == 0 ? bytes(200) : plausible_state();
            (*session.shared)["before/p" + std::to_string(learner)] = below(2) == 0 ? bytes(100) : plausible_state();
        }
        ASSERT_FALSE(session.report(states, version_).empty());
        ASSERT_FALSE(HasFailure());
    }
}

TEST_P(Garbage, InTheFieldsNeverLeavesAStateThatCannotBeShown) {
    Session session{module(), example()};
    std::size_t changes = 0;
    for (int round = 0; round < 1500; ++round) {
        SCOPED_TRACE(round);
        session.time_ms += static_cast<std::int64_t>(below(100'000));
        const Outcome outcome = session.submit(fields(session.view()));
        ASSERT_TRUE(outcome.status == LYCEUM_OK || outcome.status == LYCEUM_INVALID_FIELDS) << outcome.status;
        changes += outcome.state ? 1 : 0;
        ASSERT_TRUE(module() == "survey" || outcome.shared.empty()) << "nothing is shared here";
        ASSERT_LT(session.state.size(), 65'536U);
        ASSERT_FALSE(HasFailure()) << session.state;
        if (below(30) == 0) {
            session.state.clear();
            session.state_version = 0;
        }
    }
    EXPECT_GT(changes, 500U);
}

TEST_P(Garbage, InTheContentGivesAnActivityOrFindings) {
    const std::string good = example();
    for (int round = 0; round < 1500; ++round) {
        SCOPED_TRACE(round);
        std::string content = good;
        const std::size_t edits = 1 + below(4);
        for (std::size_t edit = 0; edit < edits; ++edit) {
            const std::size_t at = below(content.size());
            switch (below(3)) {
                case 0:
                    content.erase(at, 1 + below(60));
                    break;
                case 1:
                    content[at] = static_cast<char>(below(256));
                    break;
                default:
                    content.insert(at, content.substr(below(content.size()), below(200)));
                    break;
            }
        }
        Session session{module(), content};
        if (session.opened()) {
            // A page of content that is not even UTF-8 is still well-formed; what the schema would refuse may look odd.
            const auto [status, page] = session.try_view("", 0);
            ASSERT_EQ(status, LYCEUM_OK);
            ASSERT_FALSE(page.empty());
        } else {
            ASSERT_EQ(session.open_status(), LYCEUM_INVALID_CONTENT);
            ASSERT_FALSE(session.diagnostics().empty());
        }
    }
}

TEST_P(Garbage, NestedDeeplyIsRefusedWithoutRecursion) {
    std::string content = "<" + module() + ">";
    for (int depth = 0; depth < 100'000; ++depth) {
        content += "<p>";
    }
    const Session session{module(), content};
    EXPECT_EQ(session.open_status(), LYCEUM_INVALID_CONTENT);
}

INSTANTIATE_TEST_SUITE_P(Modules, Garbage,
                         testing::Values(Example{"lesson", "example.xml"}, Example{"lesson", "example-blocks.xml"},
                                         Example{"quiz", "example.xml"}, Example{"quiz", "example-kinds.xml"},
                                         Example{"priorities", "example.xml"},
                                         Example{"service-maturity", "example.xml"},
                                         Example{"scenario", "example.xml"}, Example{"survey", "example.xml"}),
                         [](const testing::TestParamInfo<Example>& example) {
                             const std::string file{example.param.file};
                             std::string name = example.param.module;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name + std::string{file == "example.xml" ? "" : "_all"};
                         });

}  // namespace
}  // namespace lyceum::plugins::test
