// What the addresses do, over a real store and learning, with modules that the test writes.
#include "host/web/site.hpp"

#include "host/base/crypto.hpp"
#include "tests/web/site_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web::testing {
namespace {

using learning::testing::always;
using learning::testing::completed;
using learning::testing::with_state;
using ::testing::HasSubstr;
using ::testing::Not;

class SiteTest : public ::testing::Test {
protected:
    SampleSite site{demo()};
    Browser browser{site};

    // A form as the quiz and the lesson write it.
    void show_form() {
        site.sample.pool.on_view = [](const modules::Call& call) -> Result<modules::View> {
            return modules::View{.xhtml = "<form><p>" + (call.state ? call.state->bytes : std::string{"new"}) +
                                          "</p><button name=\"act\" value=\"go\">Go</button></form>"};
        };
        site.sample.pool.on_respond = always(with_state("answered"));
    }
    void set_password(const std::string& password) {
        const auto hash = crypto::hash_password(password).value();
        site.sample.store
            ->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
                LYCEUM_TRY(transaction.set_password_hash(site.sample.person.id, hash));
                return true;
            })
            .value();
    }
    std::string answer_fields() {
        return "_form=" + browser.hidden("_form") + "&_rev=" + browser.hidden("_rev") + "&act=go";
    }
};

TEST_F(SiteTest, AsksAStrangerToSignIn) {
    const auto response = browser.get("/");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("name=\"password\""));
    EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("lyceum_visit="));
    EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("HttpOnly; SameSite=Lax"));
}

TEST_F(SiteTest, SendsAStrangerBackToThePageHeWantedAfterSigningIn) {
    const auto response = browser.get("/courses/sample");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header(response, "Location"), "/?return=%2Fcourses%2Fsample");
    browser.get("/?return=%2Fcourses%2Fsample");
    EXPECT_EQ(browser.hidden("return"), "/courses/sample");
}

TEST_F(SiteTest, NeverSendsAnyoneToAnotherSite) {
    browser.get("/?return=%2F%2Fexample.org");
    EXPECT_EQ(browser.hidden("return"), "");
    const auto id = browser.page().substr(browser.page().find("name=\"demo\" value=\"") + 19, 36);
    const auto response = browser.post("/session", "demo=" + id + "&return=https%3A%2F%2Fexample.org");
    EXPECT_EQ(header(response, "Location"), "/");
}

TEST_F(SiteTest, SignsADemoPersonInAndOut) {
    browser.sign_in();
    EXPECT_THAT(browser.page(), HasSubstr("демонстрационный режим"));
    EXPECT_TRUE(browser.cookies().contains("lyceum_session"));
    EXPECT_EQ(browser.post("/session/end", "").status, 303);
    EXPECT_FALSE(browser.cookies().contains("lyceum_session"));
    EXPECT_EQ(browser.get("/courses").status, 303);
}

TEST_F(SiteTest, HasNoDemoPeopleWithoutDemo) {
    SampleSite plain;
    Browser visitor{plain};
    visitor.get("/");
    EXPECT_THAT(visitor.page(), Not(HasSubstr("name=\"demo\"")));
    const auto people = plain.sample.reader->demo_users().value();
    ASSERT_FALSE(people.empty());
    EXPECT_EQ(visitor.post("/session", "demo=" + to_string(people.front().id)).status, 404);
}

TEST_F(SiteTest, SignsInWithAPasswordAndTellsAWrongOne) {
    set_password("верный");
    browser.get("/");
    EXPECT_EQ(browser.post("/session", "login=head&password=wrong").status, 401);
    EXPECT_THAT(browser.page(), HasSubstr("value=\"head\""));
    EXPECT_THAT(browser.page(), Not(HasSubstr("wrong")));
    EXPECT_EQ(browser.post("/session", "login=head&password=%D0%B2%D0%B5%D1%80%D0%BD%D1%8B%D0%B9").status, 303);
    EXPECT_EQ(browser.get("/courses").status, 200);
}

TEST_F(SiteTest, ThrottlesGuessing) {
    browser.get("/");
    int throttled = 0;
    for (int i = 0; i < 10; ++i) {
        const auto response = browser.post("/session", "login=head&password=wrong");
        if (response.status == 429) {
            ++throttled;
            EXPECT_FALSE(header(response, "Retry-After").empty());
        }
    }
    EXPECT_GE(throttled, 4);
}

