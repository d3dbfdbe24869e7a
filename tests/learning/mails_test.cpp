#include "host/learning/mails.hpp"

#include "host/learning/mail_choice.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using std::chrono::days;

// A person with an address who has begun the sample course, thirty days before its deadline.
class Mails : public ::testing::Test {
protected:
    Mails() {
        choose({.address = "maket@example.by"});
        EXPECT_TRUE(sample.open("read"));
    }

    void choose(store::MailChoice choice) {
        EXPECT_TRUE(sample.run(choose_mails(*sample.campus, sample.person, std::move(choice))));
    }
    std::size_t queue(MailHours hours = MailHours::Kept) {
        return sample.run(queue_due_mails(*sample.campus, UserId{}, hours)).value().mails;
    }
    std::optional<store::OutboxMail> next() { return sample.reader->next_mail(sample.now).value(); }
    bool is_wanted() { return mail_content(*sample.campus, *next()).value().has_value(); }
    void settle(MailOutcome outcome) {
        const auto mail = *next();
        ASSERT_TRUE(sample.run(claim_mail(*sample.campus, mail, "token")).value());
        ASSERT_TRUE(sample.run(settle_mail(*sample.campus, mail, outcome, "451 after RCPT")));
    }

    SampleCampus sample;
};

TEST_F(Mails, AreQueuedOnceForEachOccasion) {
    sample.now += days{24};
    EXPECT_EQ(queue(), 1U);
    EXPECT_EQ(queue(), 0U);
    EXPECT_TRUE(is_wanted());
    EXPECT_EQ(queue(MailHours::Ignored), 1U) << "the digest of this week";
    EXPECT_EQ(queue(MailHours::Ignored), 0U);
}

TEST_F(Mails, OfAKindThatIsSwitchedOffAreNotQueuedAndNotSent) {
    sample.now += days{24};
    ASSERT_EQ(queue(), 1U);
    choose({.address = "maket@example.by", .digest = false, .deadlines = false});
    EXPECT_FALSE(is_wanted());
    EXPECT_EQ(queue(MailHours::Ignored), 0U);
    choose({.address = ""});
    EXPECT_FALSE(is_wanted());
}

TEST_F(Mails, AboutADeadlineAreDroppedWhenTheNextReminderHasTakenTheirPlace) {
    choose({.address = "maket@example.by", .digest = false});
    sample.now += days{24};
    ASSERT_EQ(queue(), 1U);
    sample.now += days{5};
    EXPECT_FALSE(is_wanted());
    EXPECT_EQ(queue(), 1U);
}

TEST_F(Mails, ArePostponedAndGivenUpAfterTwentyAttempts) {
    sample.now += days{24};
    ASSERT_EQ(queue(), 1U);
    for (int attempt = 1; attempt <= 20; ++attempt) {
        ASSERT_TRUE(next()) << attempt;
        settle(MailOutcome::NotNow);
        sample.now += std::chrono::hours{5};
    }
    EXPECT_FALSE(next());
    EXPECT_EQ(sample.reader->outbox_summary().value().failed, 1);
    EXPECT_EQ(sample.campus->mails.postponed, 19U);
    EXPECT_EQ(sample.campus->mails.refused, 1U);
}

TEST_F(Mails, AreTakenByOneSenderAtATime) {
    sample.now += days{24};
    ASSERT_EQ(queue(), 1U);
    const auto mail = *next();
    EXPECT_TRUE(sample.run(claim_mail(*sample.campus, mail, "token")).value());
    EXPECT_FALSE(sample.run(claim_mail(*sample.campus, mail, "token")).value());
    EXPECT_FALSE(next());
}

TEST_F(Mails, EndByTheirLinkUntilTheAddressIsAnother) {
    sample.now += days{24};
    ASSERT_EQ(queue(), 1U);
    const auto mail = *next();
    const std::string token = mail_token(*sample.campus, mail.id, "maket@example.by");
    EXPECT_FALSE(find_mail_reader(*sample.campus, token).value());
    ASSERT_TRUE(sample.run(claim_mail(*sample.campus, mail, token)).value());
    EXPECT_EQ(find_mail_reader(*sample.campus, token).value()->id, sample.person.id);
    EXPECT_NE(token, mail_token(*sample.campus, mail.id, "other@example.by"));

    choose({.address = "other@example.by"});
    EXPECT_FALSE(find_mail_reader(*sample.campus, token).value());
    EXPECT_FALSE(sample.run(end_mails(*sample.campus, token)));
}

TEST_F(Mails, GoToNoDemoPerson) {
    store::User demo = sample.person;
    demo.kind = store::UserKind::Demo;
    EXPECT_EQ(sample.run(choose_mails(*sample.campus, demo, {.address = "a@example.by"})).error().code,
              ErrorCode::Denied);
}

}  // namespace
}  // namespace lyceum::learning
