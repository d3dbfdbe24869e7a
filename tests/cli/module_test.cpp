// `lyceum module` and `lyceum try`: modules without a server.

#include "command.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::cli::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

fs::path installed(const std::string& module) {
    return fs::path{LYCEUM_BINARY_DIR} / "modules" / module;
}

TEST(Module, ListNamesTheInstalledOnesAndWhatTheyOpen) {
    const Ran ran = run({"module", "list"});

    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("lyceum.lesson 1."), HasSubstr("lyceum.quiz 1."),
                               HasSubstr("<quiz xmlns=\"urn:lyceum:quiz:1\">, checked by quiz.xsd")));
}

TEST(Module, InspectLoadsAModuleAndComparesItWithItsManifest) {
    const Ran ran = run({"module", "inspect", "lyceum.lesson"});

    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, EndsWith("is what the manifest says.\n"));
}

TEST(Module, InspectFindsALibraryThatIsNotWhatItsManifestSays) {
    TemporaryFolder folder;
    fs::copy(installed("quiz"), folder.path() / "quiz", fs::copy_options::recursive);
    fs::copy_file(installed("lesson") / "lesson.so", folder.path() / "quiz" / "quiz.so",
                  fs::copy_options::overwrite_existing);

    const Ran ran = run({"module", "inspect", (folder.path() / "quiz").string()});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("lyceum.lesson"), HasSubstr("lyceum.quiz")));
    EXPECT_THAT(ran.out, Not(HasSubstr("is what the manifest says")));
}

TEST(Module, InspectNamesWhatIsInstalledIfTheModuleIsNot) {
    const Ran ran = run({"module", "inspect", "lyceum.quizz"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("lyceum: lyceum.quizz: there is no such module (installed are lyceum.forum, lyceum.lesson, "),
                               HasSubstr("lyceum.quiz")));
}

TEST(Module, TwoThatClaimOneRootElementAreAnErrorThatNamesBoth) {
    TemporaryFolder folder;
    fs::copy(installed("quiz"), folder.path() / "quiz", fs::copy_options::recursive);

    const Ran ran = run({"module", "list", "--modules", folder.path().string()});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr(": error: "), HasSubstr((folder.path() / "quiz").string())));
}

TEST(Module, TheInstalledFolderNamedAgainIsNotASecondModule) {
    const Ran ran = run({"module", "list", "--modules", installed("").string()});

    EXPECT_EQ(ran.code, 0) << ran.err;
}

TEST(Try, ShowsThePageOfEachShippedExample) {
    for (const char* module : {"lesson", "quiz"}) {
        const Ran ran = run({"try", (source_folder() / "plugins" / module / "example.xml").string()});

        EXPECT_EQ(ran.code, 0) << ran.err;
        EXPECT_THAT(ran.out, HasSubstr("## ")) << module;
        EXPECT_THAT(ran.out, HasSubstr("act=")) << module;
    }
}

class TryQuiz : public ::testing::Test {
protected:
    Ran answer(const std::string& answers, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"try", (source_folder() / "plugins" / "quiz" / "example.xml").string(),
                                           "--answers", folder_.write("answers.txt", answers).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(std::move(arguments));
    }

    TemporaryFolder folder_;
};

TEST_F(TryQuiz, JudgesAnAnswerFromTheFile) {
    const Ran ran =
        answer("# begin, then the first question\nact=start\n\noption=hours\nact=answer\n", {"--format", "json"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    const boost::json::value whole = boost::json::parse(ran.out);
    ASSERT_EQ(whole.at("outcomes").as_array().size(), 2U);
    const boost::json::value& interaction = whole.at("outcomes").at(1).at("interactions").at(0);
    EXPECT_EQ(interaction.at("response").as_string(), "hours");
    EXPECT_EQ(interaction.at("success").as_string(), "yes");
    EXPECT_EQ(whole.at("pages").as_array().size(), 3U);
}

TEST_F(TryQuiz, PrintsTheSameForTheSameAnswers) {
    const std::string answers = "act=start\n\noption=systems\nact=answer\n";

    EXPECT_EQ(answer(answers).out, answer(answers).out);
}

TEST_F(TryQuiz, SaysWhichAnswerWasRefusedAfterWhatCameBefore) {
    const Ran ran = answer("act=start\n\nnothing=of this kind\n");

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("--- answer 1: "));
    EXPECT_THAT(ran.err, HasSubstr("answer 2: "));
}

TEST_F(TryQuiz, NamesTheLineOfTheAnswersThatIsNoField) {
    const Ran ran = answer("act=start\n\nhours\n");

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("answers.txt:3: this is no field"));
}

TEST(Try, NamesTheModulesThereAreIfNoneOpensTheFile) {
    TemporaryFolder folder;
    const auto file = folder.write("poll.xml", "<poll xmlns=\"urn:example:poll:1\"/>");

    const Ran ran = run({"try", file.string()});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err,
                AllOf(HasSubstr("poll.xml:1:1: error: no installed module opens"), HasSubstr("[activity.no-module]")));
}

}  // namespace
}  // namespace lyceum::cli::testing
