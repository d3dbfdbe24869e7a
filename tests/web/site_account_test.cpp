// The account page: changing the password and ending sessions, over a real store and learning.
#include "host/base/crypto.hpp"
#include "tests/web/site_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* new_password = "&password=battery+staple&again=battery+staple";

class AccountPage : public ::testing::Test {
protected:
    AccountPage() {
        const auto hash = crypto::hash_password("correct horse").value();
        site.sample.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(transaction.set_password_hash(site.sample.person.id, hash));
                return true;
            })
            .value();
        browser.always("user-agent", "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0");
        enter(browser);
    }

    void enter(Browser& visitor, const std::string& password = "correct+horse") {
        visitor.get("/");
        ASSERT_EQ(visitor.post("/session", "login=head&password=" + password).status, 303);
    }
    std::size_t sessions() { return site.sample.reader->sessions_of(site.sample.person.id).value().size(); }

    SampleSite site;
    Browser browser{site};
};

TEST_F(AccountPage, LiesUnderTheMenuAndNeedsSigningIn) {
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/account\""));
    Browser stranger{site};
    EXPECT_EQ(header(stranger.get("/account"), "Location"), "/?return=%2Faccount");
}

TEST_F(AccountPage, ShowsWhereThePersonIsSignedIn) {
    Browser phone{site};
    phone.always("user-agent",
                 "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1");
    enter(phone);
    browser.get("/account");
    EXPECT_THAT(browser.page(), AllOf(HasSubstr("Firefox · Windows"), HasSubstr("это устройство"),
                                      HasSubstr("Safari · iPhone"), HasSubstr("последний раз 24\u00A0ноября, 12:00")));
    EXPECT_THAT(browser.page(), HasSubstr("aria-label=\"Выйти там: Safari · iPhone\""));
}

TEST_F(AccountPage, ChangesThePasswordAndEndsTheOtherSessions) {
    Browser phone{site};
    enter(phone);
    browser.get("/account");

    const auto changed = browser.post("/account/password", std::string{"old=correct+horse"} + new_password);

    EXPECT_EQ(changed.status, 303);
    EXPECT_EQ(header(changed, "Location"), "/account?done=password");
    EXPECT_EQ(browser.get("/account?done=password").status, 200);
    EXPECT_THAT(browser.page(), AllOf(HasSubstr("role=\"status\""), HasSubstr("Пароль изменён")));
    EXPECT_EQ(phone.get("/courses").status, 303);
    enter(phone, "battery+staple");
}

TEST_F(AccountPage, ExplainsWhatIsWrongWithAChange) {
    browser.get("/account");
    const auto tell = [&](const std::string& form, int status, const std::string& words) {
        EXPECT_EQ(browser.post("/account/password", form).status, status) << form;
        EXPECT_THAT(browser.page(),
                    AllOf(HasSubstr("role=\"alert\""), HasSubstr(words), Not(HasSubstr("value=\"correct"))))
            << form;
    };
    tell("old=correct+horse&password=short&again=short", 400, "короче десяти");
    tell("old=correct+horse&password=battery+staple&again=battery", 400, "совпали");
    tell(std::string{"old=wrong"} + new_password, 403, "пароль не\u00A0подошёл");
    for (int i = 0; i < 4; ++i) {
        browser.post("/account/password", std::string{"old=wrong"} + new_password);
    }
    const auto throttled = browser.post("/account/password", std::string{"old=correct+horse"} + new_password);
    EXPECT_EQ(throttled.status, 429);
    EXPECT_FALSE(header(throttled, "Retry-After").empty());
}

TEST_F(AccountPage, EndsOneSessionOnceAndTwiceAlike) {
    Browser phone{site};
    enter(phone);
    browser.get("/account");
    const auto at = browser.page().find("name=\"session\" value=\"");
    ASSERT_NE(at, std::string::npos);
    const auto id = browser.page().substr(at + 22, 36);

    for (int tap = 0; tap < 2; ++tap) {
        const auto ended = browser.post("/account/sessions/end", "session=" + id);
        EXPECT_EQ(header(ended, "Location"), "/account?done=session");
    }

    EXPECT_EQ(phone.get("/courses").status, 303);
    EXPECT_EQ(browser.get("/courses").status, 200);
}

TEST_F(AccountPage, EndsAllOtherSessions) {
    Browser phone{site};
    Browser tablet{site};
    enter(phone);
    enter(tablet);
    browser.get("/account");
    EXPECT_EQ(header(browser.post("/account/sessions/end", "others=all"), "Location"), "/account?done=others");
    EXPECT_EQ(sessions(), 1U);
    EXPECT_EQ(browser.get("/account?done=others").status, 200);
    EXPECT_THAT(browser.page(), Not(HasSubstr("name=\"others\""))) << "there are no others to end";
}

TEST_F(AccountPage, EndingItsOwnSessionIsSigningOut) {
    browser.get("/account");
    const auto own = site.sample.reader->sessions_of(site.sample.person.id).value().front().id;
    EXPECT_EQ(header(browser.post("/account/sessions/end", "session=" + to_string(own)), "Location"), "/");
    EXPECT_EQ(sessions(), 0U);
}

TEST_F(AccountPage, RefusesFormsWithoutTheirToken) {
    browser.get("/account");
    EXPECT_EQ(browser.post("/account/sessions/end", "_csrf=&others=all").status, 403);
    EXPECT_EQ(browser.post("/account/password", std::string{"_csrf=&old=correct+horse"} + new_password).status, 403);
    EXPECT_EQ(browser.post("/account/sessions/end", "session=nonsense").status, 400);
    EXPECT_EQ(sessions(), 1U);
}

TEST_F(AccountPage, LeadsBackToItselfWhenTheSessionHasEnded) {
    browser.get("/account");
    const auto token = browser.hidden("_csrf");
    browser.cookies().erase("lyceum_session");
    for (const char* path : {"/account/password", "/account/sessions/end"}) {
        EXPECT_EQ(header(browser.post(path, "_csrf=" + token + "&others=all"), "Location"), "/?return=%2Faccount");
    }
}

TEST_F(AccountPage, OfADemoPersonHasNoPasswordToChange) {
    ServerOptions options;
    options.demo = Demo::On;
    SampleSite demo{options};
    Browser visitor{demo};
    visitor.sign_in();
    EXPECT_EQ(visitor.get("/account").status, 200);
    EXPECT_THAT(visitor.page(), Not(HasSubstr("name=\"old\"")));
    EXPECT_EQ(visitor.post("/account/password", std::string{"old="} + new_password).status, 403);
}

}  // namespace
}  // namespace lyceum::web::testing
