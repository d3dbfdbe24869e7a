// `lyceum report` beside a running server: what two people answered, as a spreadsheet, as JSON and as a page.
#include "tests/behaviour/fixture.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace lyceum::behaviour {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Report : public WithServer {
protected:
    Ran report(std::vector<std::string> more) const {
        std::vector<std::string> arguments{"report", "short"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.insert(arguments.end(), {"--data", setup_.data.string(), "--courses", fixture_courses().string()});
        return run_lyceum(arguments);
    }
    void two_people_answer() {
        Learner right = reader_of_the_lesson(0);
        right.finish(exam);
        Learner wrong = reader_of_the_lesson(1);
        wrong.finish(exam, Answers::Wrong);
    }
};

TEST_F(Report, OfAQuizIsMadeBesideTheServerInEachFormat) {
    start();
    two_people_answer();

    const Ran json = report({"exam", "--format", "json"});
    ASSERT_EQ(json.exit_code, 0) << json.output;
    const auto whole = boost::json::parse(json.output).as_object();
    EXPECT_EQ(whole.at("learners").as_int64(), 2);
    EXPECT_EQ(whole.at("tables").at(0).at("rows").at(0).at(0).as_string(), "2") << "both began";
    EXPECT_EQ(whole.at("tables").at(0).at("rows").at(0).at(2).as_string(), "1") << "one passed";

    const Ran csv = report({"exam", "--table", "questions"});
    ASSERT_EQ(csv.exit_code, 0) << csv.output;
    EXPECT_THAT(csv.output, StartsWith("Вопрос,"));
    EXPECT_THAT(csv.output, HasSubstr("Первый вопрос?,2,50,50,q1.a-wrong,1"));

    const auto file = folder_ / "report.html";
    const Ran html = report({"exam", "--format", "html", "--output", file.string()});
    ASSERT_EQ(html.exit_code, 0) << html.output;
    std::ifstream stream{file};
    const std::string page{std::istreambuf_iterator<char>{stream}, {}};
    EXPECT_THAT(page, AllOf(HasSubstr("<svg class=\"chart-plot\""), HasSubstr("Начали 2 человека"),
                            HasSubstr("<summary>Таблица</summary>"), Not(HasSubstr("<script"))));
    EXPECT_THAT(page, Not(HasSubstr(text_from(setup_.data, "SELECT name FROM users LIMIT 1")))) << "no names";
}

TEST_F(Report, OfWhatHasNoneOrIsNotThereSaysSo) {
    start();
    two_people_answer();
    const Ran lesson = report({"reading"});
    EXPECT_EQ(lesson.exit_code, 1);
    EXPECT_THAT(lesson.output, HasSubstr("activities of this kind have no report"));
    const Ran unknown = report({"nothing"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.output, HasSubstr("the course has no such step"));
    const Ran table = report({"exam", "--table", "people-names"});
    EXPECT_EQ(table.exit_code, 1);
    EXPECT_THAT(table.output, HasSubstr("it has people, right, questions"));
}

}  // namespace
}  // namespace lyceum::behaviour
