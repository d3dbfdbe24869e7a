// `lyceum try` plays each ending of each scenario from the answers kept in tests/cases/scenario.
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

}  // namespace
}  // namespace lyceum::cli::testing
