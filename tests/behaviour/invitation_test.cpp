// Getting in: from the administrator's command through the link to a session, and what the link says
// when it does not work.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::behaviour {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Invitation : public WithServer {
protected:
    void SetUp() override { setup_.demo = false; }

    // The path that `lyceum user invite` prints.
    std::string invite(const std::string& login, const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"user",
                                           "invite",
                                           login,
                                           "--name",
                                           "Примеров Макет Образцович",
                                           "--role",
                                           "head",
                                           "--data",
                                           setup_.data.string(),
                                           "--courses",
                                           fixture_courses().string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ran ran = run_lyceum(arguments);
        EXPECT_EQ(ran.exit_code, 0) << ran.output;
        const auto at = ran.output.find("/invitation/");
        return ran.output.substr(at, ran.output.find('\n', at) - at);
    }

    // Fills in the page's one form as a browser would.
    static Response choose(Browser& browser, const std::string& link, const std::string& password) {
        const Response page = browser.get(link);
        for (const Form& form : forms_of(page.body)) {
            if (form.action == link) {
                return browser.post(link,
                                    form.filled(&form.buttons.front(), {{"password", password}, {"again", password}}));
            }
        }
        return page;
    }
};

TEST_F(Invitation, OpensTheDoorOnceBesideARunningServer) {
    start();
    const std::string link = invite("minister");
    Browser browser{server().port()};

    const Response accepted = choose(browser, link, "тихий вечер у реки");

    EXPECT_EQ(accepted.status, 303);
    EXPECT_EQ(browser.get("/courses").status, 200);
    EXPECT_EQ(text_from(setup_.data, "SELECT act FROM audit WHERE act LIKE 'invitation.%'"), "invitation.accept");
    Learner again{server().port()};
    EXPECT_EQ(again.sign_in("minister", "тихий вечер у реки").status, 303);
}

TEST_F(Invitation, UsedTwiceExpiredOrUnknownHasItsOwnPoliteWords) {
    start();
    const std::string used = invite("minister");
    Browser browser{server().port()};
    ASSERT_EQ(choose(browser, used, "тихий вечер у реки").status, 303);
    const std::string expired = invite("deputy");
    change(setup_.data, "UPDATE invitations SET expires = created + 1 WHERE used IS NULL");

    Browser stranger{server().port()};
    const Response second = stranger.get(used);
    const Response late = stranger.get(expired);
    const Response unknown = stranger.get("/invitation/" + std::string(43, 'x'));

    EXPECT_EQ(second.status, 410);
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_NE(words_of(second.body), words_of(late.body));
    EXPECT_NE(words_of(late.body), words_of(unknown.body));
    for (const Response* page : {&second, &late, &unknown}) {
        EXPECT_THAT(page->body, AllOf(HasSubstr("data-notice"), Not(HasSubstr("minister")), Not(HasSubstr("deputy")),
                                      Not(HasSubstr("Примеров"))));
        EXPECT_EQ(page->header("referrer-policy"), "no-referrer");
    }
}

TEST_F(Invitation, SurvivesTheServerBeingKilled) {
    const std::string link = invite("minister");
    start();
    server().kill();
    start();
    Browser browser{server().port()};

    EXPECT_EQ(choose(browser, link, "тихий вечер у реки").status, 303);
    server().kill();
    Learner learner{start().port()};
    EXPECT_EQ(learner.sign_in("minister", "тихий вечер у реки").status, 303);
}

TEST_F(Invitation, IsNotInTheLogEvenWhenSomethingGoesWrong) {
    start();
    const std::string link = invite("minister");
    const std::string token = link.substr(link.rfind('/') + 1);
    Browser browser{server().port()};
    browser.get(link);
    browser.post(link, {{"password", "no token with it"}}, {{"Sec-Fetch-Site", "cross-site"}});
    ASSERT_EQ(choose(browser, link, "тихий вечер у реки").status, 303);
    // Signed in now: a form without its token is an incident, which is logged.
    EXPECT_EQ(browser.post(link, {{"password", "no token with it"}}).status, 403);

    ASSERT_EQ(server().stop().exit_code, 0);
    EXPECT_THAT(server().output(), AllOf(HasSubstr("/invitation/{token}"), Not(HasSubstr(token))));
}

TEST_F(Invitation, OfADisabledPersonIsClosed) {
    start();
    const std::string link = invite("minister");
    ASSERT_EQ(run_lyceum({"user", "disable", "minister", "--data", setup_.data.string()}).exit_code, 0);
    Browser browser{server().port()};

    EXPECT_EQ(browser.get(link).status, 410);
}

// Whoever guesses behind the same address must not keep out a person who comes with their own browser.
TEST_F(Invitation, MakesTheBrowserKnownSoThatANeighbourCannotDelayIt) {
    start();
    const std::string link = invite("minister");
    Learner minister{server().port()};
    ASSERT_EQ(choose(minister.browser(), link, "тихий вечер у реки").status, 303);
    minister.browser().cookies().erase("lyceum_session");
    Learner neighbour{server().port()};
    Response last;
    for (int attempt = 0; attempt < 10; ++attempt) {
        last = neighbour.sign_in("minister", "wrong");
    }
    ASSERT_EQ(last.status, 429);

    EXPECT_EQ(minister.sign_in("minister", "тихий вечер у реки").status, 303);
}

TEST_F(Invitation, LeadsToThePageWhereThePasswordIsChanged) {
    start();
    Browser browser{server().port()};
    ASSERT_EQ(choose(browser, invite("minister"), "тихий вечер у реки").status, 303);
    Learner elsewhere{server().port()};
    ASSERT_EQ(elsewhere.sign_in("minister", "тихий вечер у реки").status, 303);
    const Response account = browser.get("/account");
    ASSERT_EQ(account.status, 200);

    Response changed;
    for (const Form& form : forms_of(account.body)) {
        if (form.action == "/account/password") {
            changed = browser.post(form.action, form.filled(&form.buttons.front(), {{"old", "тихий вечер у реки"},
                                                                                    {"password", "громкое утро в лесу"},
                                                                                    {"again", "громкое утро в лесу"}}));
        }
    }

    EXPECT_EQ(changed.status, 303);
    EXPECT_EQ(browser.get("/courses").status, 200);
    EXPECT_EQ(elsewhere.browser().get("/courses").status, 303);
}

}  // namespace
}  // namespace lyceum::behaviour
