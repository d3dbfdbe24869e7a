#include "host/learning/invitations.hpp"

#include "host/base/crypto.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class Invitations : public ::testing::Test {
protected:
    // The token of a new invitation.
    std::string invite(const UserId& person) {
        const FreshInvitation fresh = make_invitation(person, sample_.now, invitation_lifetime);
        sample_.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(transaction.add_invitation(fresh.record));
                return true;
            })
            .value();
        return fresh.token;
    }
    Result<SignedIn> accept(const std::string& token, const std::string& password = "тихий вечер") {
        return sample_.run(accept_invitation(*sample_.campus, *passwords_, token, password, "test"));
    }
    InvitationState state(const std::string& token) { return find_invitation(*sample_.campus, token).value().state; }
    Result<SignedIn> sign_in_with(const std::string& password, const std::string& device = "") {
        SignIn request;
        request.login = "head";
        request.password = password;
        request.address = "10.0.0.1";
        request.device = device;
        return sample_.run(sign_in(*sample_.campus, throttle_, *passwords_, request));
    }

    SampleCampus sample_;
    SignInThrottle throttle_;
    std::unique_ptr<Passwords> passwords_ = std::move(Passwords::create().value());
};

TEST_F(Invitations, SetThePasswordAndSignIn) {
    const std::string token = invite(sample_.person.id);
    const auto found = find_invitation(*sample_.campus, token).value();
    ASSERT_EQ(found.state, InvitationState::Open);
    EXPECT_EQ(found.person->id, sample_.person.id);

    const auto signed_in = accept(token);

    ASSERT_TRUE(signed_in) << to_string(signed_in.error());
    EXPECT_EQ(find_visitor(*sample_.campus, signed_in.value().token).value()->person.id, sample_.person.id);
    EXPECT_TRUE(sign_in_with("тихий вечер"));
}

TEST_F(Invitations, WorkOnce) {
    const std::string token = invite(sample_.person.id);
    ASSERT_TRUE(accept(token));

    const auto again = accept(token, "другой пароль");

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
    EXPECT_EQ(state(token), InvitationState::Used);
    EXPECT_FALSE(find_invitation(*sample_.campus, token).value().person) << "whom it was for is told no more";
    EXPECT_TRUE(sign_in_with("тихий вечер"));
}

TEST_F(Invitations, OfTwoAtOnceOneSetsThePassword) {
    const std::string token = invite(sample_.person.id);
    std::optional<Result<SignedIn>> first;
    std::optional<Result<SignedIn>> second;
    sample_.start(accept_invitation(*sample_.campus, *passwords_, token, "первый пароль", "a"), first);
    sample_.start(accept_invitation(*sample_.campus, *passwords_, token, "второй пароль", "b"), second);
    sample_.finish();

    EXPECT_NE(first->has_value(), second->has_value());
    EXPECT_NE(sign_in_with("первый пароль").has_value(), sign_in_with("второй пароль").has_value());
}

TEST_F(Invitations, Expire) {
    const std::string token = invite(sample_.person.id);
    sample_.now += invitation_lifetime;
    EXPECT_EQ(state(token), InvitationState::Expired);
    EXPECT_EQ(accept(token).error().code, ErrorCode::Conflict);
    EXPECT_FALSE(sign_in_with("тихий вечер"));
}

TEST_F(Invitations, AreReplacedByNewerOnes) {
    const std::string first = invite(sample_.person.id);
    const std::string second = invite(sample_.person.id);
    EXPECT_EQ(state(first), InvitationState::Expired);
    EXPECT_EQ(state(second), InvitationState::Open);
}

TEST_F(Invitations, OfADisabledPersonAreToldAsExpired) {
    const std::string token = invite(sample_.person.id);
    ASSERT_TRUE(sample_.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_status(sample_.person.id, store::UserStatus::Disabled));
        return true;
    }));
    EXPECT_EQ(state(token), InvitationState::Expired);
    EXPECT_FALSE(accept(token));
}

TEST_F(Invitations, ThatWereNeverMadeAreUnknown) {
    EXPECT_EQ(state("nonsense"), InvitationState::Unknown);
    EXPECT_EQ(state(""), InvitationState::Unknown);
    EXPECT_EQ(state(std::string(8000, 'x')), InvitationState::Unknown);
}

TEST_F(Invitations, StayOpenWhenThePasswordIsRefused) {
    const std::string token = invite(sample_.person.id);
    for (const char* password : {"короткий", "1234567890", "qwertyuiop"}) {
        EXPECT_EQ(accept(token, password).error().code, ErrorCode::InvalidInput) << password;
    }
    EXPECT_EQ(state(token), InvitationState::Open);
}

TEST_F(Invitations, EndWhatWasSignedInBefore) {
    ASSERT_TRUE(accept(invite(sample_.person.id)));
    const auto elsewhere = sign_in_with("тихий вечер").value();

    const auto signed_in = accept(invite(sample_.person.id), "новый пароль");

    ASSERT_TRUE(signed_in);
    EXPECT_FALSE(find_visitor(*sample_.campus, elsewhere.token).value());
    EXPECT_TRUE(find_visitor(*sample_.campus, signed_in.value().token).value());
}

TEST_F(Invitations, MakeTheDeviceKnownSoThatNeighboursCannotDelayIt) {
    const auto signed_in = accept(invite(sample_.person.id)).value();
    for (int i = 0; i < 20; ++i) {
        EXPECT_FALSE(sign_in_with("wrong password"));
    }
    EXPECT_EQ(sign_in_with("тихий вечер").error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(sign_in_with("тихий вечер", signed_in.device + "x").error().code, ErrorCode::LimitExceeded);

    const auto again = sign_in_with("тихий вечер", signed_in.device);

    ASSERT_TRUE(again);
    EXPECT_EQ(again.value().device, signed_in.device);
}

TEST_F(Invitations, AKnownDeviceOfOnePersonIsAStrangersForAnother) {
    const auto signed_in = accept(invite(sample_.person.id)).value();
    const auto other = sample_.add_person("other");
    SignIn request;
    request.login = "other";
    request.password = "wrong";
    request.address = "10.0.0.9";
    request.device = signed_in.device;
    for (int i = 0; i < 6; ++i) {
        EXPECT_FALSE(sample_.run(sign_in(*sample_.campus, throttle_, *passwords_, request)));
    }
    Attempt attempt;
    attempt.login = "other";
    attempt.address = "10.0.0.9";
    EXPECT_GT(throttle_.wait(attempt, sample_.now), 0s);
}

}  // namespace
}  // namespace lyceum::learning
