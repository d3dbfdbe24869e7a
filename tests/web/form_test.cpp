#include "host/web/form.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

Fields parsed(std::string_view body) {
    auto fields = parse_form(body);
    EXPECT_TRUE(fields.has_value());
    return fields ? std::move(fields.value()) : Fields{};
}

ErrorCode refusal(std::string_view body, const FormLimits& limits = {}) {
    const auto fields = parse_form(body, limits);
    EXPECT_FALSE(fields.has_value());
    return fields ? ErrorCode::Internal : fields.error().code;
}

TEST(Form, KeepsTheOrderAndRepeatedNames) {
    EXPECT_EQ(parsed("option=a&option=c&act=answer"), (Fields{{"option", "a"}, {"option", "c"}, {"act", "answer"}}));
}

TEST(Form, DecodesPlusAndEscapes) {
    EXPECT_EQ(parsed("text=%D0%94%D0%B0+%2B1"), (Fields{{"text", "Да +1"}}));
}

TEST(Form, TakesAFieldWithoutAValueAndSkipsEmptyPairs) {
    EXPECT_EQ(parsed("&a&b=&&"), (Fields{{"a", ""}, {"b", ""}}));
}

TEST(Form, MakesEveryLineEndOneCharacter) {
    EXPECT_EQ(parsed("t=a%0D%0Ab%0Dc%0A"), (Fields{{"t", "a\nb\nc\n"}}));
}

TEST(Form, RefusesACutOrWrongEscape) {
    EXPECT_EQ(refusal("a=%D"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("a=%zz"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("%=b"), ErrorCode::InvalidInput);
}

TEST(Form, RefusesBytesThatAreNotText) {
    EXPECT_EQ(refusal("a=%FF%FE"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("a=%C0%AF"), ErrorCode::InvalidInput);  // an overlong slash
    EXPECT_EQ(refusal("a=%00"), ErrorCode::InvalidInput);
}

TEST(Form, TakesAsManyFieldsAsTheLimitAndNoMore) {
    const FormLimits limits{.fields = 2};
    EXPECT_TRUE(parse_form("a=1&b=2", limits).has_value());
    EXPECT_EQ(refusal("a=1&b=2&c=3", limits), ErrorCode::LimitExceeded);
}

TEST(Form, MeasuresAValueAfterDecoding) {
    const FormLimits limits{.value_bytes = 4};
    EXPECT_TRUE(parse_form("a=%D0%94%D0%B0", limits).has_value());
    EXPECT_EQ(refusal("a=12345", limits), ErrorCode::LimitExceeded);
    EXPECT_EQ(refusal("a=" + std::string(13, '%'), limits), ErrorCode::LimitExceeded);
}

TEST(Form, GivesTheFirstFieldOfAName) {
    const auto fields = parsed("a=1&a=2");
    EXPECT_EQ(field(fields, "a"), "1");
    EXPECT_EQ(field(fields, "b"), "");
}

}  // namespace
}  // namespace lyceum::web
