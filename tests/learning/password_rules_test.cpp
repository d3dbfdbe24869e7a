#include "host/learning/password_rules.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace lyceum::learning {
namespace {

TEST(PasswordRules, CountCharactersAndNotBytes) {
    EXPECT_EQ(find_flaw("девятьзна", "head"), PasswordFlaw::TooShort);
    EXPECT_EQ(find_flaw("десятьзнак", "head"), std::nullopt);
    EXPECT_EQ(find_flaw("", "head"), PasswordFlaw::TooShort);
}

TEST(PasswordRules, AskForNoKindsOfCharacters) {
    EXPECT_EQ(find_flaw("correct horse", "head"), std::nullopt);
    EXPECT_EQ(find_flaw("тихий вечер у реки", "head"), std::nullopt);
    EXPECT_EQ(find_flaw("🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔", "head"), std::nullopt);
}

TEST(PasswordRules, EndAtTwoHundredBytes) {
    EXPECT_EQ(find_flaw(std::string(200, 'a'), "head"), std::nullopt);
    EXPECT_EQ(find_flaw(std::string(201, 'a'), "head"), PasswordFlaw::TooLong);
}

TEST(PasswordRules, RefuseEveryCommonPasswordInAnyCase) {
    std::set<std::string_view> distinct;
    for (const auto password : common_passwords()) {
        EXPECT_EQ(find_flaw(password, "head"), PasswordFlaw::Common) << password;
        distinct.insert(password);
    }
    EXPECT_EQ(distinct.size(), 100U);
    EXPECT_EQ(find_flaw("QWERTYUIOP", "head"), PasswordFlaw::Common);
    EXPECT_EQ(find_flaw("ЙЦУКЕНГШЩЗ", "head"), PasswordFlaw::Common);
}

TEST(PasswordRules, RefuseTheLoginItself) {
    EXPECT_EQ(find_flaw("Анна.Иванова", "анна.иванова"), PasswordFlaw::IsLogin);
    EXPECT_EQ(find_flaw("анна.иванова и море", "анна.иванова"), std::nullopt);
}

TEST(PasswordRules, RefuseWhatIsNoLineOfText) {
    EXPECT_EQ(find_flaw("long enough\xff", "head"), PasswordFlaw::NotText);
    EXPECT_EQ(find_flaw("long\nenough to be one", "head"), PasswordFlaw::NotText);
    EXPECT_EQ(find_flaw(std::string{"long\0enough", 11}, "head"), PasswordFlaw::NotText);
}

}  // namespace
}  // namespace lyceum::learning
