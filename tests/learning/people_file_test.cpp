#include "host/learning/people_file.hpp"

#include "host/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

content::Framework sample_framework() {
    content::Framework framework;
    for (const char* id : {"head", "deputy", "operator"}) {
        framework.roles.push_back({.id = id, .name = {}, .targets = {}});
    }
    framework.sectors.push_back({.id = "health", .name = {}});
    framework.sectors.push_back({.id = "communications", .name = {}});
    return framework;
}

PeopleList read(std::string_view bytes, PeopleEncoding encoding = PeopleEncoding::Utf8) {
    static const content::Framework framework = sample_framework();
    return read_people(bytes, "people.csv", encoding, &framework);
}

std::vector<std::string> findings(const PeopleList& list) {
    std::vector<std::string> lines;
    for (const auto& diagnostic : list.diagnostics) {
        lines.push_back(xml::to_string(diagnostic));
    }
    return lines;
}

TEST(PeopleFile, IsReadWithItsColumnsInAnyOrder) {
    const auto list = read(
        "role,name,login,language,sector,body\n"
        "head,Анна Иванова,anna,be,health,Министерство\n"
        "deputy,Boris,boris,,,\n");
    ASSERT_THAT(findings(list), IsEmpty());
    ASSERT_THAT(list.people, SizeIs(2));
    EXPECT_EQ(list.people[0].login, "anna");
    EXPECT_EQ(list.people[0].name, "Анна Иванова");
    EXPECT_EQ(list.people[0].body, "Министерство");
    EXPECT_EQ(list.people[0].role, "head");
    EXPECT_EQ(list.people[0].sector, "health");
    EXPECT_EQ(list.people[0].language, Language::Be);
    EXPECT_EQ(list.people[1].sector, "");
    EXPECT_EQ(list.people[1].language, Language::Ru);
}

TEST(PeopleFile, MayComeFromASpreadsheetOfThisRegion) {
    const auto list = read(
        "\xef\xbb\xbfLogin;Name;Role;Body\r\n"
        " anna ;\"Иванова; Анна\";head;\"ОАО \"\"Пример\"\"\"\r\n"
        ";;;\r\n");
    ASSERT_THAT(findings(list), IsEmpty());
    ASSERT_THAT(list.people, SizeIs(1));
    EXPECT_EQ(list.people[0].login, "anna");
    EXPECT_EQ(list.people[0].name, "Иванова; Анна");
    EXPECT_EQ(list.people[0].body, "ОАО \"Пример\"");
}

// "login;name;role" and "anna;Анна;head" with the name in windows-1251.
constexpr std::string_view in_windows_1251 = "login;name;role\nanna;\xc0\xed\xed\xe0;head\n";

TEST(PeopleFile, InWindows1251IsRecognisedAndReadWhenSaid) {
    EXPECT_THAT(findings(read(in_windows_1251)),
                ElementsAre("people.csv:2:1: error: this line is not UTF-8; it looks like windows-1251 (add --encoding "
                            "windows-1251, or save the file as \"CSV UTF-8\") [import.encoding]"));
    const auto list = read(in_windows_1251, PeopleEncoding::Windows1251);
    ASSERT_THAT(list.people, SizeIs(1));
    EXPECT_EQ(list.people[0].name, "Анна");
}

TEST(PeopleFile, ThatIsUtf8IsNotTakenForWindows1251) {
    EXPECT_THAT(findings(read("login;name;role\nanna;Анна;head\n", PeopleEncoding::Windows1251)),
                ElementsAre(HasSubstr("leave out --encoding")));
}

TEST(PeopleFile, OfAnotherEncodingIsRefused) {
    using namespace std::string_view_literals;
    EXPECT_THAT(findings(read("\xff\xfel\0o\0g\0i\0n\0"sv)),
                ElementsAre(HasSubstr("1:1: error: this line is not UTF-8 text")));
    EXPECT_THAT(findings(read("l\0o\0g\0"sv, PeopleEncoding::Windows1251)),
                ElementsAre(HasSubstr("not windows-1251 text")));
}

