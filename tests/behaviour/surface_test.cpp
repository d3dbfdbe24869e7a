// What anybody sees from outside: routes, headers, limits, and how the server bears hostile or slow
// clients.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::behaviour {
namespace {

using testing::HasSubstr;

class Surface : public WithServer {};

TEST_F(Surface, SaysThatItIsAliveAndReadyAndHowItIsDoing) {
    Browser browser{start().port()};

    const Response health = browser.get("/healthz");
    const Response ready = browser.get("/readyz");
    const Response metrics = browser.get("/metrics");

    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(ready.status, 200) << ready.body;
    EXPECT_THAT(ready.body,
                testing::AllOf(HasSubstr("database"), HasSubstr("lyceum.quiz"), HasSubstr("lyceum.lesson")));
    EXPECT_EQ(metrics.status, 200);
    EXPECT_THAT(metrics.header("content-type"), HasSubstr("version=0.0.4"));
    EXPECT_THAT(metrics.body, testing::AllOf(HasSubstr("# TYPE lyceum_"), HasSubstr("/readyz")));
}

TEST_F(Surface, GivesMetricsToNobodyBehindAProxy) {
    Browser browser{start().port()};

    EXPECT_EQ(browser.get("/metrics", {{"X-Forwarded-For", "203.0.113.7"}}).status, 403);
}

TEST_F(Surface, HasTheSecurityHeadersOnEveryRoute) {
    start();
    Learner learner = reader_of_the_lesson();
    Browser& browser = learner.browser();

    for (const std::string target :
         {"/", "/courses", "/courses/short", "/courses/short/exam", "/courses/short/reading", "/healthz", "/readyz",
          "/metrics", "/favicon.ico", "/no-such-page", "/courses/none", "/courses/short/none",
          "/courses/short/files/none.svg", "/session", "/assets/none/none.css", "/..%2f..%2fetc/passwd"}) {
        const Response response = browser.get(target);
        const std::string policy = response.header("content-security-policy");
        EXPECT_THAT(policy, testing::AllOf(HasSubstr("default-src 'none'"), HasSubstr("frame-ancestors"))) << target;
        EXPECT_THAT(policy, testing::Not(HasSubstr("script-src 'unsafe"))) << target;
        EXPECT_EQ(response.header("x-content-type-options"), "nosniff") << target;
        EXPECT_TRUE(response.has("referrer-policy")) << target;
        EXPECT_TRUE(response.has("cache-control")) << target;
        EXPECT_LT(response.status, 500) << target;
    }
}

TEST_F(Surface, WritesNoInlineScriptOrStyle) {
    start();
    Learner learner = reader_of_the_lesson();

    for (const std::string target :
         {"/", "/courses", "/courses/short", "/courses/short/exam", "/courses/short/reading", "/none"}) {
        for (const Tag& tag : tags_of(learner.browser().get(target).body)) {
            EXPECT_FALSE(tag.has("style")) << target << " " << tag.name;
            EXPECT_NE(tag.name, "style") << target;
            EXPECT_TRUE(tag.closing || tag.name != "script" || tag.has("src")) << target;
            for (const auto& [name, value] : tag.attributes) {
                EXPECT_FALSE(name.starts_with("on")) << target << " " << name;
            }
        }
    }
}

TEST_F(Surface, AnswersUnknownPagesAndMethodsPolitely) {
    start();
    Learner learner = reader_of_the_lesson();

    for (const std::string target : {"/courses/none", "/courses/short/none", "/none", "/courses/short/exam/more"}) {
        const Response response = learner.browser().get(target);
        EXPECT_EQ(response.status, 404) << target;
        EXPECT_THAT(response.body, HasSubstr("data-notice")) << target;
    }
    const auto method = learner.browser().try_request("DELETE", "/courses", {}, {});
    ASSERT_TRUE(method);
    EXPECT_EQ(method->status, 405);
    EXPECT_THAT(method->header("allow"), HasSubstr("GET"));
}

TEST_F(Surface, ServesAssetsForEverAndPagesNever) {
    Browser browser{start().port()};
    const Response page = browser.get("/");
    std::string stylesheet;
    for (const Tag& tag : tags_of(page.body)) {
        if (tag.name == "link" && tag.attribute("rel") == "stylesheet") {
            stylesheet = tag.attribute("href");
        }
    }

    const Response style = browser.get(stylesheet);

    EXPECT_THAT(page.header("cache-control"), HasSubstr("no-store"));
    EXPECT_EQ(style.status, 200);
    EXPECT_THAT(style.header("cache-control"), HasSubstr("immutable"));
    const Response icon = browser.get("/favicon.ico");
    EXPECT_EQ(browser.get("/favicon.ico", {{"If-None-Match", icon.header("etag")}}).status, 304);
    EXPECT_EQ(browser.get(stylesheet, {{"Accept-Encoding", "br"}}).header("content-encoding"), "br");
}

TEST_F(Surface, HeadIsGetWithoutTheBody) {
    Browser browser{start().port()};

    const auto head = browser.try_request("HEAD", "/healthz", {}, {});
    const Response get = browser.get("/healthz");

    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->header("content-length"), get.header("content-length"));
}

