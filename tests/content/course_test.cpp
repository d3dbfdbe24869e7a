#include "host/base/crypto.hpp"
#include "host/content/model.hpp"
#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::content {
namespace {

using sample::course;
using sample::note;
using sample::TemporaryFolder;
using sample::unit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Checked<Course> read(const TemporaryFolder& folder, const Framework* framework = nullptr) {
    return read_course(folder.path(), "c", sample::notes(), framework);
}

TEST(CourseReader, ReadsTheWholeModel) {
    const TemporaryFolder folder;
    folder.write("one.xml", note("ru"));
    folder.write("two.xml", note("ru"));
    folder.write("cmi5.xml", course("<objectives><objective id=\"urn:o\"><title><langstring "
                                    "lang=\"be\">Мэта</langstring></title><description>"
                                    "<langstring lang=\"ru\">d</langstring></description></objective>"
                                    "<ly:competency objective=\"urn:o\" ref=\"C3\" level=\"2\"/></objectives>" +
                                        unit("urn:c:one", "one.xml", "moveOn=\"Completed\" ly:minutes=\"12\"") +
                                        "<block id=\"urn:c:block\"><title><langstring "
                                        "lang=\"ru\">Блок</langstring></title><description>"
                                        "<langstring lang=\"ru\">d</langstring></description><objectives><objective "
                                        "idref=\"urn:o\"/></objectives>" +
                                        unit("urn:c:two", "two.xml",
                                             "moveOn=\"CompletedAndPassed\" masteryScore=\"0.75\" ly:prerequisites=\" "
                                             "urn:c:one \"") +
                                        "</block>",
                                    "<ly:audience roles=\"head deputy\"/><ly:deadline days=\"30\"/><ly:updated "
                                    "date=\"2026-11-24\"/>"));
    Framework framework;
    framework.competencies.push_back({"C3", {}, {}});
    framework.roles.push_back({"head", {}, {}});
    framework.roles.push_back({"deputy", {}, {}});

    const auto checked = read(folder, &framework);

    ASSERT_EQ(sample::rules_of(checked.diagnostics), "");
    const Course& found = *checked.value;
    EXPECT_EQ(found.id, "urn:c");
    EXPECT_EQ(found.slug, folder.path().filename().string());
    EXPECT_EQ(found.title[Language::Ru], "Курс");
    EXPECT_EQ(found.title[Language::En], "Course");
    EXPECT_EQ(found.description[Language::Ru], "без языка");
    EXPECT_THAT(found.roles, ElementsAre("head", "deputy"));
    EXPECT_EQ(found.deadline, std::chrono::days{30});
    EXPECT_EQ(found.updated, "2026-11-24");
    ASSERT_EQ(found.objectives.size(), 1U);
    EXPECT_EQ(found.objectives[0].competency, "C3");
    EXPECT_EQ(found.objectives[0].level, 2);
    EXPECT_EQ(found.objectives[0].title.in(Language::Ru), "Мэта");
    ASSERT_EQ(found.units.size(), 2U);
    ASSERT_EQ(found.children.size(), 2U);
    const auto& block = std::get<std::shared_ptr<const Block>>(found.children[1]);
    EXPECT_THAT(block->objectives, ElementsAre("urn:o"));
    EXPECT_EQ(std::get<std::shared_ptr<const Au>>(block->children[0]), found.units[1]);
    const auto two = found.find_unit("urn:c:two");
    ASSERT_NE(two, nullptr);
    EXPECT_EQ(found.find_unit_by_slug("two"), two);
    EXPECT_EQ(two->move_on, MoveOn::CompletedAndPassed);
    EXPECT_EQ(two->mastery_score, 0.75);
    EXPECT_THAT(two->prerequisites, ElementsAre("urn:c:one"));
    EXPECT_EQ(found.units[0]->minutes, std::chrono::minutes{12});
    EXPECT_EQ(found.find_unit("urn:c:three"), nullptr);
    EXPECT_EQ(found.find_unit_by_slug("three"), nullptr);
    EXPECT_GT(checked.bytes, 1000U);
}

TEST(CourseReader, GivesEachLanguageTheNearestFile) {
    const TemporaryFolder folder;
    folder.write("one.xml", note("ru", "russian"));
    folder.write("one.be.xml", note("be", "belarusian"));
    folder.write("cmi5.xml", course(unit("urn:c:one", "one.xml")));

    const auto checked = read(folder);

    ASSERT_EQ(sample::rules_of(checked.diagnostics), "");
    const Au& au = *checked.value->units[0];
    EXPECT_EQ(au.main_language, Language::Ru);
    const auto file = [&au](Language language) { return au.files[static_cast<std::size_t>(language)]; };
    EXPECT_EQ(file(Language::Ru)->name, "one.xml");
    EXPECT_EQ(file(Language::Be)->name, "one.be.xml");
    EXPECT_EQ(file(Language::Be)->language, Language::Be);
    EXPECT_EQ(file(Language::En), file(fallback_order(Language::En)[1])) << "nothing in English: the next nearest";
    EXPECT_NE(file(Language::Ru)->digest, file(Language::Be)->digest);
}

TEST(CourseReader, TakesALanguageInTheFileNameOfTheUnitItself) {
    const TemporaryFolder folder;
    folder.write("one.en.xml", note("en"));
    folder.write("one.ru.xml", note("ru"));
    folder.write("cmi5.xml", course(unit("urn:c:one", "one.en.xml")));

    const auto checked = read(folder);

    ASSERT_EQ(sample::rules_of(checked.diagnostics), "");
    const Au& au = *checked.value->units[0];
    EXPECT_EQ(au.slug, "one");
    EXPECT_EQ(au.main_language, Language::En);
    EXPECT_EQ(au.files[static_cast<std::size_t>(Language::Ru)]->name, "one.ru.xml");
}

TEST(CourseReader, MakesTheDigestOfModuleLanguageAndBytes) {
    const TemporaryFolder folder;
    const std::string bytes = note("be");
    const auto file = folder.write("a.xml", bytes);
    const auto checked = read_activity(file, "a.xml", sample::notes());
    ASSERT_NE(checked.value, nullptr);
    EXPECT_EQ(checked.value->module_id, "test.note");
    EXPECT_EQ(checked.value->bytes, bytes);
    using namespace std::string_literals;
    EXPECT_EQ(checked.value->digest, crypto::to_base64(crypto::hash("test.note\0be\0"s + bytes)));
}

TEST(CourseReader, CallsALaterUnitOfTheSameFileNameByItsId) {
    const TemporaryFolder folder;
    folder.write("one.xml", note("ru"));
    folder.write("more/one.xml", note("ru"));
    folder.write("Имя файла.xml", note("ru"));
    folder.write("cmi5.xml", course(unit("urn:c:first", "one.xml") + unit("https://e.org/second/", "more/one.xml") +
                                    unit("urn:c:third", "%D0%98%D0%BC%D1%8F%20%D1%84%D0%B0%D0%B9%D0%BB%D0%B0.xml")));
    const auto checked = read(folder);
    ASSERT_EQ(sample::rules_of(checked.diagnostics), "");
    EXPECT_EQ(checked.value->units[0]->slug, "one");
    EXPECT_EQ(checked.value->units[1]->slug, "second");
    EXPECT_EQ(checked.value->units[2]->slug, "third");
}

TEST(CourseReader, ListsTheInstalledModulesForARootNobodyOpens) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.xml", "<strange xmlns=\"urn:strange\"/>");
    const auto checked = read_activity(file, "a.xml", sample::notes());
    ASSERT_EQ(checked.diagnostics.size(), 1U);
    EXPECT_EQ(to_string(checked.diagnostics[0]),
              "a.xml:1:1: error: no installed module opens <strange xmlns=\"urn:strange\"> "
              "(installed modules open <note "
              "xmlns=\"urn:note\"> (test.note)) [activity.no-module]");
    const auto bare = read_activity(file, "a.xml", {});
    EXPECT_THAT(to_string(bare.diagnostics[0]), HasSubstr("no module is installed"));
}

