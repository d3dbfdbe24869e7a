// `lyceum try` plays each ending of each scenario from the answers kept in tests/cases/scenario, and each survey, each
// scale of services and each list of priorities of the courses to its end from those in
// tests/cases/MODULE/COURSE.answers.
#include "command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

namespace lyceum::cli::testing {
namespace {

using ::testing::HasSubstr;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    EXPECT_TRUE(stream) << file;
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// Every scenario of the repository in Russian by the name its answers have.
std::map<std::string, std::filesystem::path> scenarios() {
    std::map<std::string, std::filesystem::path> found{{"example", source_folder() / "plugins/scenario/example.xml"}};
    for (const auto& course : std::filesystem::directory_iterator{source_folder() / "courses"}) {
        if (std::filesystem::exists(course.path() / "scenario.xml")) {
            found.emplace(course.path().filename().string(), course.path() / "scenario.xml");
        }
    }
    return found;
}

// The titles of the endings by id.
std::map<std::string, std::string> endings(const std::string& content) {
    std::map<std::string, std::string> found;
    const std::regex ending{R"re(<ending id="([^"]+)"[^>]*>\s*<title>([^<]+)</title>)re"};
    for (std::sregex_iterator at{content.begin(), content.end(), ending}, end; at != end; ++at) {
        found.emplace((*at)[1], (*at)[2]);
    }
    return found;
}

TEST(ScenarioTry, PlaysEachEndingOfEachScenario) {
    for (const auto& [name, file] : scenarios()) {
        for (const auto& [ending, title] : endings(text_of(file))) {
            const auto answers = source_folder() / "tests/cases/scenario" / (name + "." + ending + ".answers");
            ASSERT_TRUE(std::filesystem::exists(answers)) << "no answers lead to this ending: " << answers;
            const Ran ran = run({"try", file.string(), "--answers", answers.string()});
            ASSERT_EQ(ran.code, 0) << answers << "\n" << ran.err;
            const std::size_t last = ran.out.rfind("--- answer ");
            ASSERT_NE(last, std::string::npos);
            const std::string end = ran.out.substr(last);
            EXPECT_THAT(end, HasSubstr("\n## " + title + "\n")) << answers;
            EXPECT_THAT(end, HasSubstr("\"completion\":\"yes\"")) << answers;
        }
    }
}

// Every Russian file of a course whose root element is `module`, by the name its answers have: that of the course.
std::map<std::string, std::filesystem::path> files_of(const std::string& module) {
    std::map<std::string, std::filesystem::path> found;
    for (const auto& course : std::filesystem::directory_iterator{source_folder() / "courses"}) {
        if (!course.is_directory()) {
            continue;
        }
        for (const auto& file : std::filesystem::directory_iterator{course.path()}) {
            const std::string name = file.path().filename().string();
            const bool is_translation = name.ends_with(".be.xml") || name.ends_with(".en.xml");
            if (name.ends_with(".xml") && !is_translation &&
                text_of(file.path()).find("<" + module + " xmlns=") != std::string::npos) {
                found.emplace(course.path().filename().string(), file.path());
            }
        }
    }
    return found;
}

class CourseTry : public ::testing::TestWithParam<std::string> {};

TEST_P(CourseTry, PlaysTheActivityOfEachCourseToItsEnd) {
    const auto files = files_of(GetParam());
    ASSERT_GE(files.size(), 4U);
    for (const auto& [course, file] : files) {
        const auto answers = source_folder() / "tests/cases" / GetParam() / (course + ".answers");
        ASSERT_TRUE(std::filesystem::exists(answers)) << "no answers lead to its end: " << answers;
        const Ran ran = run({"try", file.string(), "--answers", answers.string(), "--role", "head"});
        ASSERT_EQ(ran.code, 0) << answers << "\n" << ran.err;
        const std::size_t last = ran.out.rfind("--- answer ");
        ASSERT_NE(last, std::string::npos);
        EXPECT_THAT(ran.out.substr(last), HasSubstr("\"completion\":\"yes\"")) << answers;
    }
}

std::string in_one_word(const ::testing::TestParamInfo<std::string>& module) {
    std::string word = module.param;
    std::erase(word, '-');
    return word;
}

INSTANTIATE_TEST_SUITE_P(Modules, CourseTry, ::testing::Values("survey", "service-maturity", "priorities"),
                         in_one_word);

}  // namespace
}  // namespace lyceum::cli::testing
