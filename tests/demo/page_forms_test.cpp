#include "host/demo/page_forms.hpp"

#include <gtest/gtest.h>

namespace lyceum::demo {
namespace {

constexpr std::string_view page =
    "<h2>Вопрос</h2><div><form><input type=\"hidden\" name=\"question\" value=\"q1\"/>"
    "<fieldset><label><input type=\"radio\" name=\"option\" value=\"a\"/> A</label>"
    "<label><input type=\"radio\" name=\"option\" value=\"b\"/> B</label></fieldset>"
    "<select name=\"place\"><option value=\"\">—</option><option value=\"1\">1</option></select>"
    "<textarea name=\"why\">потому</textarea><input type=\"text\" name=\"number\" value=\"5\"/>"
    "<button type=\"submit\" name=\"act\" value=\"answer\">Ответить</button></form></div>"
    "<form><button name=\"act\" value=\"open:s1\">Дальше</button></form>";

TEST(DemoPageForms, AreWhatAPersonSees) {
    const auto forms = read_forms(page);
    ASSERT_EQ(forms.size(), 2U);
    const PageForm* form = find_form(forms, "answer");
    ASSERT_NE(form, nullptr);
    EXPECT_EQ(form->value_of("question"), "q1");
    ASSERT_NE(form->find("option"), nullptr);
    EXPECT_EQ(form->find("option")->kind, Control::Kind::One);
    EXPECT_EQ(form->find("option")->values, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(form->find("place")->values, (std::vector<std::string>{"1"}));
    EXPECT_EQ(form->find("why")->kind, Control::Kind::Text);
    EXPECT_EQ(form->value_of("number"), "5");
    EXPECT_EQ(find_act(forms, "open:"), "open:s1");
    EXPECT_EQ(find_form(forms, "nothing"), nullptr);
}

TEST(DemoPageForms, SendHiddenFieldsAndTheButton) {
    const auto forms = read_forms(page);
    const Fields fields = forms.front().pressed("answer");
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0].name, "question");
    EXPECT_EQ(fields[1].name, "act");
    EXPECT_EQ(fields[1].value, "answer");
}

TEST(DemoPageForms, AreNoneInWhatIsNoPage) {
    EXPECT_TRUE(read_forms("<form><button").empty());
}

}  // namespace
}  // namespace lyceum::demo
