// Each kind of question of quiz/example-kinds.xml: its pages, its answers, what xAPI is told.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace lyceum::plugins::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string example() {
    return read_source_file("plugins/quiz/example-kinds.xml");
}

// The values of an attribute of all elements an XPath finds, in the order of the page.
std::vector<std::string> values(const std::string& page, const char* path) {
    pugi::xml_document document;
    const std::string whole = "<page>" + page + "</page>";
    document.load_buffer(whole.data(), whole.size());
    std::vector<std::string> found;
    for (const pugi::xpath_node& node : document.select_nodes(path)) {
        found.emplace_back(node.attribute().value());
    }
    return found;
}

// The form of an <order> with its items as the page has them, and a button.
FormFields order_form(const std::string& page, const std::string& question, const std::string& act) {
    FormFields fields{{"act", act}, {"question", question}};
    for (const std::string& item : values(page, ".//input[@name='item']/@value")) {
        fields.emplace_back("item", item);
    }
    return fields;
}

FormFields ordered(const std::string& question, const std::vector<std::string>& items) {
    FormFields fields{{"act", "answer"}, {"question", question}};
    for (const std::string& item : items) {
        fields.emplace_back("item", item);
    }
    return fields;
}

// On the question asked, as if its page had just been opened.
Session& at(Session& quiz, const std::string& question) {
    quiz.state = "quiz 2\nattempt 1\nat " + question + " " + std::to_string(quiz.time_ms) + "\n";
    quiz.state_version = 2;
    return quiz;
}

TEST(QuizKinds, OpenTheirExampleWithoutFindings) {
    const Session quiz{"quiz", example()};
    EXPECT_TRUE(quiz.opened());
    EXPECT_THAT(quiz.diagnostics(), IsEmpty());
}

TEST(QuizKinds, ShowTheSamePagesAsBefore) {
    Session quiz{"quiz", example()};
    expect_golden("kinds-intro", quiz.view());
    const std::pair<const char*, FormFields> answers[] = {
        {"automate-first", answer("automate-first", "true")},
        {"path", ordered("path", {"cancel", "measure", "merge", "automate"})},
        {"owners",
         {{"act", "answer"},
          {"question", "owners"},
          {"match.whole", "owner"},
          {"match.register", "keeper"},
          {"match.portal", "nobody"}}},
        {"term", {{"act", "answer"}, {"question", "term"}, {"text", "Цена бумажки"}}},
        {"find-extra",
         {{"act", "answer"}, {"question", "find-extra"}, {"option", "family"}, {"option", "application"}}}};
    for (const auto& [question, form] : answers) {
        at(quiz, question);
        expect_golden(std::string{"kinds-"} + question, quiz.view());
        quiz.submit(form);
        expect_golden(std::string{"kinds-"} + question + "-answered", quiz.view());
    }
}

