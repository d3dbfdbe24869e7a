// Signing in: with a password, throttled, out again, and what a page says when the session is over.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace lyceum::behaviour {
namespace {

class SignIn : public WithServer {
protected:
    void SetUp() override {
        for (const Ran& added : {add("minister", "correct horse"), add("deputy", "battery staple")}) {
            ASSERT_EQ(added.exit_code, 0) << added.output;
        }
        setup_.demo = false;
    }

    Ran add(const std::string& login, const std::string& password) {
        const auto file = folder_ / "password";
        write_file(file, password + "\n");
        return run_lyceum({"user", "add", login, "--name", "Примеров Макет Образцович", "--role", "head",
                           "--password-file", file.string(), "--data", setup_.data.string(), "--courses",
                           fixture_courses().string()});
    }
};

TEST_F(SignIn, WorksWithNameAndPassword) {
    Learner learner{start().port()};

    const Response response = learner.sign_in("minister", "correct horse");

    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(learner.browser().get("/courses").status, 200);
    EXPECT_THAT(response.header("set-cookie"),
                testing::AllOf(testing::HasSubstr("HttpOnly"), testing::HasSubstr("SameSite")));
}

TEST_F(SignIn, OffersNoDemoPeopleWithoutDemo) {
    Browser browser{start().port()};

    const Response page = browser.get("/");

    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("name=\"demo\""), std::string::npos);
}

TEST_F(SignIn, TenWrongPasswordsAreThrottledWithTheTimeToWait) {
    Learner learner{start().port()};

    Response last;
    bool throttled = false;
    for (int attempt = 0; attempt < 10; ++attempt) {
        last = learner.sign_in("minister", "wrong");
        EXPECT_TRUE(last.status == 401 || last.status == 429);
        throttled = throttled || last.status == 429;
    }

    ASSERT_TRUE(throttled);
    EXPECT_EQ(last.status, 429);
    EXPECT_GE(std::stoi(last.header("retry-after")), 1);
    EXPECT_TRUE(has_id(last.body, "notice"));
    EXPECT_EQ(learner.sign_in("minister", "correct horse").status, 429)
        << "not even the right password goes through now";
}

TEST_F(SignIn, ThrottlingLocksOutNeitherOthersNorTheSamePersonFromElsewhere) {
    start();
    Learner guesser{server().port()};
    for (int attempt = 0; attempt < 10; ++attempt) {
        guesser.sign_in("minister", "wrong");
    }

    Learner from_elsewhere{server().port(), "127.0.0.2"};
    Learner somebody_else{server().port()};

    EXPECT_EQ(from_elsewhere.sign_in("minister", "correct horse").status, 303);
    EXPECT_EQ(somebody_else.sign_in("deputy", "battery staple").status, 303);
}

TEST_F(SignIn, AnswersUnknownNamesAndWrongPasswordsAlike) {
    start();
    Learner one{server().port()};
    Learner other{server().port()};

    const Response unknown = one.sign_in("nobody", "wrong");
    const Response wrong = other.sign_in("deputy", "wrong");

    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.status, 401);
    const auto notice = [](const Response& page) {
        const auto at = page.body.find("id=\"notice\"");
        return page.body.substr(at, page.body.find("</p>", at) - at);
    };
    EXPECT_EQ(notice(unknown), notice(wrong));
}

TEST_F(SignIn, OfADisabledPersonIsRefusedAndTheirSessionEnds) {
    Learner learner{start().port()};
    ASSERT_EQ(learner.sign_in("minister", "correct horse").status, 303);

    ASSERT_EQ(run_lyceum({"user", "disable", "minister", "--data", setup_.data.string()}).exit_code, 0);

    EXPECT_EQ(learner.browser().get("/courses").status, 303);
    Learner again{server().port()};
    EXPECT_EQ(again.sign_in("minister", "correct horse").status, 401);
}

TEST_F(SignIn, KeepsNoPasswordAndNoTokenInTheDatabase) {
    Learner learner{start().port()};
    ASSERT_EQ(learner.sign_in("minister", "correct horse").status, 303);
    ASSERT_EQ(server().stop().exit_code, 0);

    std::ifstream file{database_file(setup_.data), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};

    EXPECT_EQ(bytes.find("correct horse"), std::string::npos);
    for (const auto& [name, value] : learner.browser().cookies()) {
        EXPECT_EQ(bytes.find(value), std::string::npos) << name;
    }
}

