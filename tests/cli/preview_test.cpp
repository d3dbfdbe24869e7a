// `lyceum preview`: what an author sees of a file or a course before anybody learns with it.
#include "command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace lyceum::cli::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string example(const std::string& module) {
    return (source_folder() / "plugins" / module / "example.xml").string();
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    EXPECT_TRUE(stream) << file;
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string with(std::string text, const std::string& what, const std::string& instead) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), instead);
}

TEST(Preview, ShowsTheFirstPageOfAScenarioAndTheDrawingOfItsGraph) {
    const Ran ran = run({"preview", example("scenario")});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, AllOf(HasSubstr("С\u00A0чего всё начинается"), HasSubstr("Граф сценария"), HasSubstr("<svg")));
    EXPECT_THAT(ran.out, HasSubstr("Очереди нет")) << "an ending is a node too";
    EXPECT_THAT(ran.out, AllOf(Not(HasSubstr("<script")), HasSubstr("form-action 'none'"), HasSubstr("<form")));
    EXPECT_THAT(ran.out, Not(HasSubstr("К\u00A0каким исходам"))) << "what came of it is for the report";
    EXPECT_THAT(ran.out, Not(HasSubstr("Что нашла проверка")));
}

TEST(Preview, OfAnActivityWithoutAGraphIsItsPageAlone) {
    const Ran ran = run({"preview", example("quiz"), "--language", "en"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("A preview: answers go nowhere."),
                               HasSubstr("class=\"activity\""), Not(HasSubstr("<svg"))));
}

TEST(Preview, GoesAsFarAsTheAnswersLead) {
    const TemporaryFolder folder;
    const auto answers = folder.write("answers.txt", "act=begin\n");
    EXPECT_THAT(run({"preview", example("scenario")}).out, Not(HasSubstr("name=\"choice\"")));
    const Ran ran = run({"preview", example("scenario"), "--answers", answers.string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("name=\"choice\""));
}

TEST(Preview, TellsOnTopWhatCheckFindsAndShowsWhatItCan) {
    const TemporaryFolder folder;
    const auto file = folder.write("case.xml", with(text_of(example("scenario")), "to=\"", "to=\"nowhere-"));
    const Ran ran = run({"preview", file.string()});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("case.xml:"));
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Что нашла проверка"), HasSubstr("nowhere-"), HasSubstr("Страницы нет")));
    EXPECT_LT(ran.out.find("nowhere-"), ran.out.find("Страницы нет"));

    const auto broken = folder.write("broken.xml", "<scenario");
    const Ran unread = run({"preview", broken.string()});
    EXPECT_EQ(unread.code, 1);
    EXPECT_THAT(unread.out, AllOf(HasSubstr("broken.xml:1:"), HasSubstr("Страницы нет")));
}

TEST(Preview, OfACourseShowsEveryStepOrTheOneThatIsNamed) {
    const std::string course = (source_folder() / "courses" / "portfolio").string();
    const Ran all = run({"preview", course});
    EXPECT_EQ(all.code, 0) << all.err;
    EXPECT_THAT(all.out, AllOf(HasSubstr("<h1>Цифровой портфель"), HasSubstr("Граф сценария")));

    const TemporaryFolder folder;
    const auto page = folder.path() / "scenario.html";
    const Ran one = run({"preview", course, "scenario", "--output", page.string()});
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(one.out, "");
    EXPECT_THAT(text_of(page), HasSubstr("Граф сценария"));
    EXPECT_LT(text_of(page).size(), all.out.size());
}

TEST(Preview, FiguresOfACourseAreTakenFromItsFolder) {
    const Ran ran = run({"preview", (source_folder() / "courses" / "services-online").string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("src=\"file:///"));
}

TEST(Preview, OfWhatIsNotThereSaysWhatThereIs) {
    const std::string courses = (source_folder() / "courses").string();
    const Ran several = run({"preview", courses});
    EXPECT_EQ(several.code, 1);
    EXPECT_THAT(several.err, HasSubstr("several courses"));
    const Ran step = run({"preview", courses + "/portfolio", "nothing"});
    EXPECT_EQ(step.code, 1);
    EXPECT_THAT(step.err, AllOf(HasSubstr("the course has no such step"), HasSubstr("scenario")));
    const Ran file = run({"preview", example("quiz"), "one"});
    EXPECT_EQ(file.code, 1);
    EXPECT_THAT(file.err, HasSubstr("a file has no steps"));
    const Ran nowhere = run({"preview", "nowhere"});
    EXPECT_EQ(nowhere.code, 1);
    EXPECT_EQ(nowhere.out, "");
    EXPECT_THAT(nowhere.err, HasSubstr("no such file"));
}

}  // namespace
}  // namespace lyceum::cli::testing