TEST_F(SiteTest, RefusesAFormWithoutItsToken) {
    browser.sign_in();
    EXPECT_EQ(browser.post("/session/end", "_csrf=").status, 403);
    EXPECT_EQ(browser.post("/session/end", "_csrf=" + std::string(128, '0')).status, 403);
    EXPECT_EQ(browser.get("/courses").status, 200);
}

TEST_F(SiteTest, RefusesAFormThatTheBrowserSaysCameFromElsewhere) {
    browser.sign_in();
    browser.always("sec-fetch-site", "cross-site");
    EXPECT_EQ(browser.post("/session/end", "").status, 403);
}

TEST_F(SiteTest, RefusesToSignInWithoutTheTokenOfTheSignInPage) {
    browser.get("/");
    const auto id = browser.page().substr(browser.page().find("name=\"demo\" value=\"") + 19, 36);
    EXPECT_EQ(browser.post("/session", "_csrf=&demo=" + id).status, 403);
    EXPECT_THAT(browser.page(), HasSubstr("слишком долго"));
    EXPECT_EQ(browser.post("/session", "demo=" + id).status, 303);
}

TEST_F(SiteTest, ShowsHomeCoursesAndTheCourse) {
    browser.sign_in();
    EXPECT_THAT(browser.page(), HasSubstr("Шаг read"));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses/sample/read\""));
    EXPECT_EQ(browser.get("/courses").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses/sample\""));
    EXPECT_EQ(browser.get("/courses/sample").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Откроется после"));
}

TEST_F(SiteTest, ShowsAnActivityWithTheHostsFields) {
    show_form();
    browser.sign_in();
    const auto response = browser.get("/courses/sample/read");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("<p>new</p>"));
    EXPECT_EQ(browser.hidden("_rev"), "0");
    EXPECT_TRUE(FormId::parse(browser.hidden("_form")).has_value());
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
}

TEST_F(SiteTest, RecordsAnAnswerAndShowsItsFeedback) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    const auto form = browser.hidden("_form");
    const auto answered = browser.post("/courses/sample/read", answer_fields());
    EXPECT_EQ(answered.status, 303);
    EXPECT_EQ(header(answered, "Location"), "/courses/sample/read?answered=" + form + "#feedback");
    browser.get("/courses/sample/read?answered=" + form);
    EXPECT_THAT(browser.page(), HasSubstr("saved answered"));
    EXPECT_THAT(browser.page(), HasSubstr("Сохранено 12:00"));
    EXPECT_EQ(browser.hidden("_rev"), "1");
}

TEST_F(SiteTest, GivesModulesTheirFieldsInOrderAndKeepsItsOwn) {
    show_form();
    std::vector<std::string> names;
    site.sample.pool.on_respond = [&](modules::Call call) -> boost::asio::awaitable<Result<modules::Outcome>> {
        for (const auto& field : call.fields) {
            names.push_back(field.name + "=" + field.value);
        }
        co_return with_state("answered");
    };
    browser.sign_in();
    browser.get("/courses/sample/read");
    browser.post("/courses/sample/read", answer_fields() + "&option=c&option=a&_secret=1");
    EXPECT_EQ(names, (std::vector<std::string>{"act=go", "option=c", "option=a"}));
}

TEST_F(SiteTest, HasTheEffectOfOneForAFormSentTwice) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    const auto fields = answer_fields();
    EXPECT_EQ(header(browser.post("/courses/sample/read", fields), "Location"),
              header(browser.post("/courses/sample/read", fields), "Location"));
    EXPECT_EQ(site.sample.pool.responds, 1);
}

TEST_F(SiteTest, TellsASecondTabThatItIsBehind) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    const auto old_tab = answer_fields();
    browser.get("/courses/sample/read");
    browser.post("/courses/sample/read", answer_fields());
    const auto stale = browser.post("/courses/sample/read", old_tab);
    EXPECT_THAT(header(stale, "Location"), HasSubstr("?stale=1"));
    browser.get("/courses/sample/read?stale=1");
    EXPECT_THAT(browser.page(), HasSubstr("Ничего не\u00A0потеряно"));
}

