// `lyceum check` as trainers and build servers run it.

#include "command.hpp"
#include "host/base/files.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace lyceum::cli::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;

fs::path cases_folder() {
    return source_folder() / "tests" / "cases" / "check";
}

std::vector<std::string> case_names() {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator{cases_folder()}) {
        if (entry.is_directory()) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

// The one thing beside `expected`.
std::string input_of(const fs::path& folder) {
    std::string input;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        if (entry.path().filename() != "expected") {
            EXPECT_EQ(input, "") << "a case has one input";
            input = entry.path().filename().string();
        }
    }
    return input;
}

class CheckCase : public ::testing::TestWithParam<std::string> {};

TEST_P(CheckCase, PrintsExactlyWhatIsExpected) {
    const fs::path folder = cases_folder() / GetParam();
    const auto expected = files::read(folder / "expected", std::size_t{1} << 20);
    ASSERT_TRUE(expected) << to_string(expected.error());

    const Ran ran =
        run(Command{.arguments = {"check", input_of(folder)}, .folder = folder, .variables = {}, .input = {}});

    EXPECT_EQ(ran.out, expected.value());
    const bool has_errors = expected.value().find(": error: ") != std::string::npos;
    EXPECT_EQ(ran.code, has_errors ? 1 : 0);
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckCase, ::testing::ValuesIn(case_names()), [](const auto& tested) {
    std::string name = tested.param;
    std::ranges::replace_if(
        name, [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; }, '_');
    return name;
});

TEST(Check, FindsNothingInOurOwnCourses) {
    const Ran ran =
        run(Command{.arguments = {"check", "courses"}, .folder = source_folder(), .variables = {}, .input = {}});

    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, EndsWith(", 0 errors, 0 warnings\n"));
    EXPECT_EQ(ran.code, 0);
}

TEST(Check, JoinsWhatOnlyTheModuleCanFind) {
    TemporaryFolder folder;
    // Two right options in a question with one answer: well-formed, valid against quiz.xsd, and still wrong.
    folder.write("quiz.xml", R"(<?xml version="1.0" encoding="UTF-8"?>
<quiz xmlns="urn:lyceum:quiz:1" lang="ru" passMark="0.5">
  <title>Проба</title>
  <choice id="q1" points="1">
    <prompt><p>Что верно?</p></prompt>
    <option id="a" correct="true"><text>Одно</text></option>
    <option id="b" correct="true"><text>Другое</text></option>
    <explanation><p>Потому.</p></explanation>
  </choice>
</quiz>
)");

    const Ran ran =
        run(Command{.arguments = {"check", "quiz.xml"}, .folder = folder.path(), .variables = {}, .input = {}});

    EXPECT_THAT(ran.out, ::testing::MatchesRegex("quiz.xml:4:3: error: [^\n]+ \\[quiz.many-correct-options\\]\n"));
    EXPECT_EQ(ran.err, "1 file, 1 error, 0 warnings\n");
    EXPECT_EQ(ran.code, 1);
}

TEST(Check, PrintsOneJsonDocument) {
    const fs::path folder = cases_folder() / "misspelt-element";

    const Ran ran = run(Command{
        .arguments = {"check", "--format", "json", input_of(folder)}, .folder = folder, .variables = {}, .input = {}});

    EXPECT_EQ(ran.code, 1);
    const boost::json::value whole = boost::json::parse(ran.out);
    ASSERT_GE(whole.at("errors").to_number<int>(), 1);
    const boost::json::value& first = whole.at("diagnostics").at(0);
    EXPECT_GE(first.at("line").to_number<int>(), 1);
    EXPECT_GE(first.at("column").to_number<int>(), 1);
    for (const char* key : {"file", "severity", "rule", "text"}) {
        EXPECT_NE(first.at(key).as_string(), "") << key;
    }
}

TEST(Check, SaysOnceWhatTwoPathsShare) {
    const fs::path folder = cases_folder() / "misspelt-element";
    const std::string input = input_of(folder);

    const Ran once = run(Command{.arguments = {"check", input}, .folder = folder, .variables = {}, .input = {}});
    const Ran twice =
        run(Command{.arguments = {"check", input, input}, .folder = folder, .variables = {}, .input = {}});

    EXPECT_NE(once.out, "");
    EXPECT_EQ(twice.out, once.out);
    EXPECT_EQ(twice.err, once.err);
}

// With a module whose first page is as the file says.
Ran check_page(const std::string& view) {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "modules");
    fs::copy(fs::path{LYCEUM_BINARY_DIR} / "tests/bad_modules/calls", folder.path() / "modules" / "calls",
             fs::copy_options::recursive);
    folder.write("page.xml", "<calls xmlns=\"urn:test:bad:1\" view=\"" + view + "\"/>");
    return run(Command{.arguments = {"check", "page.xml", "--modules", "modules"},
                       .folder = folder.path(),
                       .variables = {},
                       .input = {}});
}

TEST(Check, LooksAtTheFirstPageOfEachActivity) {
    const Ran good = check_page("");
    EXPECT_EQ(good.code, 0) << good.out;
    EXPECT_EQ(good.out, "");
    const Ran chart = check_page("bad_chart");
    EXPECT_EQ(chart.code, 0) << "a table is shown all the same";
    EXPECT_THAT(chart.out, HasSubstr("page.xml: warning: view:1:1: the table is not drawn: data-chart=\"pie\""));
    EXPECT_THAT(chart.out, EndsWith("[page.chart]\n"));
    const Ran refused = check_page("not_allowed");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.out, HasSubstr("page.xml: error: "));
    EXPECT_THAT(refused.out, EndsWith("[page.failed]\n"));
    EXPECT_THAT(check_page("failed").out, EndsWith("[page.failed]\n"));
}

TEST(Check, NamesAMissingPath) {
    TemporaryFolder folder;

    const Ran ran =
        run(Command{.arguments = {"check", "corses"}, .folder = folder.path(), .variables = {}, .input = {}});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr("corses: error: there is no such file or folder"));
}

TEST(Check, RefusesAFolderOfModulesThatIsNotThere) {
    const Ran ran = run({"check", "--modules", "/nowhere/modules", "courses"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("/nowhere/modules: there is no such folder of modules"));
}

}  // namespace
}  // namespace lyceum::cli::testing