TEST(CourseReader, FindsFiguresOfAFileByItselfFromItsCourseFolder) {
    const TemporaryFolder folder;
    folder.write("cmi5.xml", "<not-read/>");
    folder.write("figures/a.svg", "<svg/>");
    const std::string text = "<note xmlns=\"urn:note\" src=\"figures/a.svg\"/>";
    EXPECT_EQ(
        sample::rules_of(read_activity(folder.write("steps/one.xml", text), "one.xml", sample::notes()).diagnostics),
        "");
    const TemporaryFolder elsewhere;
    const auto lonely = read_activity(elsewhere.write("one.xml", text), "one.xml", sample::notes());
    EXPECT_EQ(sample::rules_of(lonely.diagnostics), "activity.missing-figure");
    EXPECT_FALSE(xml::has_errors(lonely.diagnostics)) << "no course is known, so it is a warning";
}

// A video's captions have a `src` like every figure; its first picture is a `poster`.
TEST(CourseReader, MissesFilesOfAVideo) {
    const TemporaryFolder folder;
    folder.write("video/path.mp4", "not looked into");
    folder.write("one.xml",
                 "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>T</title><section id=\"a\"><title>A</title>"
                 "<video src=\"video/path.mp4\" poster=\"figures/path.png\"><caption>C</caption>"
                 "<track src=\"video/path-ru.vtt\" srclang=\"ru\" label=\"R\"/></video></section></lesson>");
    folder.write("cmi5.xml", course(unit("urn:c:one", "one.xml")));
    const auto checked = read_course(folder.path(), "c", sample::installed(), nullptr);
    EXPECT_EQ(sample::rules_of(checked.diagnostics), "activity.missing-figure activity.missing-figure");
}