TEST(QuizKinds, TakeWhetherAStatementIsTrue) {
    Session quiz{"quiz", example()};
    const Outcome right = at(quiz, "automate-first").submit(answer("automate-first", "false"));
    ASSERT_EQ(right.interactions.size(), 1U);
    EXPECT_EQ(right.interactions[0].kind, std::uint32_t{LYCEUM_TRUE_FALSE});
    EXPECT_EQ(right.interactions[0].response, "false");
    EXPECT_EQ(right.interactions[0].pattern, "false");
    EXPECT_EQ(right.interactions[0].scaled, 1);
    EXPECT_EQ(at(quiz, "automate-first").submit(answer("automate-first", "true")).interactions.at(0).scaled, 0);
    EXPECT_EQ(at(quiz, "automate-first").submit(answer("automate-first", "maybe")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_THAT(at(quiz, "automate-first").submit({{"act", "answer"}, {"question", "automate-first"}}).feedback,
                HasSubstr("Выберите"));
}

TEST(QuizKinds, NeverShowAnOrderThatIsRightFromTheBeginning) {
    Session quiz{"quiz", quiz_with("<order id=\"o\"><prompt><p>?</p></prompt><item id=\"x\">1</item><item id=\"y\">2"
                                   "</item>" +
                                   explanation + "</order>")};
    for (quiz.seed = 0; quiz.seed < 64; ++quiz.seed) {
        EXPECT_THAT(values(at(quiz, "o").view(), ".//input[@name='item']/@value"), ElementsAre("y", "x"));
    }
}

TEST(QuizKinds, MoveAnItemWithAButtonAndKeepIt) {
    Session quiz{"quiz", example()};
    const std::vector<std::string> shown = values(at(quiz, "path").view(), ".//input[@name='item']/@value");
    ASSERT_EQ(shown.size(), 4U);
    const Outcome moved = quiz.submit(order_form(quiz.view(), "path", "down:" + shown[0]));
    EXPECT_THAT(moved.interactions, IsEmpty());
    EXPECT_FALSE(moved.progress);
    EXPECT_THAT(values(quiz.view(), ".//input[@name='item']/@value"),
                ElementsAre(shown[1], shown[0], shown[2], shown[3]));
    EXPECT_THAT(values(quiz.view(), ".//li[@id='feedback']/input/@value"), ElementsAre(shown[0]))
        << "the focus goes to what was moved";
    quiz.submit(order_form(quiz.view(), "path", "up:" + shown[3]));
    quiz.time_ms += 5'000;
    const Outcome end = quiz.submit(order_form(quiz.view(), "path", "answer"));
    EXPECT_EQ(end.interactions.at(0).kind, std::uint32_t{LYCEUM_SEQUENCING});
    EXPECT_EQ(end.interactions.at(0).response, shown[1] + "[,]" + shown[0] + "[,]" + shown[3] + "[,]" + shown[2]);
    EXPECT_EQ(end.interactions.at(0).pattern, "measure[,]cancel[,]merge[,]automate");
    EXPECT_EQ(end.interactions.at(0).duration_ms, 5'000) << "since the question was shown, moves and all";
    EXPECT_THAT(quiz.state, Not(HasSubstr("draft")));
}

TEST(QuizKinds, LeaveTheFirstItemWhereItIsWhenItIsMovedUp) {
    Session quiz{"quiz", example()};
    const std::vector<std::string> shown = values(at(quiz, "path").view(), ".//input[@name='item']/@value");
    quiz.submit(order_form(quiz.view(), "path", "up:" + shown[0]));
    EXPECT_EQ(values(quiz.view(), ".//input[@name='item']/@value"), shown);
}

TEST(QuizKinds, TakeTheOrderInWhichTheRowsStandInThePage) {
    Session quiz{"quiz", example()};
    const Outcome end = at(quiz, "path").submit(ordered("path", {"measure", "cancel", "merge", "automate"}));
    EXPECT_EQ(end.interactions.at(0).success, std::uint32_t{LYCEUM_YES});
}

TEST(QuizKinds, RefuseAnOrderThatIsNoneOfAllItems) {
    Session quiz{"quiz", example()};
    for (const std::vector<std::string>& items : {std::vector<std::string>{"measure", "cancel", "merge"},
                                                  {"measure", "measure", "cancel", "merge"},
                                                  {"measure", "cancel", "merge", "unheard-of"},
                                                  {}}) {
        EXPECT_EQ(at(quiz, "path").submit(ordered("path", items)).status, LYCEUM_INVALID_FIELDS);
    }
    FormFields wrong = ordered("path", {"measure", "cancel", "merge", "automate"});
    wrong.front().second = "up:unheard-of";
    EXPECT_EQ(at(quiz, "path").submit(wrong).status, LYCEUM_INVALID_FIELDS);
}

TEST(QuizKinds, TakeAMatchForEachItem) {
    Session quiz{"quiz", example()};
    const Outcome end = at(quiz, "owners")
                            .submit({{"act", "answer"},
                                     {"question", "owners"},
                                     {"match.portal", "nobody"},
                                     {"match.whole", "owner"},
                                     {"match.register", "keeper"}});
    EXPECT_EQ(end.interactions.at(0).kind, std::uint32_t{LYCEUM_MATCHING});
    EXPECT_EQ(end.interactions.at(0).response, "whole[.]owner[,]register[.]keeper[,]portal[.]nobody");
    EXPECT_EQ(end.interactions.at(0).pattern, "whole[.]owner[,]register[.]keeper[,]portal[.]operator");
    EXPECT_DOUBLE_EQ(end.interactions.at(0).scaled, 2.0 / 3);
}

TEST(QuizKinds, KeepTheMatchesChosenWhileSomeAreMissing) {
    Session quiz{"quiz", example()};
    const Outcome some =
        at(quiz, "owners")
            .submit({{"act", "answer"}, {"question", "owners"}, {"match.whole", ""}, {"match.register", "keeper"}});
    EXPECT_THAT(some.interactions, IsEmpty());
    EXPECT_THAT(some.feedback, HasSubstr("Выберите пару"));
    EXPECT_THAT(values(quiz.view(), ".//select[@name='match.register']/option[@selected]/@value"),
                ElementsAre("keeper"));
    EXPECT_EQ(
        at(quiz, "owners").submit({{"act", "answer"}, {"question", "owners"}, {"match.whole", "unheard-of"}}).status,
        LYCEUM_INVALID_FIELDS);
}

TEST(QuizKinds, TakeShortTextsAsPeopleTypeThem) {
    Session quiz{"quiz", example()};
    for (const std::string typed : {"цена бумаги", "  ЦЕНА \t бумаги. ", "«Цена\u00A0бумаги»", "Цену бумаги!",
                                    "ценой\u2009бумаги", "цена\nбумаги"}) {
        const Outcome outcome = at(quiz, "term").submit({{"act", "answer"}, {"question", "term"}, {"text", typed}});
        ASSERT_EQ(outcome.interactions.size(), 1U) << typed;
        EXPECT_EQ(outcome.interactions[0].kind, std::uint32_t{LYCEUM_FILL_IN});
        EXPECT_EQ(outcome.interactions[0].scaled, 1) << typed;
        EXPECT_EQ(outcome.interactions[0].pattern, "цена бумаги");
    }
    for (const std::string typed : {"цена", "ценабумаги", "цена бумажки", "%", "1[,]2"}) {
        const Outcome outcome = at(quiz, "term").submit({{"act", "answer"}, {"question", "term"}, {"text", typed}});
        ASSERT_EQ(outcome.interactions.size(), 1U) << typed;
        EXPECT_EQ(outcome.interactions[0].scaled, 0) << typed;
        EXPECT_THAT(outcome.interactions[0].response, Not(HasSubstr("[,]")));
        EXPECT_THAT(quiz.view(), HasSubstr("Ваш ответ")) << "kept and shown";
    }
}

TEST(QuizKinds, FoldTheLettersThatKeyboardsDisagreeOn) {
    Session quiz{"quiz", quiz_with("<shortText id=\"t\"><prompt><p>?</p></prompt><accept>Приём заявлений</accept>"
                                   "<accept>аб'яўленне</accept><accept>ўзровень</accept>" +
                                   explanation + "</shortText>")};
    for (const std::string typed : {"прием заявлений", "ПРИЁМ ЗАЯВЛЕНИЙ", "прие\u0308м заявлении\u0306",
                                    "при\u0301ем заявлений", "аб’яўленне", "АБ\u02BCЯЎЛЕННЕ", "у\u0306зровень"}) {
        EXPECT_EQ(
            at(quiz, "t").submit({{"act", "answer"}, {"question", "t"}, {"text", typed}}).interactions.at(0).scaled, 1)
            << typed;
    }
}

TEST(QuizKinds, SayWhenAShortTextIsNoAnswer) {
    Session quiz{"quiz", example()};
    const auto submit = [&](const std::string& typed) {
        return at(quiz, "term").submit({{"act", "answer"}, {"question", "term"}, {"text", typed}});
    };
    EXPECT_EQ(submit(" \n ").feedback, "Введите ответ.");
    const Outcome longer = submit(std::string(201, 'x'));
    EXPECT_THAT(longer.feedback, HasSubstr("200"));
    EXPECT_THAT(longer.interactions, IsEmpty());
    EXPECT_THAT(quiz.view(), HasSubstr("value=\"" + std::string(201, 'x') + "\"")) << "it can be shortened";
    EXPECT_EQ(submit(std::string(200, 'x')).interactions.size(), 1U);
    EXPECT_EQ(submit("\xFF\xFE").status, LYCEUM_INVALID_FIELDS) << "the host lets no such thing through";
}

TEST(QuizKinds, TakePlacesMarkedInAText) {
    Session quiz{"quiz", example()};
    const Outcome half = at(quiz, "find-extra").submit(answer("find-extra", "copy"));
    EXPECT_EQ(half.interactions.at(0).kind, std::uint32_t{LYCEUM_CHOICE});
    EXPECT_EQ(half.interactions.at(0).pattern, "family[,]copy");
    EXPECT_EQ(half.interactions.at(0).scaled, 0.5);
    EXPECT_EQ(at(quiz, "find-extra").submit(answer("find-extra", "unheard-of")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_THAT(at(quiz, "find-extra").submit({{"act", "answer"}, {"question", "find-extra"}}).feedback,
                HasSubstr("Отметьте"));
}

TEST(QuizKinds, SpeakTheLanguageOfTheLearner) {
    Session quiz{"quiz", example()};
    quiz.language = "be";
    EXPECT_THAT(at(quiz, "path").view(), HasSubstr("Размясціце па\u00A0парадку"));
    quiz.language = "en";
    EXPECT_THAT(at(quiz, "automate-first").view(), HasSubstr("Is this statement true?"));
}

TEST(QuizKinds, SayWhereTheContentIsWrong) {
    const std::string prompt = "<prompt><p>?</p></prompt>";
    const std::pair<std::string, const char*> cases[] = {
        {"<trueFalse id=\"q\">" + prompt + explanation + "</trueFalse>", "quiz.no-correct-option"},
        {"<order id=\"q\">" + prompt + "<item id=\"a\">А</item>" + explanation + "</order>", "quiz.too-few-parts"},
        {"<match id=\"q\">" + prompt +
             "<item id=\"a\" target=\"x\">А</item><item id=\"b\" target=\"z\">Б</item>"
             "<target id=\"x\">X</target><target id=\"y\">Y</target>" +
             explanation + "</match>",
         "quiz.unknown-target"},
        {"<shortText id=\"q\">" + prompt + "<accept>…</accept>" + explanation + "</shortText>", "quiz.bad-answer"},
        {"<shortText id=\"q\">" + prompt + explanation + "</shortText>", "quiz.no-correct-option"},
        {"<hotText id=\"q\">" + prompt + "<passage><p><spot id=\"a\">А</spot> и <spot id=\"b\">Б</spot></p></passage>" +
             explanation + "</hotText>",
         "quiz.no-correct-option"},
        {"<pool draw=\"3\">" + choice("q") + choice("r") + "</pool>", "quiz.bad-draw"},
        {"<pool>" + choice("q") + "</pool>", "quiz.bad-draw"}};
    for (const auto& [content, rule] : cases) {
        const Session quiz{"quiz", quiz_with(content)};
        EXPECT_EQ(quiz.open_status(), LYCEUM_INVALID_CONTENT);
        EXPECT_THAT(quiz.diagnostics(), Contains(Field(&Diagnosed::rule, rule))) << content;
    }
    const Session endless{"quiz", quiz_with(choice("q"), "minutes=\"0\"")};
    EXPECT_THAT(endless.diagnostics(), ElementsAre(Field(&Diagnosed::rule, "quiz.bad-minutes")));
}

}  // namespace
}  // namespace lyceum::plugins::test