TEST_F(SiteTest, SaysPolitelyThatAnAnswerCameAfterTheSessionEnded) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    const auto fields = answer_fields();
    browser.cookies().erase("lyceum_session");
    const auto response = browser.post("/courses/sample/read", fields);
    EXPECT_EQ(response.status, 401);
    EXPECT_THAT(browser.page(), HasSubstr("этот ответ не\u00A0сохранён"));
    EXPECT_EQ(browser.hidden("return"), "/courses/sample/read");
    EXPECT_EQ(site.sample.pool.responds, 0);
}

TEST_F(SiteTest, ShowsWhichStepComesFirst) {
    browser.sign_in();
    EXPECT_EQ(browser.get("/courses/sample/quiz").status, 403);
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses/sample/read\""));
}

TEST_F(SiteTest, RefusesAnAnswerWithoutTheHostsFields) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    EXPECT_EQ(browser.post("/courses/sample/read", "act=go").status, 400);
    EXPECT_EQ(browser.post("/courses/sample/read", "_form=" + browser.hidden("_form") + "&_rev=-1").status, 400);
    EXPECT_EQ(site.sample.pool.responds, 0);
}

TEST_F(SiteTest, RefusesHugeAndManifoldForms) {
    show_form();
    browser.sign_in();
    browser.get("/courses/sample/read");
    std::string many = answer_fields();
    for (int i = 0; i < 300; ++i) {
        many += "&a=b";
    }
    const auto token = "_csrf=" + browser.hidden("_csrf") + "&";
    EXPECT_EQ(browser.post("/courses/sample/read", token + many).status, 413);
    EXPECT_EQ(browser.post("/courses/sample/read", token + "text=" + std::string(70'000, 'a')).status, 413);
    EXPECT_EQ(browser.post("/courses/sample/read", token + "text=%FF").status, 400);
}

// Each failure of learning: its status, a page in the reader's language, and an incident number that is in the log.
TEST_F(SiteTest, HasAPolitePageForEveryFailure) {
    show_form();
    browser.sign_in();
    for (const auto& [code, status] : std::map<ErrorCode, int>{{ErrorCode::Crashed, 502},
                                                               {ErrorCode::Timeout, 504},
                                                               {ErrorCode::Protocol, 502},
                                                               {ErrorCode::Unavailable, 503},
                                                               {ErrorCode::DiskFull, 507},
                                                               {ErrorCode::Storage, 503},
                                                               {ErrorCode::LimitExceeded, 413},
                                                               {ErrorCode::InvalidInput, 400},
                                                               {ErrorCode::Internal, 500}}) {
        browser.get("/courses/sample/read");
        site.sample.pool.on_respond = [code = code](modules::Call) -> boost::asio::awaitable<Result<modules::Outcome>> {
            Error error{code, "secret detail", {}, {}};
            co_return error;
        };
        EXPECT_EQ(browser.post("/courses/sample/read", answer_fields()).status, status) << name_of(code);
        EXPECT_THAT(browser.page(), HasSubstr("Этот ответ не\u00A0сохранён, все прежние на\u00A0месте."))
            << name_of(code);
        EXPECT_THAT(browser.page(), HasSubstr("назовите администратору номер")) << name_of(code);
        EXPECT_THAT(browser.page(), Not(HasSubstr("secret detail"))) << name_of(code);
    }
}

TEST_F(SiteTest, DoesNotShowAFragmentThatIsNotSafe) {
    site.sample.pool.on_view = [](const modules::Call&) -> Result<modules::View> {
        return modules::View{.xhtml = "<script>alert(1)</script>"};
    };
    browser.sign_in();
    EXPECT_GE(browser.get("/courses/sample/read").status, 500);
    EXPECT_THAT(browser.page(), Not(HasSubstr("alert(1)")));
}

TEST_F(SiteTest, AnswersAnUnknownAddressAndAWrongMethod) {
    EXPECT_EQ(browser.get("/nothing").status, 404);
    browser.sign_in();
    EXPECT_EQ(browser.get("/nothing").status, 404);
    EXPECT_EQ(browser.get("/courses/none").status, 404);
    EXPECT_EQ(browser.get("/courses/sample/none").status, 404);
    EXPECT_EQ(browser.get("/courses/../../etc/passwd").status, 400);
    const auto wrong = browser.get("/session");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header(wrong, "Allow"), "POST");
}

TEST_F(SiteTest, RemembersTheLanguageOfAStrangerAndOfAPerson) {
    browser.get("/?lang=en");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
    browser.sign_in();
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
    const auto chosen = browser.post("/language", "language=be&back=%2Fcourses");
    EXPECT_EQ(header(chosen, "Location"), "/courses");
    browser.get("/courses");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"be\">"));
    // The course has its title in Russian only, and says so.
    EXPECT_THAT(browser.page(), HasSubstr("lang=\"ru\">Образец"));
}

