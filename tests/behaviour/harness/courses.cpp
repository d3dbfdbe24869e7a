#include "tests/behaviour/harness/courses.hpp"

#include "tests/behaviour/harness/temp_folder.hpp"

#include <string>

#include <fmt/format.h>

namespace lyceum::behaviour {

std::filesystem::path fixture_courses() {
    return std::filesystem::path{LYCEUM_SOURCE_DIR} / "tests" / "behaviour" / "courses";
}

void write_long_course(const std::filesystem::path& folder, int questions) {
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(fixture_courses() / "framework.xml", folder / "framework.xml");
    write_file(folder / "long" / "cmi5.xml", R"(<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/courses/long">
    <title><langstring lang="ru">Длинный курс</langstring></title>
    <description><langstring lang="ru">Одна длинная проверка.</langstring></description>
  </course>
  <au id="https://example.org/courses/long/exam" moveOn="Passed" masteryScore="0.9">
    <title><langstring lang="ru">Проверка</langstring></title>
    <description><langstring lang="ru">Много вопросов.</langstring></description>
    <url>exam.xml</url>
  </au>
</courseStructure>
)");
    std::string quiz = R"(<?xml version="1.0" encoding="UTF-8"?>
<quiz xmlns="urn:lyceum:quiz:1" lang="ru" passMark="0.9" attempts="0">
  <title>Проверка</title>
)";
    for (int number = 1; number <= questions; ++number) {
        quiz += fmt::format(R"(  <choice id="q{0}">
    <prompt><p>Вопрос {0}: сначала упростить процедуру или сначала перевести её в электронную форму?</p></prompt>
    <option id="q{0}.wrong"><text>Сначала перевести</text><feedback>Беспорядок станет электронным.</feedback></option>
    <option id="q{0}.right" correct="true"><text>Сначала упростить</text></option>
    <explanation><p>Сначала упрощают, затем автоматизируют.</p></explanation>
  </choice>
)",
                            number);
    }
    quiz += "</quiz>\n";
    write_file(folder / "long" / "exam.xml", quiz);
}

}  // namespace lyceum::behaviour