TEST_F(Surface, RefusesWhatIsTooLarge) {
    start();
    Learner learner = reader_of_the_lesson();

    Browser headers{server().port()};
    EXPECT_EQ(headers.get("/", {{"X-Large", std::string(40'000, 'a')}}).status, 431);
    Connection body{server().port()};
    ASSERT_TRUE(body.send("POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n"));
    const auto refused = body.receive();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
    Connection target{server().port()};
    ASSERT_TRUE(target.send("GET /" + std::string(60'000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    const auto long_target = target.receive();
    ASSERT_TRUE(long_target);
    EXPECT_TRUE(long_target->status == 431 || long_target->status == 414);

    EXPECT_EQ(learner.browser().get(exam).status, 200) << "others are served on";
}

TEST_F(Surface, RefusesWhatIsNotHttp) {
    start();
    const std::vector<std::string> garbage{
        "\r\n\r\n\r\n\r\nHELLO\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nBad header line\r\n\r\n",
        "POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST /session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: "
        "5\r\n\r\nzzz\r\n",
        "\x16\x03\x01\x02\x7f\x01\x7f\x01\xfc\x03\x03 TLS, perhaps\r\n\r\n",
        std::string(1000, '\0'),
    };

    for (const std::string& bytes : garbage) {
        Connection connection{server().port()};
        connection.send(bytes);
        const auto response = connection.receive();
        if (response) {
            EXPECT_TRUE(response->status >= 400 && response->status < 600) << response->status << " for " << bytes;
        }
    }
    EXPECT_EQ(Browser{server().port()}.get("/healthz").status, 200);
}

TEST_F(Surface, RefusesFormsThatAreNotForms) {
    start();
    Learner learner = reader_of_the_lesson();
    const std::vector<std::pair<std::string, std::string>> bad{
        {"application/json", "{}"}, {"multipart/form-data; boundary=x", "--x--"}, {"", "a=b"}};
    for (const auto& [type, body] : bad) {
        Connection connection{server().port()};
        std::string cookies;
        for (const auto& [name, value] : learner.browser().cookies()) {
            cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
        }
        const std::string type_line = type.empty() ? std::string{} : "Content-Type: " + type + "\r\n";
        ASSERT_TRUE(connection.send("POST " + exam + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + "\r\n" +
                                    type_line + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
        const auto response = connection.receive();
        ASSERT_TRUE(response);
        EXPECT_EQ(response->status, 415) << type;
    }
    for (const std::string body : {"_csrf=%zz", "_csrf=%ff%fe", "a=%00", "=%"}) {
        const auto response = learner.browser().try_request("POST", exam, body, {});
        ASSERT_TRUE(response);
        EXPECT_TRUE(response->status == 400 || response->status == 403) << body;
    }
}

TEST_F(Surface, ClosesASlowClientAndServesOthersMeanwhile) {
    start();
    Connection slow{server().port()};
    ASSERT_TRUE(slow.send("GET / HTTP/1.1\r\nHost: local"));
    std::vector<std::unique_ptr<Connection>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Connection>(server().port()));
        ASSERT_TRUE(idle.back()->send("G"));
    }

    EXPECT_EQ(Browser{server().port()}.get("/healthz").status, 200);
    EXPECT_TRUE(slow.closed_by_peer(20s)) << "the time for a header is over";
}

TEST_F(Surface, AnswersRequestsSentTogetherInTheirOrder) {
    start();
    Connection connection{server().port()};
    ASSERT_TRUE(
        connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\n"
                        "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"));

    const auto first = connection.receive();
    const auto second = connection.receive();
    const auto third = connection.receive();

    ASSERT_TRUE(first && second && third);
    EXPECT_EQ(first->status, 200);
    EXPECT_EQ(second->status, 404);
    EXPECT_EQ(third->status, 200);
}

TEST_F(Surface, BearsMoreConnectionsThanItServes) {
    start();
    std::vector<std::unique_ptr<Connection>> crowd;
    int turned_away = 0;
    for (int i = 0; i < 1100; ++i) {
        crowd.push_back(std::make_unique<Connection>(server().port()));
    }
    // The last ones are beyond the limit of 1024 and are told so.
    for (int i = 1050; i < 1060; ++i) {
        const auto response = crowd[static_cast<std::size_t>(i)]->receive();
        turned_away += response && response->status == 503 ? 1 : 0;
    }
    EXPECT_EQ(turned_away, 10);
    crowd.clear();

    // Room again, as soon as the server has seen them go.
    int status = 0;
    for (int attempt = 0; attempt < 1000 && status != 200; ++attempt) {
        Browser browser{server().port()};
        const auto response = browser.try_get("/healthz");
        status = response ? response->status : 0;
    }
    EXPECT_EQ(status, 200);
}

TEST_F(Surface, StopsGracefullyWithConnectionsOpen) {
    start();
    const Connection idle{server().port()};
    Learner learner = reader_of_the_lesson();

    EXPECT_EQ(server().stop(), (Ending{.exit_code = 0, .signal = std::nullopt}));
    EXPECT_TRUE(server().process().wait_for_silence()) << "no worker is left behind";
}

TEST_F(Surface, NeverLeavesTheCourseFolder) {
    start();
    Learner learner = reader_of_the_lesson();

    for (const std::string target :
         {"/courses/short/files/../cmi5.xml", "/courses/short/files/%2e%2e/%2e%2e/framework.xml",
          "/courses/short/files/cmi5.xml", "/courses/short/files/exam.xml", "/courses/short/files//etc/passwd",
          "/courses/short/files/..%2f..%2f..%2fetc%2fpasswd"}) {
        const Response response = learner.browser().get(target);
        EXPECT_TRUE(response.status == 400 || response.status == 403 || response.status == 404)
            << target << " " << response.status;
        EXPECT_EQ(response.body.find("courseStructure"), std::string::npos) << target;
    }
}

}  // namespace
}  // namespace lyceum::behaviour
