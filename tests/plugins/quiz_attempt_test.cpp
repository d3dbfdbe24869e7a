// What an attempt as a whole does: pools, shuffling, the comparison with the first, older states.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace lyceum::plugins::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::int64_t minute = 60'000;

std::string options(const std::string& id, const std::string& attributes) {
    std::string content = "<choice id=\"" + id + "\" " + attributes + "><prompt><p>?</p></prompt>";
    for (const char* option : {"a", "b", "c", "d", "e", "f"}) {
        content += std::string{"<option id=\""} + option + "\"" + (option[0] == 'a' ? " correct=\"true\"" : "") +
                   "><text>А</text></option>";
    }
    return content + explanation + "</choice>";
}

std::vector<std::string> shown_options(Session& quiz) {
    return all_after(quiz.view(), "name=\"option\" value=\"");
}

std::string pool_of(std::size_t count, const std::string& draw) {
    std::string content = "<pool draw=\"" + draw + "\">";
    for (std::size_t index = 0; index < count; ++index) {
        content += choice("p" + std::to_string(index), "objective=\"urn:o\"");
    }
    return content + "</pool>";
}

TEST(QuizShuffling, ShowsOptionsInAnOrderOfItsOwnForLearnerAndAttempt) {
    Session quiz{"quiz", quiz_with(options("q", ""), "shuffle=\"true\" attempts=\"0\"")};
    std::set<std::vector<std::string>> orders;
    for (quiz.seed = 0; quiz.seed < 40; ++quiz.seed) {
        quiz.state.clear();
        quiz.state_version = 0;
        quiz.submit({{"act", "start"}});
        const std::vector<std::string> first = shown_options(quiz);
        EXPECT_THAT(first, testing::UnorderedElementsAre("a", "b", "c", "d", "e", "f"));
        EXPECT_EQ(shown_options(quiz), first) << "the same at every visit";
        orders.insert(first);
        quiz.submit(answer("q", "b"));
        const std::string discussion = quiz.view();
        EXPECT_THAT(discussion, HasSubstr("feedback wrong"));
        quiz.submit({{"act", "next"}});
        quiz.submit({{"act", "retry"}});
        orders.insert(shown_options(quiz));
    }
    EXPECT_GT(orders.size(), 60U) << "of 720, for 80 attempts";
}

TEST(QuizShuffling, PutsEachOptionInEachPlaceAboutAsOften) {
    Session quiz{"quiz", quiz_with(options("q", "shuffle=\"true\""))};
    std::map<std::string, int> first;
    for (quiz.seed = 0; quiz.seed < 600; ++quiz.seed) {
        quiz.state = "quiz 2\nattempt 1\nat q 0\n";
        quiz.state_version = 2;
        ++first[shown_options(quiz).front()];
    }
    for (const auto& [option, times] : first) {
        // 100 expected, standard deviation 9: five of them.
        EXPECT_NEAR(times, 100, 46) << option;
    }
}

TEST(QuizShuffling, LeavesTheOrderOfTheFileWhereItIsNotAskedFor) {
    Session quiz{"quiz", quiz_with(options("q", "shuffle=\"false\"") + options("r", ""), "shuffle=\"true\"")};
    for (quiz.seed = 0; quiz.seed < 20; ++quiz.seed) {
        quiz.state = "quiz 2\nattempt 1\nat q 0\n";
        quiz.state_version = 2;
        EXPECT_THAT(shown_options(quiz), testing::ElementsAre("a", "b", "c", "d", "e", "f"));
    }
}

TEST(QuizShuffling, ChangesNothingOfWhatIsReported) {
    Session quiz{"quiz", quiz_with("<choices id=\"q\" shuffle=\"true\"><prompt><p>?</p></prompt>"
                                   "<option id=\"a\" correct=\"true\"><text>А</text></option>"
                                   "<option id=\"b\" correct=\"true\"><text>Б</text></option>"
                                   "<option id=\"c\"><text>В</text></option>" +
                                   explanation + "</choices>")};
    quiz.submit({{"act", "start"}});
    const Outcome end = quiz.submit({{"act", "answer"}, {"question", "q"}, {"option", "b"}, {"option", "a"}});
    EXPECT_EQ(end.interactions.at(0).response, "a[,]b");
    EXPECT_EQ(end.score->scaled, 1);
}

