#include "host/learning/people.hpp"

#include "host/base/crypto.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class People : public ::testing::Test {
protected:
    People() {
        const std::string hash = crypto::hash_password("верный пароль").value();
        sample_.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(transaction.set_password_hash(sample_.person.id, hash));
                return true;
            })
            .value();
    }

    Result<SignedIn> try_password(const std::string& password, const std::string& address = "10.0.0.1") {
        return sample_.run(
            sign_in(*sample_.campus, throttle_, *passwords_,
                    SignIn{.login = "head", .password = password, .address = address, .device = "", .agent = "test"}));
    }

    SampleCampus sample_;
    SignInThrottle throttle_;
    std::unique_ptr<Passwords> passwords_ = std::move(Passwords::create().value());
};

TEST_F(People, TheRightPasswordGivesASessionThatIsFoundByItsToken) {
    const auto signed_in = try_password("верный пароль");
    ASSERT_TRUE(signed_in) << to_string(signed_in.error());
    const auto visitor = find_visitor(*sample_.campus, signed_in.value().token).value();
    ASSERT_TRUE(visitor);
    EXPECT_EQ(visitor->person.id, sample_.person.id);
    EXPECT_NE(visitor->session.token_hash, signed_in.value().token);
    EXPECT_FALSE(find_visitor(*sample_.campus, "another token").value());
}

TEST_F(People, WrongNameAndWrongPasswordAreToldAlike) {
    const auto wrong_password = try_password("неверный");
    const auto wrong_name = sample_.run(
        sign_in(*sample_.campus, throttle_, *passwords_,
                SignIn{.login = "nobody", .password = "x", .address = "10.0.0.1", .device = "", .agent = ""}));
    EXPECT_EQ(wrong_password.error(), wrong_name.error());
    EXPECT_EQ(wrong_name.error().code, ErrorCode::Denied);
}

TEST_F(People, TenWrongPasswordsAreThrottledButNotFromAnotherAddress) {
    int throttled = 0;
    for (int i = 0; i < 10; ++i) {
        const auto attempt = try_password("неверный");
        throttled += attempt.error().code == ErrorCode::LimitExceeded ? 1 : 0;
    }
    EXPECT_GE(throttled, 4);
    EXPECT_EQ(try_password("верный пароль").error().code, ErrorCode::LimitExceeded);
    EXPECT_TRUE(try_password("верный пароль", "10.0.0.2"));
    sample_.now += 1h;
    EXPECT_TRUE(try_password("верный пароль"));
}

TEST_F(People, ADisabledPersonIsSignedOutAndCannotSignIn) {
    const auto signed_in = try_password("верный пароль");
    ASSERT_TRUE(signed_in);
    ASSERT_TRUE(sample_.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_status(sample_.person.id, store::UserStatus::Disabled));
        return true;
    }));
    EXPECT_FALSE(find_visitor(*sample_.campus, signed_in.value().token).value());
    EXPECT_EQ(try_password("верный пароль").error().code, ErrorCode::Denied);
}

TEST_F(People, ASessionEndsWhenSignedOutAndWhenItExpires) {
    const auto first = try_password("верный пароль").value();
    const auto second = try_password("верный пароль").value();
    const auto visitor = find_visitor(*sample_.campus, first.token).value();
    ASSERT_TRUE(sample_.run(sign_out(*sample_.campus, visitor->session)));
    EXPECT_FALSE(find_visitor(*sample_.campus, first.token).value());
    EXPECT_TRUE(find_visitor(*sample_.campus, second.token).value());
    sample_.now = second.expires;
    EXPECT_FALSE(find_visitor(*sample_.campus, second.token).value());
}

TEST_F(People, OnlyDemoPeopleAreSignedInWithoutAPassword) {
    const auto people = sample_.run(ensure_demo_people(*sample_.campus));
    ASSERT_TRUE(people) << to_string(people.error());
    ASSERT_EQ(people.value().size(), 7U);
    ASSERT_EQ(sample_.run(ensure_demo_people(*sample_.campus)).value().size(), 7U);
    EXPECT_TRUE(sample_.run(sign_in_as_demo(*sample_.campus, people.value()[0].id, "")));
    EXPECT_EQ(sample_.run(sign_in_as_demo(*sample_.campus, sample_.person.id, "")).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace lyceum::learning