TEST(PeopleFile, NamesWhatIsWrongWithItsColumns) {
    EXPECT_THAT(
        findings(read("login,nmae,role\n")),
        ElementsAre(
            "people.csv:1:1: error: the column \"name\" is missing (the first row names the columns) "
            "[import.missing-column]",
            "people.csv:1:7: error: there is no column \"nmae\" (did you mean \"name\"?) [import.unknown-column]"));
    EXPECT_THAT(findings(read("login,name,role,login\n")),
                ElementsAre(HasSubstr("1:17: error: the column \"login\" is there twice")));
    EXPECT_THAT(findings(read("")), ElementsAre(HasSubstr("the file is empty")));
    EXPECT_THAT(findings(read("\n;;\n")), ElementsAre(HasSubstr("the file is empty")));
}

TEST(PeopleFile, FindsEveryMistakeOfEveryLine) {
    const auto list = read(
        "login,name,role,sector,language\n"
        "anna,Анна,haed,,ru\n"
        ",Борис,deputy,,ru\n"
        "vera,,operator,helth,by\n"
        "gleb,Глеб\n"
        "ANNA,Другая Анна,head,,en\n");
    EXPECT_THAT(
        findings(list),
        ElementsAre(
            "people.csv:2:11: error: framework.xml has no role \"haed\" (did you mean \"head\"?) [import.unknown-role]",
            HasSubstr("people.csv:3:1: error: a login may not be empty"),
            "people.csv:4:6: error: the name is missing [import.name]",
            "people.csv:4:16: error: framework.xml has no sector \"helth\" (did you mean \"health\"?) "
            "[import.unknown-sector]",
            "people.csv:4:22: error: there is no language \"by\" (write ru, be or en) [import.language]",
            HasSubstr("people.csv:5:1: error: this row has 2 cells and the header has 5"),
            HasSubstr("people.csv:6:1: error: the login \"ANNA\" is on line 2 already")));
}

TEST(PeopleFile, PointsAtTheQuotationMarkThatIsNeverClosed) {
    EXPECT_THAT(findings(read("login,name,role\nanna,\"Анна,head\nboris,Борис,head\n")),
                ElementsAre(HasSubstr("people.csv:2:6: error: this quotation mark is never closed")));
}

TEST(PeopleFile, TakesAFormulaForTextAndSaysSo) {
    const auto list = read("login,name,role\nanna,\"=HYPERLINK(\"\"http://evil.example\"\")\",head\n");
    EXPECT_THAT(findings(list), ElementsAre(HasSubstr("2:6: warning: the name looks like a spreadsheet's formula")));
    ASSERT_THAT(list.people, SizeIs(1));
    EXPECT_EQ(list.people[0].name, "=HYPERLINK(\"http://evil.example\")");
    EXPECT_THAT(findings(read("login,name,role\n=anna,Анна,head\n")),
                ElementsAre(HasSubstr("error: a login may not look like")));
}

TEST(PeopleFile, RefusesANameThatIsNoLine) {
    EXPECT_THAT(findings(read("login,name,role\nanna,\"Ан\nна\",head\n")),
                ElementsAre(HasSubstr("2:6: error: the name is not one line")));
    EXPECT_THAT(findings(read("login,name,role\nanna," + std::string(301, 'a') + ",head\n")),
                ElementsAre(HasSubstr("2:6: error: the name is not one line of at most 300 bytes")));
}

TEST(PeopleFile, WithoutAFrameworkHasAnyRole) {
    const auto list = read_people("login,name,role\nanna,Анна,any\n", "people.csv", PeopleEncoding::Utf8, nullptr);
    EXPECT_THAT(list.diagnostics, IsEmpty());
    EXPECT_THAT(list.people, SizeIs(1));
}

TEST(PeopleFile, HoldsAHundredThousandPeopleAndNoMore) {
    std::string text = "login,name,role\n";
    for (std::size_t i = 0; i < most_people_rows; ++i) {
        text += "p" + std::to_string(i) + ",N,head\n";
    }
    EXPECT_THAT(findings(read(text)), IsEmpty());
    EXPECT_THAT(findings(read(text + "one,N,head\n")),
                ElementsAre(HasSubstr("100002:1: error: there are more than 100,000 people")));
    EXPECT_THAT(findings(read(std::string(most_people_bytes + 1, 'a'))), ElementsAre(HasSubstr("larger than 16 MiB")));
}

}  // namespace
}  // namespace lyceum::learning