class Session : public WithServer {};

TEST_F(Session, ThatWasEndedElsewhereLeadsToAPoliteSignIn) {
    start();
    Learner learner = reader_of_the_lesson();
    const ActivityView view = learner.open(exam);
    const auto cookies = learner.browser().cookies();
    for (const Form& form : forms_of(view.html)) {
        if (form.action == "/session/end") {
            EXPECT_EQ(learner.browser().post("/session/end", form.filled(nullptr)).status, 303);
        }
    }
    learner.browser().cookies() = cookies;  // as another tab still has them

    const Response page = learner.browser().get(exam);
    EXPECT_EQ(page.status, 303);
    const Response sign_in = learner.browser().follow(page);
    EXPECT_EQ(sign_in.status, 200);
    EXPECT_TRUE(has_id(sign_in.body, "notice")) << words_of(sign_in.body);

    const Response answer = learner.browser().post(exam, filled_in(*view.way_on(), Answers::Right));
    EXPECT_EQ(answer.status, 401);
    EXPECT_TRUE(has_id(answer.body, "login"));
    EXPECT_EQ(count(all_answered), 0);
}

TEST_F(Session, ThatHasExpiredLeadsBackToThePageAfterSigningInAgain) {
    start();
    Learner learner = reader_of_the_lesson();
    change(setup_.data, "UPDATE sessions SET expires = 1");

    const Response sign_in = learner.browser().follow(learner.browser().get(exam));
    std::string back;
    for (const Form& form : forms_of(sign_in.body)) {
        if (form.action == "/session" && !form.buttons.empty() && form.buttons.front().name == "demo") {
            back = learner.browser().post("/session", form.filled(&form.buttons.front())).header("location");
        }
    }

    EXPECT_EQ(back, exam);
    EXPECT_EQ(learner.browser().get(back).status, 200);
}

TEST_F(Session, NeverReturnsToAnotherSite) {
    Browser browser{start().port()};
    for (const std::string place :
         {"//evil.example/", "https://evil.example/", "/\\evil.example", "\thttps://evil.example"}) {
        const Response page = browser.get("/");
        for (const Form& form : forms_of(page.body)) {
            if (form.action == "/session" && !form.buttons.empty() && form.buttons.front().name == "demo") {
                const Response response =
                    browser.post("/session", form.filled(&form.buttons.front(), {{"return", place}}));
                EXPECT_EQ(response.status, 303);
                EXPECT_EQ(response.header("location"), "/") << place;
            }
        }
        browser.cookies().erase("lyceum_session");
    }
}

TEST_F(Session, FormsWithoutOrWithAForeignTokenAreRefusedPolitely) {
    start();
    Learner learner = reader_of_the_lesson();
    Learner other = reader_of_the_lesson(1);
    const ActivityView view = learner.open(exam);
    Fields fields = filled_in(*view.way_on(), Answers::Right);
    const std::string foreign = other.open(exam).forms.front().value_of("_csrf");
    const auto token = std::ranges::find(fields, "_csrf", &std::pair<std::string, std::string>::first);
    ASSERT_NE(token, fields.end());

    for (const std::string& value : {std::string{}, std::string{"no-token"}, foreign, std::string(128, '0')}) {
        token->second = value;
        const Response response = learner.browser().post(exam, fields);
        EXPECT_EQ(response.status, 403) << value;
        EXPECT_NE(response.body.find("data-notice"), std::string::npos) << response.body;
    }
    fields.erase(token);
    EXPECT_EQ(learner.browser().post(exam, fields).status, 403);
    EXPECT_EQ(learner.open(exam).revision(), view.revision()) << "nothing was done";
}

TEST_F(Session, FormsThatTheBrowserSaysComeFromAnotherSiteAreRefused) {
    start();
    Learner learner = reader_of_the_lesson();
    const ActivityView view = learner.open(exam);

    const Response response =
        learner.browser().post(exam, filled_in(*view.way_on(), Answers::Right), {{"Sec-Fetch-Site", "cross-site"}});

    EXPECT_EQ(response.status, 403);
}

}  // namespace
}  // namespace lyceum::behaviour
