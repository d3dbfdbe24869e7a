#include "host/base/result.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lyceum {
namespace {

TEST(Errors, AreReadAsPlaceMessageAndHint) {
    EXPECT_EQ(to_string(Error{ErrorCode::NotFound, "no such file", "a.xml", "check the name"}),
              "a.xml: no such file (check the name)");
    EXPECT_EQ(to_string(Error{ErrorCode::NotFound, "no such file", "", ""}), "no such file");
}

TEST(Errors, OfEachKindHaveANameOfTheirOwn) {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        names.insert(name_of(static_cast<ErrorCode>(code)));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::Internal) + 1);
    EXPECT_FALSE(names.contains("unknown"));
}

Result<int> half_of(int number) {
    if (number % 2 != 0) {
        return Error{ErrorCode::InvalidInput, "odd", std::to_string(number), ""};
    }
    return number / 2;
}

Result<int> quarter_of(int number) {
    LYCEUM_TRY(const int half, half_of(number));
    return half_of(half);
}

TEST(Results, GiveTheFirstFailureToTheCaller) {
    EXPECT_EQ(quarter_of(8).value(), 2);
    EXPECT_EQ(quarter_of(6).error().where, "3");
    EXPECT_EQ(quarter_of(5).error().where, "5");
}

}  // namespace
}  // namespace lyceum
