// What a completed course leaves behind, through the pages of the real server.
#include "tests/behaviour/fixture.hpp"

namespace lyceum::behaviour {
namespace {

const std::string certificate = "/courses/short/certificate";

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    return at == std::string::npos
               ? std::string{}
               : text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
}

class Profile : public WithServer {
protected:
    Learner completed() {
        Learner learner = reader_of_the_lesson();
        learner.finish(exam);
        return learner;
    }
};

TEST_F(Profile, ACertificateOutlivesACrashAndIsCheckedByAnybody) {
    start();
    Learner learner = completed();
    const std::string code = between(learner.browser().get(certificate).body, "class=\"code\">", "<");
    ASSERT_EQ(code.size(), 19U);

    kill_and_start(learner);

    Browser stranger{server().port()};
    const Response check = stranger.get("/verify/" + code);
    EXPECT_EQ(check.status, 200);
    EXPECT_NE(words_of(check.body).find(text_from(setup_.data, "SELECT holder FROM certificates")), std::string::npos);
    EXPECT_EQ(count("SELECT count(*) FROM certificates"), 1);
    EXPECT_EQ(verify().exit_code, 0) << verify().output;
}

TEST_F(Profile, EveryNumberOpensWhatItRestsOn) {
    start();
    Learner learner = completed();
    Browser& browser = learner.browser();

    int followed = 0;
    for (const Tag& tag : tags_of(browser.get("/profile").body)) {
        const std::string link = tag.attribute("href");
        if (tag.name == "a" && (link.starts_with("/profile/") || link.starts_with("/courses/short"))) {
            const Response page = browser.get(link.substr(0, link.find('#')));
            EXPECT_EQ(page.status, 200) << link;
            if (const auto hash = link.find('#'); hash != std::string::npos) {
                EXPECT_TRUE(has_id(page.body, link.substr(hash + 1))) << link;
            }
            ++followed;
        }
    }
    EXPECT_GE(followed, 3);
    const std::string answers = words_of(browser.get("/profile/course/short").body);
    EXPECT_NE(answers.find("✓ Верно"), std::string::npos) << answers;
}

TEST_F(Profile, ACalendarLivesUntilItIsRevoked) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    learner.open(reading);
    Browser& browser = learner.browser();
    const auto form_to = [](const std::string& html, const std::string& action) {
        for (const Form& form : forms_of(html)) {
            if (form.action == action) {
                return form.filled(nullptr);
            }
        }
        return Fields{};
    };
    const Response made = browser.post("/profile/calendar", form_to(browser.get("/profile").body, "/profile/calendar"));
    const std::string address = between(made.body, "id=\"feed\" value=\"", "\"");
    const std::string path = address.substr(address.find("/calendar/"));

    Browser program{server().port()};
    const Response feed = program.get(path);
    EXPECT_EQ(feed.status, 200);
    EXPECT_EQ(feed.header("content-type"), "text/calendar; charset=utf-8");
    EXPECT_TRUE(feed.body.starts_with("BEGIN:VCALENDAR\r\n"));
    EXPECT_EQ(program.get(path, {{"If-None-Match", feed.header("etag")}}).status, 304);
    EXPECT_EQ(count("SELECT count(*) FROM calendar_feeds WHERE length(token_hash) = 32"), 1);

    browser.post("/profile/calendar/end", form_to(made.body, "/profile/calendar/end"));
    EXPECT_EQ(program.get(path).status, 404);
    EXPECT_EQ(server().output().find(path), std::string::npos) << "the address is a secret, and not for the log";
}

TEST_F(Profile, VerifyFindsACertificateThatWasTamperedWith) {
    start();
    completed();
    server().stop();
    change(setup_.data, "DROP TRIGGER certificates_are_not_changed");
    change(setup_.data, "UPDATE certificates SET code = 'ABCDEFGHJKMNPQRS'");

    const Ran found = verify();

    EXPECT_NE(found.exit_code, 0);
    EXPECT_NE(found.output.find("certificate "), std::string::npos) << found.output;
}

}  // namespace
}  // namespace lyceum::behaviour