TEST(CourseReader, KeepsFiguresInsideTheCourseFolder) {
    const TemporaryFolder folder;
    folder.write("secret.svg", "<svg/>");
    folder.write("course/one.xml", "<note xmlns=\"urn:note\" src=\"../secret.svg\"/>");
    folder.write("course/two.xml", "<note xmlns=\"urn:note\" src=\"link.svg\"/>");
    std::filesystem::create_symlink("../secret.svg", folder.path() / "course/link.svg");
    folder.write("course/cmi5.xml", course(unit("urn:c:one", "one.xml") + unit("urn:c:two", "two.xml")));
    const auto checked = read_course(folder.path() / "course", "c", sample::notes(), nullptr);
    EXPECT_EQ(sample::rules_of(checked.diagnostics), "activity.path-leaves-folder activity.path-leaves-folder");
}

TEST(CourseReader, KeepsAModelBesideErrors) {
    const TemporaryFolder folder;
    folder.write("cmi5.xml", course(unit("urn:c:one", "missing.xml")));
    const auto checked = read(folder);
    EXPECT_TRUE(xml::has_errors(checked.diagnostics));
    ASSERT_NE(checked.value, nullptr);
    EXPECT_EQ(checked.value->units[0]->files[0], nullptr);
}

TEST(LibraryReader, FindsTheFrameworkAboveACourseFolder) {
    const TemporaryFolder folder;
    folder.write("framework.xml",
                 "<framework xmlns=\"urn:lyceum:framework:1\" version=\"1\"><levels><level "
                 "n=\"1\"><name lang=\"ru\">У</name>"
                 "</level></levels><competency id=\"C1\"><name "
                 "lang=\"ru\">К</name></competency></framework>");
    folder.write("one/a.xml", note("ru"));
    folder.write("one/cmi5.xml", course(unit("urn:c:a", "a.xml"), "<ly:audience roles=\"nobody\"/>"));
    for (const std::string path : {"one", "one/cmi5.xml", "."}) {
        const auto checked = read_library(folder.path() / path, path, sample::notes());
        EXPECT_EQ(sample::rules_of(checked.diagnostics), "course.unknown-role") << path;
        EXPECT_EQ(checked.value->framework.competencies.size(), 1U) << path;
        EXPECT_EQ(checked.value->courses.size(), 1U) << path;
    }
    EXPECT_NE(read_library(folder.path(), ".", sample::notes()).value->find_course("one"), nullptr);
}

TEST(LibraryReader, SaysThatAPathIsMissingAndWhichOneIsNear) {
    const TemporaryFolder folder;
    folder.write("quiz.xml", note("ru"));
    const auto checked = read_library(folder.path() / "quizz.xml", "x/quizz.xml", sample::notes());
    ASSERT_EQ(checked.diagnostics.size(), 1U);
    EXPECT_EQ(to_string(checked.diagnostics[0]),
              "x/quizz.xml: error: there is no such file or folder (did you mean \"quiz.xml\"?) "
              "[file.missing]");
}

}  // namespace
}  // namespace lyceum::content
