// `lyceum user import`: the report, the exit code, and that nothing is half done.

#include "command.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::cli::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class UserImport : public ::testing::Test {
protected:
    Ran run_here(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", data_.string()});
        return run(Command{.arguments = std::move(arguments), .folder = source_folder(), .variables = {}, .input = {}});
    }
    Ran import(const std::string& text, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"user", "import", folder_.write("people.csv", text).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_here(std::move(arguments));
    }
    boost::json::array users() const {
        const Ran ran = run_here({"user", "list", "--format", "json"});
        return ran.code == 0 ? boost::json::parse(ran.out).as_array() : boost::json::array{};
    }
    std::string file() const { return (folder_.path() / "people.csv").generic_string(); }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
};

TEST_F(UserImport, AddsEverybodyAndSaysHowMany) {
    const Ran ran =
        import("login;name;role;body;language\nanna;Анна Иванова;head;Министерство;be\nboris;Борис;deputy;;\n");

    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, "2 added, 0 updated, 0 unchanged\n");
    const auto listed = users();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].at("name").as_string(), "Анна Иванова");
    EXPECT_EQ(listed[0].at("language").as_string(), "be");
}

TEST_F(UserImport, ReportsEveryLineAndWritesNothingIfOneIsWrong) {
    const Ran ran = import("login,name,role\nanna,Анна,head\nboris,Борис,haed\nvera,,head\n");

    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.err,
              file() +
                  ":3:13: error: framework.xml has no role \"haed\" (did you mean \"head\"?) [import.unknown-role]\n" +
                  file() + ":4:6: error: the name is missing [import.name]\n2 errors: nothing was imported\n");
    EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(UserImport, WritesNobodyIfOneIsThereAlready) {
    ASSERT_EQ(import("login,name,role\nanna,Анна,head\n").code, 0);

    const Ran again = import("login,name,role\nboris,Борис,head\nANNA,Анна,deputy\n");

    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err,
                AllOf(HasSubstr(":3:1: error: there is a person with the login \"ANNA\""), HasSubstr("--update")));
    EXPECT_EQ(users().size(), 1U);
    EXPECT_EQ(import("login,name,role\nboris,Борис,head\nANNA,Анна,deputy\n", {"--update"}).err,
              "1 added, 1 updated, 0 unchanged\n");
}

TEST_F(UserImport, DryRunWritesNothing) {
    const Ran ran = import("login,name,role\nanna,Анна,head\n", {"--dry-run"});

    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.err, "dry run, nothing was written: 1 added, 0 updated, 0 unchanged\n");
    EXPECT_FALSE(std::filesystem::exists(data_));
    ASSERT_EQ(import("login,name,role\nanna,Анна,head\n").code, 0);
    EXPECT_EQ(import("login,name,role\nanna,Анна,head\n", {"--dry-run"}).code, 1)
        << "who is there is seen without writing too";
}

TEST_F(UserImport, PrintsInvitationsAsCsvThatNoSpreadsheetRuns) {
    const Ran ran = import("login,name,role\nanna,\"=HYPERLINK(1,2)\",head\n",
                           {"--invite", "--base-url", "https://lyceum.example", "--days", "30"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out,
                StartsWith("login,name,link,expires\nanna,\"'=HYPERLINK(1,2)\",https://lyceum.example/invitation/"));
    EXPECT_THAT(ran.err,
                AllOf(HasSubstr(":2:6: warning: the name looks like a spreadsheet's formula"), HasSubstr("1 added")));
}

TEST_F(UserImport, PrintsInvitationsAsTheSpreadsheetWroteTheFile) {
    const Ran ran = import("\xef\xbb\xbflogin;name;role\r\nanna;Анна;head\r\n", {"--invite"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, StartsWith("\xef\xbb\xbflogin;name;link;expires\nanna;Анна;/invitation/"));
}

TEST_F(UserImport, OffersAndReadsWindows1251) {
    const std::string text = "login;name;role\nanna;\xc0\xed\xed\xe0;head\n";

    const Ran refused = import(text);
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(
        refused.err,
        HasSubstr(":2:1: error: this line is not UTF-8; it looks like windows-1251 (add --encoding windows-1251"));
    ASSERT_EQ(import(text, {"--encoding", "windows-1251"}).code, 0);
    EXPECT_EQ(users().at(0).at("name").as_string(), "Анна");
}

TEST_F(UserImport, TakesTenThousandPeople) {
    std::string text = "login,name,role\n";
    for (int i = 0; i < 10'000; ++i) {
        text += "p" + std::to_string(i) + ",Имя,head\n";
    }
    const Ran ran = import(text, {"--invite"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 10'001);
    EXPECT_THAT(ran.err, HasSubstr("10000 added"));
}

TEST_F(UserImport, OfAFileThatIsNotThereSaysSo) {
    const Ran ran = run_here({"user", "import", "nowhere.csv"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(StartsWith("lyceum: nowhere.csv: "), Not(HasSubstr("import."))));
}

}  // namespace
}  // namespace lyceum::cli::testing
