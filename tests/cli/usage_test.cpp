// The command line itself: help, mistakes, exit codes, where settings come from.

#include "command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class HelpOf : public ::testing::TestWithParam<std::vector<std::string>> {};

TEST_P(HelpOf, ExplainsTheCommandAndGivesAnExample) {
    std::vector<std::string> arguments = GetParam();
    std::string spoken = "lyceum";
    for (const std::string& word : arguments) {
        spoken += " " + word;
    }
    arguments.emplace_back("--help");

    const Ran ran = run(arguments);

    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, HasSubstr("Example:\n  " + spoken));
    EXPECT_EQ(ran.err, "");
}

INSTANTIATE_TEST_SUITE_P(
    Commands, HelpOf,
    ::testing::Values(std::vector<std::string>{"serve"}, std::vector<std::string>{"check"},
                      std::vector<std::string>{"try"}, std::vector<std::string>{"module", "list"},
                      std::vector<std::string>{"module", "inspect"}, std::vector<std::string>{"user", "add"},
                      std::vector<std::string>{"user", "invite"}, std::vector<std::string>{"user", "import"},
                      std::vector<std::string>{"user", "list"}, std::vector<std::string>{"user", "disable"},
                      std::vector<std::string>{"verify"}, std::vector<std::string>{"mail", "send"},
                      std::vector<std::string>{"mail", "preview"}, std::vector<std::string>{"mail", "status"}),
    [](const auto& tested) {
        std::string name;
        for (const std::string& word : tested.param) {
            name += word;
        }
        return name;
    });

TEST(Usage, HelpNamesEveryCommandAndExitCode) {
    const Ran ran = run({"--help"});

    EXPECT_EQ(ran.code, 0);
    for (const char* command :
         {"serve", "check", "try", "module", "user", "verify", "mail", "0 fine", "3 the environment failed"}) {
        EXPECT_THAT(ran.out, HasSubstr(command));
    }
}

TEST(Usage, VersionIsOneLine) {
    const Ran ran = run({"--version"});

    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, ::testing::MatchesRegex("lyceum [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Usage, NoCommandIsWrongUsage) {
    const Ran ran = run(std::vector<std::string>{});

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("lyceum --help"));
}

TEST(Usage, AMisspeltCommandIsSuggested) {
    const Ran ran = run({"chek", "courses"});

    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err, "lyceum: there is no command \"chek\" (did you mean `lyceum check`?)\n");
    EXPECT_EQ(ran.out, "");
}

TEST(Usage, AMisspeltCommandOfAGroupIsSuggested) {
    const Ran ran = run({"module", "inspct"});

    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err, "lyceum: there is no command \"inspct\" (did you mean `lyceum module inspect`?)\n");
}

TEST(Usage, AnUnknownFlagPointsToTheHelpOfItsCommand) {
    const Ran ran = run({"check", "--fromat", "json", "courses"});

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("lyceum check --help"));
}

TEST(Usage, AValueOutsideTheListIsRefused) {
    const Ran ran = run({"check", "--format", "yaml", "courses"});

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("--format"));
}

class Settings : public ::testing::Test {
protected:
    // Which data folder `verify` looked into, as its refusal names it.
    std::string data_folder_seen(const std::vector<std::string>& flags, const std::vector<std::string>& variables) {
        std::vector<std::string> arguments{"verify"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const Ran ran =
            run(Command{.arguments = arguments, .folder = folder_.path(), .variables = variables, .input = {}});
        EXPECT_EQ(ran.code, 1) << ran.err;
        const std::string begin = "lyceum: ";
        const auto end = ran.err.find("/lyceum.db: there is no data here");
        EXPECT_NE(end, std::string::npos) << ran.err;
        return end == std::string::npos ? "" : ran.err.substr(begin.size(), end - begin.size());
    }

    TemporaryFolder folder_;
};

TEST_F(Settings, HaveADefault) {
    EXPECT_EQ(data_folder_seen({}, {}), "data");
}

TEST_F(Settings, OfTheFileWinOverTheDefault) {
    folder_.write("lyceum.toml", "# where\ndata = \"from-file\"\n");

    EXPECT_EQ(data_folder_seen({}, {}), "from-file");
}

TEST_F(Settings, OfAVariableWinOverTheFile) {
    folder_.write("lyceum.toml", "data = \"from-file\"\n");

    EXPECT_EQ(data_folder_seen({}, {"LYCEUM_DATA=from-variable"}), "from-variable");
}

TEST_F(Settings, OfAFlagWinOverEverything) {
    folder_.write("lyceum.toml", "data = \"from-file\"\n");

    EXPECT_EQ(data_folder_seen({"--data", "from-flag"}, {"LYCEUM_DATA=from-variable"}), "from-flag");
}

TEST_F(Settings, AreReadFromTheFileThatIsNamed) {
    folder_.write("lyceum.toml", "data = \"from-file\"\n");
    folder_.write("other.toml", "data = \"from-other\"\n");

    EXPECT_EQ(data_folder_seen({"--config", "other.toml"}, {}), "from-other");
}

TEST_F(Settings, WithAMisspeltKeyAreRefusedWithASuggestion) {
    folder_.write("lyceum.toml", "dta = \"x\"\n");

    const Ran ran = run(Command{.arguments = {"verify"}, .folder = folder_.path(), .variables = {}, .input = {}});

    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err, "lyceum: lyceum.toml: there is no setting \"dta\" (did you mean \"data\"?)\n");
}

TEST_F(Settings, OfAMissingNamedFileAreRefused) {
    const Ran ran = run(Command{
        .arguments = {"verify", "--config", "none.toml"}, .folder = folder_.path(), .variables = {}, .input = {}});

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, StartsWith("lyceum: none.toml: "));
}

TEST_F(Settings, OfTheVariableAreNamedWhenTheyAreWrong) {
    const Ran ran = run(
        Command{.arguments = {"serve"}, .folder = folder_.path(), .variables = {"LYCEUM_LISTEN=nowhere"}, .input = {}});

    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("LYCEUM_LISTEN: \"nowhere\" is not an address with a port"));
}

}  // namespace
}  // namespace lyceum::cli::testing