TEST_F(SiteTest, SpeaksTheLanguageOfTheBrowserFirst) {
    browser.always("accept-language", "fr, en-GB;q=0.9, ru;q=0.8");
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
}

TEST_F(SiteTest, CountsTheWeightsOfTheBrowsersLanguages) {
    EXPECT_EQ(accepted_language("ru;q=0.3, be;q=0.5, en;q=0.4"), Language::Be);
    EXPECT_EQ(accepted_language("en, ru"), Language::En);
    EXPECT_EQ(accepted_language("be-tarask;q=0.75,ru;q=0.745"), Language::Be);
    EXPECT_EQ(accepted_language("en;q=0, be;q=0.001"), Language::Be);
    EXPECT_EQ(accepted_language("en;q=0"), Language::Ru);
    EXPECT_EQ(accepted_language("*, fr;q=0.9"), Language::Ru);
    EXPECT_EQ(accepted_language("ru;q=2, en;q=1x, be;q=0.1"), Language::Be);
    EXPECT_EQ(accepted_language("en;q=, be;level=1"), Language::Ru);
    EXPECT_EQ(accepted_language(""), Language::Ru);
}

// A person's own choice, made before signing in, stays with the person: on the next device too.
TEST_F(SiteTest, CarriesTheLanguageChosenBeforeSigningInToThePerson) {
    set_password("right");
    browser.get("/?lang=be");
    EXPECT_EQ(browser.cookies()["lyceum_language"], "be-chosen");
    ASSERT_EQ(browser.post("/session", "login=head&password=right").status, 303);
    EXPECT_EQ(browser.cookies()["lyceum_language"], "be");
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"be\">"));
    Browser other{site};
    other.get("/");
    ASSERT_EQ(other.post("/session", "login=head&password=right").status, 303);
    other.get("/");
    EXPECT_THAT(other.page(), HasSubstr("<html lang=\"be\">"));
}

// Another person's earlier choice on the same device is no choice of this one.
TEST_F(SiteTest, LeavesAPersonTheirLanguageOnADeviceOfAnother) {
    set_password("right");
    browser.get("/");
    ASSERT_EQ(browser.post("/session", "login=head&password=right").status, 303);
    browser.get("/");
    browser.cookies()["lyceum_language"] = "en";
    browser.cookies().erase("lyceum_session");
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"en\">"));
    ASSERT_EQ(browser.post("/session", "login=head&password=right").status, 303);
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("<html lang=\"ru\">"));
}

TEST_F(SiteTest, SendsTheSameSafetyHeadersWithEverything) {
    for (const auto* target : {"/", "/nothing", "/healthz", "/favicon.ico", "/courses", "/%"}) {
        const auto response = browser.get(target);
        EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("default-src 'none'")) << target;
        EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("frame-ancestors 'none'")) << target;
        EXPECT_THAT(header(response, "Content-Security-Policy"), Not(HasSubstr("unsafe"))) << target;
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << target;
        EXPECT_FALSE(header(response, "Cache-Control").empty()) << target;
        EXPECT_EQ(header(response, "Strict-Transport-Security"), "") << target;
    }
}

