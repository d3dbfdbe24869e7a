// A person takes a course from sign-in to its end, through the pages alone.
#include "tests/behaviour/fixture.hpp"

namespace lyceum::behaviour {
namespace {

class Course : public WithServer {};

TEST_F(Course, IsTakenToItsEndWithFormsAlone) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();

    const ActivityView read = learner.finish(reading);
    EXPECT_EQ(read.link_to_next(), exam) << words_of(read.html);
    const ActivityView done = learner.finish(exam);

    EXPECT_TRUE(done.is_course_done()) << words_of(done.html);
    EXPECT_EQ(count(all_answered), 4);
    EXPECT_EQ(count("SELECT count(*) FROM statements WHERE verb LIKE '%/passed'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM course_progress WHERE satisfied IS NOT NULL AND "
                    "satisfied_units = 2"),
              1);
    EXPECT_EQ(verify().exit_code, 0) << verify().output;
}

TEST_F(Course, ShowsOnTheHomePageWhatComesNext) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    const auto next = [&] {
        for (const Tag& tag : tags_of(learner.browser().get("/").body)) {
            if (tag.attribute("class") == "button primary") {
                return tag.attribute("href");
            }
        }
        return std::string{};
    };

    EXPECT_EQ(next(), reading);
    learner.finish(reading);
    EXPECT_EQ(next(), exam);
    learner.finish(exam);
    EXPECT_EQ(next(), "");
}

TEST_F(Course, OpensAStepOnlyAfterWhatComesBeforeIt) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();

    const Response closed = learner.browser().get(exam);

    EXPECT_EQ(closed.status, 403);
    EXPECT_NE(closed.body.find("href=\"" + reading + "\""), std::string::npos)
        << "the page leads to the first missing step";
    EXPECT_EQ(count("SELECT count(*) FROM statements"), 0);
}

TEST_F(Course, IsNotCompletedByWrongAnswers) {
    start();
    Learner learner = reader_of_the_lesson();

    const ActivityView last = learner.finish(exam, Answers::Wrong);

    EXPECT_FALSE(last.is_course_done());
    EXPECT_EQ(count("SELECT count(*) FROM statements WHERE verb LIKE '%/passed'"), 0);
    EXPECT_GE(count("SELECT count(*) FROM statements WHERE verb LIKE '%/failed'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM course_progress WHERE satisfied IS NOT NULL"), 0);
    EXPECT_EQ(verify().exit_code, 0);
}

TEST_F(Course, KeepsPeopleApart) {
    start();
    Learner first = reader_of_the_lesson(0);
    Learner second = reader_of_the_lesson(1);

    first.finish(exam);
    const ActivityView other = second.open(exam);

    EXPECT_FALSE(other.is_course_done());
    EXPECT_EQ(count("SELECT count(*) FROM course_progress WHERE satisfied IS NOT NULL"), 1);
}

TEST_F(Course, WithMistakesLeavesTheOthersServed) {
    const auto courses = folder_ / "courses";
    std::filesystem::copy(fixture_courses(), courses, std::filesystem::copy_options::recursive);
    write_file(courses / "broken" / "cmi5.xml", "<courseStructure><course id=\"x\">");
    setup_.courses = {courses};

    Learner learner{start().port()};
    learner.sign_in_as_demo();

    EXPECT_EQ(learner.browser().get("/courses/short").status, 200);
    EXPECT_EQ(learner.browser().get("/courses/broken").status, 404);
    EXPECT_NE(server().output().find("broken/cmi5.xml"), std::string::npos) << server().output();
}

}  // namespace
}  // namespace lyceum::behaviour
