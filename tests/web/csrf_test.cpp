#include "host/web/csrf.hpp"

#include "host/base/crypto.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

class CsrfTest : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(crypto::initialise().has_value()); }

    Csrf csrf{std::string(32, 'k')};
};

TEST_F(CsrfTest, AcceptsItsOwnTokenForTheSameVisitor) {
    EXPECT_TRUE(csrf.accepts("secret", csrf.token_for("secret")));
}

TEST_F(CsrfTest, RefusesAnotherVisitorsToken) {
    EXPECT_FALSE(csrf.accepts("secret", csrf.token_for("other")));
}

TEST_F(CsrfTest, NeverShowsTheSameTokenTwice) {
    const auto first = csrf.token_for("secret");
    const auto second = csrf.token_for("secret");
    // Both halves differ: nothing in the page repeats for an attacker to guess at (BREACH).
    EXPECT_NE(first.substr(0, 64), second.substr(0, 64));
    EXPECT_NE(first.substr(64), second.substr(64));
    EXPECT_TRUE(csrf.accepts("secret", first));
    EXPECT_TRUE(csrf.accepts("secret", second));
}

TEST_F(CsrfTest, OutlivesARestartOfTheServer) {
    const auto token = csrf.token_for("secret");
    EXPECT_TRUE(Csrf{std::string(32, 'k')}.accepts("secret", token));
    EXPECT_FALSE(Csrf{std::string(32, 'x')}.accepts("secret", token));
}

TEST_F(CsrfTest, RefusesWhatIsNoToken) {
    auto changed = csrf.token_for("secret");
    changed.back() = changed.back() == '0' ? '1' : '0';
    EXPECT_FALSE(csrf.accepts("secret", changed));
    EXPECT_FALSE(csrf.accepts("secret", ""));
    EXPECT_FALSE(csrf.accepts("secret", std::string(128, 'g')));
    EXPECT_FALSE(csrf.accepts("secret", std::string(127, '0')));
}

TEST_F(CsrfTest, RefusesEverythingForAVisitorWithoutASecret) {
    EXPECT_FALSE(csrf.accepts("", csrf.token_for("")));
}

}  // namespace
}  // namespace lyceum::web
