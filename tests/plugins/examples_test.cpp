// The examples of the modules and the courses of this repository against the schemas: what the host checks before a
// module sees a file.
#include "host/xml/schema.hpp"
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace lyceum::plugins::test {
namespace {

using testing::IsEmpty;

// The module whose root a file has; empty for a file of the host.
std::string module_of(const std::string& content) {
    for (const char* module : {"lesson", "quiz", "scenario", "priorities", "service-maturity", "survey"}) {
        if (content.find("xmlns=\"urn:lyceum:" + std::string{module} + ":1\"") != std::string::npos) {
            return module;
        }
    }
    return {};
}

// What is wrong with a file, each finding a line.
std::string findings(const std::string& content) {
    const std::string module = module_of(content);
    const auto schema =
        xml::Schema::load(std::string{LYCEUM_SOURCE_DIR} + "/plugins/" + module + "/" + module + ".xsd");
    EXPECT_TRUE(schema);
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse(content, "file.xml", {}, diagnostics);
    if (schema && document) {
        schema.value()->validate(*document, diagnostics);
    }
    std::string found;
    for (const xml::Diagnostic& diagnostic : diagnostics) {
        found += to_string(diagnostic) + "\n";
    }
    return found;
}

TEST(Examples, AreValid) {
    for (const char* file : {"quiz/example.xml", "quiz/example-kinds.xml", "lesson/example.xml",
                             "lesson/example-blocks.xml", "scenario/example.xml", "priorities/example.xml",
                             "service-maturity/example.xml", "survey/example.xml"}) {
        EXPECT_THAT(findings(read_source_file(std::string{"plugins/"} + file)), IsEmpty()) << file;
    }
}

TEST(Examples, OfTheCoursesAreValidAndOpenWithoutFindings) {
    std::size_t opened = 0;
    const std::string courses = std::string{LYCEUM_SOURCE_DIR} + "/courses";
    for (const auto& entry : std::filesystem::recursive_directory_iterator{courses}) {
        const std::string name = std::filesystem::relative(entry.path(), LYCEUM_SOURCE_DIR).string();
        if (entry.path().extension() != ".xml") {
            continue;
        }
        const std::string content = read_source_file(name);
        const std::string module = module_of(content);
        if (module.empty()) {
            continue;
        }
        ++opened;
        EXPECT_THAT(findings(content), IsEmpty()) << name;
        Session session{module, content};
        EXPECT_THAT(session.diagnostics(), IsEmpty()) << name;
        ASSERT_TRUE(session.opened()) << name;
        session.view();
    }
    EXPECT_GE(opened, 4U);
}

TEST(Schemas, RefuseWhatTheModulesCannotShow) {
    const std::string quiz = read_source_file("plugins/quiz/example-kinds.xml");
    EXPECT_NE(findings(replaced(quiz, "minutes=\"20\"", "minutes=\"0\"")), "");
    EXPECT_NE(findings(replaced(quiz, "shuffle=\"true\"", "shuffle=\"often\"")), "");
    EXPECT_NE(findings(replaced(quiz, "<pool draw=\"1\">", "<pool>")), "");
    EXPECT_NE(findings(replaced(quiz, " correct=\"false\"", "")), "") << "a statement that is neither true nor not";
    EXPECT_NE(findings(replaced(quiz, "target=\"keeper\"", "")), "");
    EXPECT_NE(findings(replaced(quiz, "<accept>цена бумаги</accept>", "<accept/>")), "");
    const std::string lesson = read_source_file("plugins/lesson/example-blocks.xml");
    EXPECT_NE(findings(replaced(lesson, "kind=\"law\"", "kind=\"order\"")), "");
    EXPECT_NE(findings(replaced(lesson, "path.mp4", "path.avi")), "");
    EXPECT_NE(findings(replaced(lesson, "src=\"video/path.mp4\"", "src=\"https://example.org/path.mp4\"")), "");
    EXPECT_NE(findings(replaced(lesson, "<left>6</left>", "")), "");
    EXPECT_NE(findings(replaced(lesson, "<caption>Путь одного заявления, 2 минуты</caption>", "")), "");
}

}  // namespace
}  // namespace lyceum::plugins::test
