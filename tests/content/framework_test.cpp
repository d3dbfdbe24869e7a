#include "sample.hpp"

#include <gtest/gtest.h>

namespace lyceum::content {
namespace {

TEST(FrameworkReader, ReadsLevelsCompetenciesRolesAndSectors) {
    const sample::TemporaryFolder folder;
    const auto file = folder.write("framework.xml",
                                   R"(<framework xmlns="urn:lyceum:framework:1" version="2026-11">
  <levels><level n="1"><name lang="ru">Знает</name></level><level n="3"><name lang="ru">Ведёт</name><name lang="en">Leads</name></level></levels>
  <competency id="C1"><name lang="ru">Ценность</name><name lang="be">Каштоўнасць</name>
    <level n="3"><text lang="ru">Считает цену</text></level></competency>
  <role id="head"><name lang="ru">Руководитель</name><target competency="C1" level="3"/></role>
  <sector id="finance"><name lang="ru">Финансы</name></sector>
</framework>)");
    const auto checked = read_framework(file, "framework.xml");
    ASSERT_EQ(sample::rules_of(checked.diagnostics), "");
    const Framework& framework = *checked.value;
    EXPECT_EQ(framework.version, "2026-11");
    ASSERT_EQ(framework.levels.size(), 2U);
    EXPECT_EQ(framework.levels[1].number, 3);
    EXPECT_EQ(framework.levels[1].name[Language::En], "Leads");
    const Competency* competency = framework.find_competency("C1");
    ASSERT_NE(competency, nullptr);
    EXPECT_EQ(competency->name[Language::Be], "Каштоўнасць");
    EXPECT_EQ(competency->descriptors.at(3)[Language::Ru], "Считает цену");
    const Role* role = framework.find_role("head");
    ASSERT_NE(role, nullptr);
    EXPECT_EQ(role->targets.at("C1"), 3);
    EXPECT_EQ(framework.sectors.at(0).id, "finance");
    EXPECT_EQ(framework.find_competency("C2"), nullptr);
    EXPECT_EQ(framework.find_role("C1"), nullptr);
}

TEST(FrameworkReader, GivesNothingForAnotherDocument) {
    const sample::TemporaryFolder folder;
    const auto checked = read_framework(folder.write("framework.xml", "<framework/>"), "framework.xml");
    EXPECT_EQ(checked.value, nullptr);
    EXPECT_EQ(sample::rules_of(checked.diagnostics), "schema.wrong-root");
    EXPECT_EQ(sample::rules_of(read_framework(folder.path() / "none.xml", "none.xml").diagnostics), "file.missing");
}

}  // namespace
}  // namespace lyceum::content