TEST(QuizPools, AskSomeOfTheirQuestionsAndOthersInTheNextAttempt) {
    Session quiz{"quiz", quiz_with(choice("fixed") + pool_of(12, "3"), "attempts=\"0\" passMark=\"1\"")};
    EXPECT_THAT(quiz.view(), HasSubstr("<dd>4</dd>"));
    quiz.submit({{"act", "start"}});
    const std::vector<std::string> first = go_through(quiz, "b");
    EXPECT_THAT(first, SizeIs(4));
    EXPECT_EQ(first.front(), "fixed");
    quiz.submit({{"act", "retry"}});
    const std::vector<std::string> second = go_through(quiz, "b");
    EXPECT_THAT(second, SizeIs(4));
    EXPECT_NE(first, second);
}

TEST(QuizPools, AskEachQuestionAboutAsOften) {
    Session quiz{"quiz", quiz_with(pool_of(8, "2"))};
    std::map<std::string, int> asked;
    for (quiz.seed = 0; quiz.seed < 400; ++quiz.seed) {
        quiz.state.clear();
        quiz.state_version = 0;
        quiz.submit({{"act", "start"}});
        for (const std::string& id : go_through(quiz, "a")) {
            ++asked[id];
        }
    }
    EXPECT_THAT(asked, SizeIs(8));
    for (const auto& [id, times] : asked) {
        // 100 expected of 400 draws with the chance of a quarter, standard deviation 9.
        EXPECT_NEAR(times, 100, 46) << id;
    }
}

TEST(QuizPools, ScoreAndProveOnlyWhatWasAsked) {
    Session quiz{"quiz", quiz_with(pool_of(10, "2"))};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer(asked_question(quiz), "a"));
    quiz.submit({{"act", "next"}});
    const Outcome end = quiz.submit(answer(asked_question(quiz), "b"));
    ASSERT_TRUE(end.score);
    EXPECT_EQ(end.score->max, 2);
    EXPECT_EQ(end.score->raw, 1);
    EXPECT_EQ(end.evidence.at("urn:o"), 0.5);
    EXPECT_EQ(end.progress, 100U);
}

TEST(QuizPools, KeepTheDrawnQuestionsWhenTheFileIsEdited) {
    Session before{"quiz", quiz_with(pool_of(6, "3"))};
    before.submit({{"act", "start"}});
    const std::string drawn =
        before.state.substr(before.state.find("drawn "), before.state.find("\nat ") - before.state.find("drawn "));
    Session after{"quiz", quiz_with(pool_of(12, "3"))};
    after.state = before.state;
    after.state_version = 2;
    EXPECT_THAT(after.view(), HasSubstr("Вопрос\u00A01 из\u00A03"));
    std::string asked = "drawn";
    for (const std::string& id : go_through(after, "a")) {
        asked += " " + id;
    }
    EXPECT_EQ(asked, drawn);
}

TEST(QuizPools, DrawAnotherForOneThatAnEditRemoved) {
    Session before{"quiz", quiz_with(pool_of(6, "6"))};
    before.submit({{"act", "start"}});
    Session after{"quiz", quiz_with("<pool draw=\"2\">" + choice("p5") + choice("n1") + choice("n2") + "</pool>")};
    after.state = before.state;
    after.state_version = 2;
    const std::vector<std::string> asked = go_through(after, "b");
    EXPECT_THAT(asked, SizeIs(2));
    EXPECT_THAT(asked, testing::Contains("p5"));
}

TEST(QuizComparison, ShowsThenAndNowQuestionByQuestion) {
    Session quiz{"quiz", quiz_with(choice("q") + choice("r"), "attempts=\"3\" passMark=\"1\"")};
    quiz.submit({{"act", "start"}});
    go_through(quiz, "b");
    EXPECT_THAT(quiz.view(), Not(HasSubstr("comparison")));
    quiz.submit({{"act", "retry"}});
    quiz.submit(answer("q", "a"));
    quiz.submit({{"act", "next"}});
    quiz.submit(answer("r", "b"));
    quiz.submit({{"act", "next"}});
    expect_golden("quiz-comparison", quiz.view());
}

TEST(QuizComparison, HasADashForAQuestionThatOnlyOneAttemptAsked) {
    Session quiz{"quiz", quiz_with(pool_of(2, "1"), "attempts=\"0\" passMark=\"1\"")};
    quiz.submit({{"act", "start"}});
    const std::vector<std::string> first = go_through(quiz, "b");
    for (int attempt = 2; attempt < 40; ++attempt) {
        quiz.submit({{"act", "retry"}});
        const std::vector<std::string> asked = go_through(quiz, "b");
        const bool same = asked == first;
        EXPECT_EQ(quiz.view().find("<td data-label=\"Сначала\">—</td>") == std::string::npos, same);
    }
}

