// The parts of `lyceum try` that need no worker: the file of answers, pages as text, the fields a browser adds.

#include "host/cli/answers.hpp"

#include "host/cli/page_form.hpp"
#include "host/cli/page_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::cli {
namespace {

std::vector<std::pair<std::string, std::string>> pairs(const Form& form) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const modules::Field& field : form) {
        all.emplace_back(field.name, field.value);
    }
    return all;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Answers, AreFormsPartedByEmptyLines) {
    const auto forms = parse_answers("a=1\r\nb=x = y\r\n\r\n\n# remark\nc=\n", "f");

    ASSERT_TRUE(forms);
    ASSERT_EQ(forms.value().size(), 2U);
    EXPECT_EQ(pairs(forms.value()[0]), (Pairs{{"a", "1"}, {"b", "x = y"}}));
    EXPECT_EQ(pairs(forms.value()[1]), (Pairs{{"c", ""}}));
}

TEST(Answers, AreNoneInAFileOfRemarks) {
    const auto forms = parse_answers("# nothing\n\n#\n", "f");

    ASSERT_TRUE(forms);
    EXPECT_TRUE(forms.value().empty());
}

TEST(Answers, WithoutANameAreRefusedWithTheirLine) {
    const auto forms = parse_answers("a=1\n=2\n", "f");

    ASSERT_FALSE(forms);
    EXPECT_EQ(forms.error().where, "f:2");
}

TEST(Answers, ThatAreNotTextAreRefused) {
    EXPECT_FALSE(parse_answers("a=\xff\n", "f"));
}

TEST(Answers, AreBounded) {
    std::string many;
    for (int i = 0; i < 1001; ++i) {
        many += "a=1\n\n";
    }

    const auto forms = parse_answers(many, "f");

    ASSERT_FALSE(forms);
    EXPECT_EQ(forms.error().code, ErrorCode::LimitExceeded);
}

TEST(PageText, KeepsWhatAPersonReadsAndTheNamesOfFields) {
    const std::string text = page_as_text(
        "<h2>Вопрос</h2><p>Сколько\n  часов?</p><form><input type=\"hidden\" name=\"question\" value=\"q1\"/>"
        "<label><input type=\"radio\" name=\"option\" value=\"a\"/> Час</label>"
        "<label><input type=\"checkbox\" name=\"also\" value=\"b\" checked=\"checked\"/> Два</label>"
        "<button name=\"act\" value=\"answer\">Ответить</button></form>"
        "<table><tr><th>Год</th><th>Часы</th></tr><tr><td>2026</td><td>3</td></tr></table>");

    EXPECT_EQ(
        text,
        "## Вопрос\nСколько часов?\n( ) option=a Час\n[x] also=b Два\n<Ответить> act=answer\nГод | Часы\n2026 | 3\n");
}

TEST(HiddenFields, AreThoseOfTheFormThatHasTheGivenNames) {
    const std::string page =
        "<form><input type=\"hidden\" name=\"section\" value=\"one\"/><button name=\"act\" "
        "value=\"next\">›</button></form>"
        "<form><input type=\"hidden\" name=\"section\" value=\"two\"/><input name=\"option\"/>"
        "<button name=\"act\" value=\"check\">✓</button></form>";

    const Form completed = with_hidden_fields(page, {{"option", "a"}, {"act", "check"}});

    EXPECT_EQ(pairs(completed), (Pairs{{"option", "a"}, {"act", "check"}, {"section", "two"}}));
}

TEST(HiddenFields, GivenByHandAreKept) {
    const std::string page = "<form><input type=\"hidden\" name=\"section\" value=\"one\"/></form>";

    EXPECT_EQ(pairs(with_hidden_fields(page, {{"section", "other"}})), (Pairs{{"section", "other"}}));
}

TEST(HiddenFields, AreNotAddedWhenNoFormFits) {
    const std::string page = "<form><input type=\"hidden\" name=\"section\" value=\"one\"/></form>";

    EXPECT_EQ(pairs(with_hidden_fields(page, {{"unknown", "x"}})), (Pairs{{"unknown", "x"}}));
}

}  // namespace
}  // namespace lyceum::cli
