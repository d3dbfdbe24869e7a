// Coming in by an invitation, over a real store and learning, without sockets.
#include "host/base/crypto.hpp"
#include "host/learning/invitations.hpp"
#include "tests/web/site_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* good = "password=correct+horse&again=correct+horse";

class InvitationPage : public ::testing::Test {
protected:
    std::string invite(const UserId& person) {
        const auto fresh = learning::make_invitation(person, site.sample.now, learning::invitation_lifetime);
        site.sample.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(transaction.add_invitation(fresh.record));
                return true;
            })
            .value();
        return learning::invitation_path(fresh.token);
    }
    std::string invite() { return invite(site.sample.person.id); }

    SampleSite site;
    Browser browser{site};
};

TEST_F(InvitationPage, SetsThePasswordAndSignsIn) {
    const auto link = invite();
    const auto response = browser.get(link);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(browser.page(), AllOf(HasSubstr("autocomplete=\"new-password\""), HasSubstr(site.sample.person.name),
                                      HasSubstr("сработает один раз")));

    const auto accepted = browser.post(link, good);

    EXPECT_EQ(accepted.status, 303);
    EXPECT_EQ(header(accepted, "Location"), "/");
    EXPECT_EQ(browser.get("/courses").status, 200);
    EXPECT_TRUE(browser.cookies().contains("lyceum_device"));
    Browser elsewhere{site};
    elsewhere.get("/");
    EXPECT_EQ(elsewhere.post("/session", "login=head&password=correct+horse").status, 303);
}

TEST_F(InvitationPage, KeepsItsAddressToItself) {
    EXPECT_EQ(header(browser.get(invite()), "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header(browser.get("/"), "Referrer-Policy"), "same-origin");
}

TEST_F(InvitationPage, HasAPageOfItsOwnForEachReasonWhyItDoesNotWork) {
    const auto used = invite();
    browser.get(used);
    ASSERT_EQ(browser.post(used, good).status, 303);
    Browser visitor{site};

    EXPECT_EQ(visitor.get(used).status, 410);
    EXPECT_THAT(visitor.page(), HasSubstr("Эта ссылка уже использована"));
    EXPECT_EQ(visitor.get("/invitation/nonsense").status, 404);
    EXPECT_THAT(visitor.page(), HasSubstr("Такой ссылки нет"));
    const auto expired = invite();
    site.sample.now += learning::invitation_lifetime;
    EXPECT_EQ(visitor.get(expired).status, 410);
    EXPECT_THAT(visitor.page(), HasSubstr("Эта ссылка больше не\u00A0действует"));
    for (const auto& link : {used, expired, std::string{"/invitation/nonsense"}}) {
        visitor.get(link);
        EXPECT_THAT(visitor.page(), AllOf(HasSubstr("data-notice"), Not(HasSubstr(site.sample.person.name))))
            << "nobody is named";
    }
}

TEST_F(InvitationPage, ThatExpiredWhileItWasOpenSaysSo) {
    const auto link = invite();
    browser.get(link);
    site.sample.now += learning::invitation_lifetime;
    EXPECT_EQ(browser.post(link, good).status, 410);
    EXPECT_FALSE(browser.cookies().contains("lyceum_session"));
}

TEST_F(InvitationPage, ExplainsEveryPasswordItRefusesAndStaysOpen) {
    const auto link = invite();
    browser.get(link);
    for (const auto& [form, words] : std::vector<std::pair<std::string, std::string>>{
             {"password=short&again=short", "короче десяти знаков"},
             {"password=&again=", "короче десяти знаков"},
             {"password=1234567890&again=1234567890", "начинают подбор"},
             {"password=correct+horse&again=correct+house", "совпали"},
             {"password=" + std::string(201, 'a') + "&again=" + std::string(201, 'a'), "слишком длинный"},
             {"password=correct%09horse&again=correct%09horse", "нет на"}}) {
        EXPECT_EQ(browser.post(link, form).status, 400) << form;
        EXPECT_THAT(browser.page(), AllOf(HasSubstr("role=\"alert\""), HasSubstr(words))) << form;
        EXPECT_THAT(browser.page(), Not(HasSubstr("value=\"correct"))) << "a password is never shown again";
    }
    EXPECT_EQ(browser.post(link, good).status, 303);
}

TEST_F(InvitationPage, AFormWithoutItsTokenIsAskedForOnceMore) {
    const auto link = invite();
    browser.get(link);
    EXPECT_EQ(browser.post(link, std::string{"_csrf=&"} + good).status, 403);
    EXPECT_THAT(browser.page(), HasSubstr("слишком долго"));
    EXPECT_EQ(browser.post(link, good).status, 303);
}

TEST_F(InvitationPage, SpeaksTheLanguageOfThePersonUnlessAnotherWasChosen) {
    ASSERT_TRUE(site.sample.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_language(site.sample.person.id, Language::Be));
        return true;
    }));
    const auto link = invite();
    browser.get(link);
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"be\">"));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"" + link + "?lang=en\""));
    browser.get(link + "?lang=en");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
    browser.get(link);
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
}

TEST_F(InvitationPage, OpenedBySomebodyElseWhoIsSignedInEndsTheirSession) {
    const auto first = invite();
    browser.get(first);
    ASSERT_EQ(browser.post(first, good).status, 303);
    const auto other = site.sample.add_person("other");
    const auto link = invite(other.id);
    browser.get(link);

    ASSERT_EQ(browser.post(link, good).status, 303);

    EXPECT_TRUE(site.sample.reader->sessions_of(site.sample.person.id).value().empty());
    EXPECT_EQ(site.sample.reader->sessions_of(other.id).value().size(), 1U);
}

}  // namespace
}  // namespace lyceum::web::testing
