#include "host/learning/overview.hpp"

#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace lyceum::learning {
namespace {

using namespace testing;

TEST(Overview, ANewcomerIsSentToTheFirstStepWithoutADeadline) {
    SampleCampus sample;
    const auto page = home(*sample.campus, sample.person);
    ASSERT_TRUE(page) << to_string(page.error());
    ASSERT_TRUE(page.value().next);
    EXPECT_EQ(page.value().next->unit->au->slug, "read");
    EXPECT_FALSE(page.value().next->resumed);
    EXPECT_FALSE(page.value().next->deadline);
    ASSERT_EQ(page.value().competencies.size(), 1U);
    EXPECT_EQ(page.value().competencies[0].level, 0);
    EXPECT_EQ(page.value().competencies[0].target, 3);
}

TEST(Overview, ABegunStepIsResumedAndTheDeadlineRunsFromTheStart) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    const auto next = home(*sample.campus, sample.person).value().next;
    ASSERT_TRUE(next);
    EXPECT_TRUE(next->resumed);
    EXPECT_EQ(next->deadline, sample.now + std::chrono::days{30});
    EXPECT_FALSE(next->late);
    sample.now += std::chrono::days{31};
    EXPECT_TRUE(home(*sample.campus, sample.person).value().next->late);
}

TEST(Overview, AFinishedCourseLeavesNothingNextAndShowsTheLevel) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
    ASSERT_TRUE(sample.open("more"));
    ASSERT_TRUE(sample.open("quiz"));
    sample.pool.on_respond = always(scored("all", 1.0));
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 0));
    const auto page = home(*sample.campus, sample.person).value();
    EXPECT_FALSE(page.next);
    EXPECT_TRUE(page.courses.front().satisfied);
    EXPECT_EQ(page.courses.front().minutes_left.count(), 0);
    EXPECT_EQ(page.competencies.front().level, 2);
    EXPECT_EQ(page.competencies.front().evidence, 1U);
}

TEST(Overview, TheCoursePageSaysWhichStepComesBeforeAnother) {
    SampleCampus sample;
    const auto overview = course_overview(*sample.campus, sample.person, "sample").value();
    ASSERT_EQ(overview.units.size(), 3U);
    ASSERT_EQ(overview.units[2].missing.size(), 1U);
    EXPECT_EQ(overview.units[2].missing[0]->au->slug, "read");
    EXPECT_EQ(course_overview(*sample.campus, sample.person, "none").error().code, ErrorCode::NotFound);
}

// The sample course under another name, due so many days after it is begun; 0: never.
std::shared_ptr<const PublishedCourse> due_after(const PublishedCourse& sample, const std::string& slug, int days) {
    auto course = std::make_shared<content::Course>(*sample.course);
    course->id = "urn:course:" + slug;
    course->slug = slug;
    course->deadline = days > 0 ? std::optional{std::chrono::days{days}} : std::nullopt;
    auto published = std::make_shared<PublishedCourse>(sample);
    published->rule.id = course->id;
    published->rule.deadline = course->deadline;
    published->course = std::move(course);
    return published;
}

TEST(Overview, HomeBeginsWithWhatIsBegunThenWithWhatIsDueFirst) {
    SampleCampus sample;
    auto catalogue = std::make_shared<Catalogue>(*sample.campus->catalogue);
    const PublishedCourse& course = *catalogue->courses[0];
    catalogue->courses = {due_after(course, "any-time", 0), due_after(course, "later", 90),
                          due_after(course, "soon", 10), catalogue->courses[0]};
    sample.campus->catalogue = catalogue;
    const auto slugs = [&] {
        std::vector<std::string> found;
        const Home page = home(*sample.campus, sample.person).value();
        for (const CourseStanding& standing : page.courses) {
            found.push_back(standing.course->course->slug);
        }
        return found;
    };
    EXPECT_EQ(slugs(), (std::vector<std::string>{"soon", "sample", "later", "any-time"}));

    ASSERT_TRUE(sample.open("read"));
    sample.now += std::chrono::days{25};

    EXPECT_EQ(slugs(), (std::vector<std::string>{"sample", "soon", "later", "any-time"}));
    EXPECT_EQ(home(*sample.campus, sample.person).value().next->course->course->slug, "sample");
}

TEST(Overview, OnlyPicturesInsideTheCourseFolderAreServed) {
    SampleCampus sample;
    auto catalogue = std::make_shared<Catalogue>(*sample.campus->catalogue);
    auto course = std::make_shared<content::Course>(*catalogue->courses[0]->course);
    course->folder = (sample.folder.path() / "course").string();
    std::filesystem::create_directories(course->folder);
    for (const std::string name : {"course/figure.svg", "course/quiz.xml", "secret.svg"}) {
        std::ofstream{sample.folder.path() / name} << "x";
    }
    std::filesystem::create_symlink(sample.folder.path() / "secret.svg", sample.folder.path() / "course/link.svg");
    auto published = std::make_shared<PublishedCourse>(*catalogue->courses[0]);
    published->course = course;
    catalogue->courses = {published};
    sample.campus->catalogue = catalogue;

    EXPECT_TRUE(course_file(*sample.campus, "sample", "figure.svg"));
    EXPECT_EQ(course_file(*sample.campus, "sample", "quiz.xml").error().code, ErrorCode::NotFound);
    EXPECT_EQ(course_file(*sample.campus, "sample", "../secret.svg").error().code, ErrorCode::Denied);
    EXPECT_EQ(course_file(*sample.campus, "sample", "link.svg").error().code, ErrorCode::Denied);
    EXPECT_EQ(course_file(*sample.campus, "sample", "/etc/x.svg").error().code, ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace lyceum::learning
