// Courses that were not written for these tests.

#include "sample.hpp"

#include <gtest/gtest.h>

namespace lyceum::content {
namespace {

TEST(CoursesOfTheRepository, ReadClean) {
    const std::filesystem::path courses = std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses";
    const auto modules =
        sample::installed({"forum", "lesson", "priorities", "quiz", "scenario", "service-maturity", "survey"});
    const auto checked = read_library(courses, "courses", modules);
    for (const auto& diagnostic : checked.diagnostics) {
        ADD_FAILURE() << to_string(diagnostic);
    }
    EXPECT_FALSE(checked.value->courses.empty());
}

// The examples of the cmi5 specification: their structure is valid; their units are launched
// elsewhere, and that is all that is said against them.
TEST(Cmi5Examples, AreAcceptedButForTheLaunch) {
    const std::filesystem::path examples = std::filesystem::path{LYCEUM_SOURCE_DIR} / "../shared/specs/cmi5/examples";
    if (!std::filesystem::exists(examples)) {
        GTEST_SKIP() << "the examples of the cmi5 specification are not beside the repository";
    }
    for (const std::string name : {"simple", "complex", "extended"}) {
        const sample::TemporaryFolder folder;
        std::filesystem::copy_file(examples / (name + "-cmi5.xml"), folder.path() / "cmi5.xml");
        const auto checked = read_course(folder.path(), name, sample::notes(), nullptr);
        ASSERT_NE(checked.value, nullptr);
        EXPECT_FALSE(checked.value->units.empty());
        EXPECT_EQ(checked.diagnostics.size(), checked.value->units.size());
        for (const auto& diagnostic : checked.diagnostics) {
            EXPECT_EQ(diagnostic.rule, "course.cmi5-launch") << to_string(diagnostic);
        }
    }
}

}  // namespace
}  // namespace lyceum::content
