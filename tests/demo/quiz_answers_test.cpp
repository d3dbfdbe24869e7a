#include "host/demo/players.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// What is sent for each kind of question, from the pattern its own statement calls right.

namespace lyceum::demo {
namespace {

std::vector<std::string> values_of(const Fields& fields, std::string_view name) {
    std::vector<std::string> values;
    for (const modules::Field& field : fields) {
        if (field.name == name) {
            values.push_back(field.value);
        }
    }
    return values;
}

PageForm form_with(Control::Kind kind, const std::string& name, std::vector<std::string> values) {
    PageForm form;
    form.controls = {{.kind = Control::Kind::Hidden, .name = "question", .values = {"q"}},
                     {.kind = kind, .name = name, .values = std::move(values)}};
    return form;
}

TEST(DemoQuizAnswers, ChooseOneRightAndAnotherWrong) {
    Chance chance{"one"};
    const PageForm form = form_with(Control::Kind::One, "option", {"c", "a", "b"});
    EXPECT_EQ(values_of(answer_to(form, "b", Aim::Right, chance), "option"), (std::vector<std::string>{"b"}));
    for (int round = 0; round < 20; ++round) {
        EXPECT_NE(values_of(answer_to(form, "b", Aim::Wrong, chance), "option").front(), "b");
    }
    EXPECT_EQ(values_of(answer_to(form, "b", Aim::Right, chance), "question"), (std::vector<std::string>{"q"}));
}

TEST(DemoQuizAnswers, ChooseSeveralAllOrOneOff) {
    Chance chance{"several"};
    const PageForm form = form_with(Control::Kind::Several, "option", {"a", "b", "c", "d"});
    EXPECT_EQ(values_of(answer_to(form, "a[,]c", Aim::Right, chance), "option"), (std::vector<std::string>{"a", "c"}));
    for (int round = 0; round < 20; ++round) {
        auto chosen = values_of(answer_to(form, "a[,]c", Aim::Wrong, chance), "option");
        std::ranges::sort(chosen);
        EXPECT_NE(chosen, (std::vector<std::string>{"a", "c"}));
        EXPECT_FALSE(chosen.empty());
    }
}

TEST(DemoQuizAnswers, PutInOrderWhateverOrderThePageHas) {
    Chance chance{"order"};
    const PageForm form = form_with(Control::Kind::Hidden, "item", {"z", "x", "y"});
    const std::vector<std::string> right{"x", "y", "z"};
    EXPECT_EQ(values_of(answer_to(form, "x[,]y[,]z", Aim::Right, chance), "item"), right);
    EXPECT_NE(values_of(answer_to(form, "x[,]y[,]z", Aim::Wrong, chance), "item"), right);
}

TEST(DemoQuizAnswers, MatchEachItemWithItsTarget) {
    Chance chance{"match"};
    PageForm form;
    for (const char* item : {"match.b", "match.a"}) {
        form.controls.push_back({.kind = Control::Kind::List, .name = item, .values = {"2", "1"}});
    }
    const Fields right = answer_to(form, "a[.]1[,]b[.]2", Aim::Right, chance);
    EXPECT_EQ(right.size(), 2U);
    EXPECT_EQ(values_of(right, "match.a"), (std::vector<std::string>{"1"}));
    EXPECT_EQ(values_of(right, "match.b"), (std::vector<std::string>{"2"}));
    EXPECT_EQ(values_of(answer_to(form, "a[.]1[,]b[.]2", Aim::Wrong, chance), "match.a"),
              (std::vector<std::string>{"2"}));
}

TEST(DemoQuizAnswers, TypeANumberAndAWord) {
    Chance chance{"typed"};
    const PageForm number = form_with(Control::Kind::Line, "number", {""});
    EXPECT_EQ(values_of(answer_to(number, "5[:]7", Aim::Right, chance), "number"), (std::vector<std::string>{"5"}));
    EXPECT_EQ(values_of(answer_to(number, "5[:]7", Aim::Wrong, chance), "number"), (std::vector<std::string>{"95"}));
    const PageForm word = form_with(Control::Kind::Line, "text", {""});
    EXPECT_EQ(values_of(answer_to(word, "регистр", Aim::Right, chance), "text"), (std::vector<std::string>{"регистр"}));
}

}  // namespace
}  // namespace lyceum::demo
