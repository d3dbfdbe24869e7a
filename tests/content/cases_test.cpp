// Every folder of tests/cases/check: what the readers find must be exactly its file `expected`. The
// same folders are run through the real `lyceum check` by the tests of the command line.

#include "sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace lyceum::content {
namespace {

std::filesystem::path cases_folder() {
    return std::filesystem::path{LYCEUM_SOURCE_DIR} / "tests/cases/check";
}

std::vector<std::string> case_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{cases_folder()}) {
        if (entry.is_directory()) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class CheckCase : public ::testing::TestWithParam<std::string> {};

TEST_P(CheckCase, FindsExactlyWhatIsExpected) {
    const auto folder = cases_folder() / GetParam();
    std::string input;
    for (const std::string candidate : {"input.xml", "framework.xml", "course", "courses"}) {
        if (std::filesystem::exists(folder / candidate)) {
            input = candidate;
            break;
        }
    }
    ASSERT_FALSE(input.empty()) << "the case has no input";
    std::ifstream file{folder / "expected"};
    ASSERT_TRUE(file.good()) << "the case has no expectation";
    std::ostringstream expected;
    expected << file.rdbuf();

    static const Vocabularies vocabularies = sample::installed();
    const Checked<Library> checked = read_library(folder / input, input, vocabularies);

    std::string found;
    for (const xml::Diagnostic& diagnostic : checked.diagnostics) {
        found += to_string(diagnostic) + "\n";
    }
    EXPECT_EQ(found, expected.str());
}

std::string name_of_case(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckCase, ::testing::ValuesIn(case_names()), name_of_case);

TEST(CheckCases, AreMany) {
    EXPECT_GE(case_names().size(), 20U);
}

}  // namespace
}  // namespace lyceum::content