TEST(QuizState, OfVersionOneIsReadAsWhatItSays) {
    Session quiz{"quiz", quiz_with(choice("q") + choice("r"), "attempts=\"3\" minutes=\"20\" passMark=\"1\"")};
    quiz.state = "quiz 1\nattempt 1\nat r 1764000000000\nanswer q 12000 b\n";
    quiz.state_version = 1;
    quiz.time_ms = 1'764'000'004'000 + 60 * minute;
    EXPECT_THAT(quiz.view(), HasSubstr("Вопрос\u00A02 из\u00A02")) << "an attempt begun without a limit has none";
    const Outcome end = quiz.submit(answer("r", "a"));
    EXPECT_EQ(end.score->scaled, 0.5);
    EXPECT_THAT(quiz.state, testing::StartsWith("quiz 2\nattempt 1\n"));
    EXPECT_EQ(quiz.state_version, 2U);
}

TEST(QuizState, OfVersionOneWithAResultIsComparedWithTheNextAttempt) {
    Session quiz{"quiz", quiz_with(choice("q") + choice("r"), "attempts=\"3\" passMark=\"1\"")};
    quiz.state =
        "quiz 1\nattempt 1\nat r 1764000000000\nanswer q 12000 b\nanswer r -1 a\nended\nresult\nlast 1 2\nbest 1 2\n";
    quiz.state_version = 1;
    EXPECT_THAT(quiz.view(), HasSubstr("50\u00A0%"));
    quiz.submit({{"act", "retry"}});
    EXPECT_THAT(quiz.state, HasSubstr("first 1 2\nthen q 0\nthen r 1\n"));
    go_through(quiz, "a");
    EXPECT_THAT(quiz.view(), HasSubstr("Первая попытка и\u00A0эта"));
}

TEST(QuizState, OfVersionOneHasNoLinesOfVersionTwo) {
    Session quiz{"quiz", quiz_with(choice("q"))};
    EXPECT_EQ(quiz.try_view("quiz 1\nattempt 1\nuntil 5\n", 1).first, LYCEUM_INVALID_STATE);
    EXPECT_EQ(quiz.try_view("quiz 2\nattempt 1\nuntil 5\n", 2).first, LYCEUM_OK);
}

TEST(QuizState, StaysWithinWhatTheHostKeepsForTheLargestQuiz) {
    std::string questions;
    std::vector<std::string> ids;
    for (int index = 0; index < 200; ++index) {
        ids.push_back(std::string(60, 'q') + std::to_string(1000 + index));
        questions += "<shortText id=\"" + ids.back() + "\"><prompt><p>?</p></prompt><accept>а</accept>" + explanation +
                     "</shortText>";
    }
    std::string wide;
    for (int index = 0; index < 200; ++index) {
        wide += "\U0001F600";
    }
    Session quiz{"quiz", quiz_with("<pool draw=\"200\">" + questions + "</pool>", "attempts=\"0\"")};
    ASSERT_TRUE(quiz.opened());
    // The characters that take the most room: three bytes for one, or four each.
    std::string escaped;
    for (int index = 0; index < 200; ++index) {
        escaped += "%25";
    }
    for (const auto& [typed, kept] : {std::pair{std::string(200, '%'), escaped}, std::pair{wide, wide}}) {
        std::string drawn = "drawn";
        std::string answers;
        std::string then;
        for (const std::string& id : ids) {
            drawn += " " + id;
            answers += id == ids.back() ? "" : "answer " + id + " 9007199254740992 " + kept + "\nlate " + id + "\n";
            then += "then " + id + " 0.333333333\n";
        }
        quiz.state = "quiz 2\nattempt 2\nuntil 1764001200000\n" + drawn + "\nat " + ids.back() + " 0\n" + answers +
                     "last 1 200\nbest 1 200\nfirst 1 200\n" + then;
        quiz.state_version = 2;
        const Outcome end = quiz.submit({{"act", "answer"}, {"question", ids.back()}, {"text", typed}});
        ASSERT_EQ(end.interactions.size(), 1U);
        EXPECT_TRUE(end.score);
        EXPECT_LT(quiz.state.size(), std::size_t{256} << 10);
        quiz.submit({{"act", "next"}});
        EXPECT_LT(quiz.view().size(), std::size_t{1} << 20);
    }
}

}  // namespace
}  // namespace lyceum::plugins::test