TEST_F(SiteTest, HoldsToHttpsBehindTls) {
    ServerOptions options = demo();
    options.transport = Transport::BehindTls;
    SampleSite secure{options};
    Browser visitor{secure};
    const auto response = visitor.get("/");
    EXPECT_THAT(header(response, "Set-Cookie"), ::testing::StartsWith("__Host-lyceum_visit="));
    EXPECT_THAT(header(response, "Set-Cookie"), HasSubstr("; Secure"));
    EXPECT_FALSE(header(response, "Strict-Transport-Security").empty());
    visitor.sign_in();
    EXPECT_TRUE(visitor.cookies().contains("__Host-lyceum_session"));
}

TEST_F(SiteTest, CompressesAPageForABrowserThatTakesIt) {
    browser.always("accept-encoding", "gzip");
    const auto response = browser.get("/");
    EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
    EXPECT_EQ(response.bytes().substr(0, 2), "\x1F\x8B");
    EXPECT_EQ(header(browser.get("/healthz"), "Content-Encoding"), "");
}

TEST_F(SiteTest, IsAliveAndReady) {
    EXPECT_EQ(browser.get("/healthz").bytes(), "ok\n");
    const auto ready = browser.get("/readyz");
    EXPECT_EQ(ready.status, 200);
    EXPECT_EQ(ready.bytes(), "database: ok\ncourses: ok (1)\nmodule test.module: ok\n");
}

TEST_F(SiteTest, IsNotReadyWithoutCourses) {
    site.sample.campus->catalogue = std::make_shared<const learning::Catalogue>();
    const auto ready = browser.get("/readyz");
    EXPECT_EQ(ready.status, 503);
    EXPECT_THAT(std::string{ready.bytes()}, HasSubstr("courses: none"));
}

TEST_F(SiteTest, ShowsMetricsToThisMachineOrWithTheToken) {
    ServerOptions options;
    options.metrics_token = "the-token";
    SampleSite guarded{options};
    Request request;
    request.target = "/metrics";
    EXPECT_EQ(guarded.respond(request).status, 403);
    request.peer = Peer::Loopback;
    EXPECT_EQ(guarded.respond(request).status, 200);
    // A proxy on this machine passes on what comes from outside.
    request.headers = {Header{"x-forwarded-for", "203.0.113.5"}};
    EXPECT_EQ(guarded.respond(request).status, 403);
    request.headers.push_back(Header{"authorization", "Bearer wrong"});
    EXPECT_EQ(guarded.respond(request).status, 403);
    request.headers.back().value = "Bearer the-token";
    EXPECT_EQ(guarded.respond(request).status, 200);
}

TEST_F(SiteTest, CountsItsRequests) {
    browser.get("/nothing");
    browser.get("/healthz");
    const auto text = site.metrics.prometheus({}, {});
    EXPECT_THAT(text, HasSubstr("lyceum_http_requests_total{route=\"other\",status=\"404\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_requests_total{route=\"/healthz\",status=\"200\"} 1\n"));
}

TEST_F(SiteTest, ServesItsIconStylesAndScript) {
    browser.get("/");
    const auto at = browser.page().find("/assets/");
    const auto prefix = browser.page().substr(at, browser.page().find("tokens.css") - at);
    for (const auto* name :
         {"tokens.css", "lyceum.css", "lyceum.js", "icon.svg", "golos-text-cyrillic-400-normal.woff2"}) {
        EXPECT_EQ(browser.get(prefix + name).status, 200) << name;
    }
    EXPECT_EQ(browser.get("/favicon.ico").content_type, "image/svg+xml");
}

TEST(SiteActivity, TellsTheModuleThePlaceOfTheAddress) {
    SampleSite site{demo()};
    std::vector<std::string> places;
    site.sample.pool.on_view = [&](const modules::Call& call) -> Result<modules::View> {
        places.push_back(call.place);
        return modules::View{.xhtml = "<p>shown</p>"};
    };
    Browser browser{site};
    browser.sign_in();
    EXPECT_EQ(browser.get("/courses/sample/read?place=second").status, 200);
    EXPECT_EQ(browser.get("/courses/sample/read?place=" + std::string(201, 'x')).status, 200);
    EXPECT_EQ(browser.get("/courses/sample/read").status, 200);
    EXPECT_EQ(places, (std::vector<std::string>{"second", "", ""}));
}

}  // namespace
}  // namespace lyceum::web::testing
