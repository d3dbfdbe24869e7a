#include "host/learning/account.hpp"

#include "host/base/crypto.hpp"
#include "host/learning/invitations.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class Account : public ::testing::Test {
protected:
    Account() {
        const std::string hash = crypto::hash_password("верный пароль").value();
        write([&](store::Transaction& transaction) { return transaction.set_password_hash(sample_.person.id, hash); });
    }

    void write(const std::function<Result<void>(store::Transaction&)>& job) {
        sample_.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(job(transaction));
                return true;
            })
            .value();
    }
    Result<SignedIn> enter(const std::string& password = "верный пароль") {
        SignIn request;
        request.login = "head";
        request.password = password;
        request.address = "10.0.0.1";
        return sample_.run(sign_in(*sample_.campus, throttle_, *passwords_, request));
    }
    Visitor visitor(const SignedIn& signed_in) {
        return find_visitor(*sample_.campus, signed_in.token).value().value();
    }
    bool is_signed_in(const SignedIn& signed_in) {
        return find_visitor(*sample_.campus, signed_in.token).value().has_value();
    }
    Result<void> change(const SignedIn& by, const std::string& from, const std::string& to) {
        PasswordChange wanted{
            .visitor = visitor(by), .old_password = from, .new_password = to, .address = "10.0.0.1", .device = ""};
        return sample_.run(change_password(*sample_.campus, throttle_, *passwords_, wanted));
    }

    SampleCampus sample_;
    SignInThrottle throttle_;
    std::unique_ptr<Passwords> passwords_ = std::move(Passwords::create().value());
};

TEST_F(Account, ANewPasswordEndsAllOtherSessions) {
    const auto here = enter().value();
    const auto elsewhere = enter().value();

    const auto changed = change(here, "верный пароль", "совсем новый пароль");

    ASSERT_TRUE(changed) << to_string(changed.error());
    EXPECT_TRUE(is_signed_in(here));
    EXPECT_FALSE(is_signed_in(elsewhere));
    EXPECT_TRUE(enter("совсем новый пароль"));
    EXPECT_EQ(enter().error().code, ErrorCode::Denied);
}

TEST_F(Account, AWrongOldPasswordChangesNothing) {
    const auto here = enter().value();
    const auto elsewhere = enter().value();

    const auto changed = change(here, "неверный пароль", "совсем новый пароль");

    EXPECT_EQ(changed.error().code, ErrorCode::Denied);
    EXPECT_TRUE(is_signed_in(elsewhere));
    EXPECT_TRUE(enter());
}

TEST_F(Account, TheOldPasswordCannotBeGuessedAtLeisure) {
    const auto here = enter().value();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(change(here, "догадка", "совсем новый пароль").error().code, ErrorCode::Denied);
    }
    EXPECT_EQ(change(here, "верный пароль", "совсем новый пароль").error().code, ErrorCode::LimitExceeded);
    sample_.now += 2s;
    EXPECT_TRUE(change(here, "верный пароль", "совсем новый пароль"));
}

TEST_F(Account, ANewPasswordWithAFlawIsRefused) {
    const auto here = enter().value();
    EXPECT_EQ(change(here, "верный пароль", "короткий").error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(enter());
}

TEST_F(Account, ANewPasswordWithdrawsTheInvitationThatIsStillOpen) {
    const FreshInvitation fresh = make_invitation(sample_.person.id, sample_.now, invitation_lifetime);
    write([&](store::Transaction& transaction) { return transaction.add_invitation(fresh.record); });

    ASSERT_TRUE(change(enter().value(), "верный пароль", "совсем новый пароль"));

    EXPECT_EQ(find_invitation(*sample_.campus, fresh.token).value().state, InvitationState::Expired);
}

TEST_F(Account, OneSessionOrAllOthersAreEndedFromAnother) {
    const auto here = enter().value();
    const auto second = enter().value();
    const auto third = enter().value();
    const auto fourth = enter().value();

    ASSERT_TRUE(sample_.run(end_one_session(*sample_.campus, visitor(here), visitor(second).session.id)));
    EXPECT_FALSE(is_signed_in(second));
    EXPECT_TRUE(is_signed_in(third));
    ASSERT_TRUE(sample_.run(end_other_sessions(*sample_.campus, visitor(here))));
    EXPECT_FALSE(is_signed_in(third));
    EXPECT_FALSE(is_signed_in(fourth));
    EXPECT_TRUE(is_signed_in(here));
}

TEST_F(Account, NobodyEndsTheSessionOfSomebodyElse) {
    const auto here = enter().value();
    Visitor stranger{.person = sample_.add_person("other"), .session = {}};

    const auto ended = sample_.run(end_one_session(*sample_.campus, stranger, visitor(here).session.id));

    EXPECT_EQ(ended.error().code, ErrorCode::NotFound);
    EXPECT_TRUE(is_signed_in(here));
}

}  // namespace
}  // namespace lyceum::learning
