// Mails from the outbox to a real mail server and back by the link in them: the built program, real SMTP, real HTTP.
#include "tests/behaviour/fixture.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace lyceum::behaviour {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace json = boost::json;

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

// tests/behaviour/smtp/server.py.
class MailServer {
public:
    explicit MailServer(const std::filesystem::path& folder, const std::vector<std::string>& more = {})
        : folder_{folder}, process_{command(folder, more)} {
        const std::string word = "listening ";
        if (!process_.wait_for_output(word) || !process_.wait_for_output("\n")) {
            throw std::runtime_error{"no mail server: " + process_.output()};
        }
        const std::string printed = process_.output();
        port_ = std::stoi(printed.substr(printed.find(word) + word.size()));
    }

    int port() const { return port_; }
    bool has_received(int number) const { return process_.wait_for_output(fmt::format("received {}\n", number)); }
    std::ptrdiff_t count() const {
        return std::count_if(std::filesystem::directory_iterator{folder_}, {},
                             [](const auto& entry) { return entry.path().extension() == ".json"; });
    }
    json::object mail(int number) const {
        return json::parse(contents(folder_ / fmt::format("{}.json", number))).as_object();
    }

private:
    static std::vector<std::string> command(const std::filesystem::path& folder, const std::vector<std::string>& more) {
        std::vector<std::string> words{"/usr/bin/python3", LYCEUM_SOURCE_DIR "/tests/behaviour/smtp/server.py",
                                       folder.string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    std::filesystem::path folder_;
    Process process_;
    int port_ = 0;
};

std::string text_of(const json::object& object, const std::string& key) {
    return std::string{object.at(key).as_string()};
}

class Mails : public WithServer {
protected:
    // The short course with a deadline of thirty days, and a person who has begun it.
    void SetUp() override {
        setup_.demo = false;
        const auto courses = folder_ / "courses";
        std::filesystem::copy(fixture_courses(), courses, std::filesystem::copy_options::recursive);
        std::string course = contents(courses / "short" / "cmi5.xml");
        course.insert(course.find("  </course>"), "    <ly:deadline days=\"30\"/>\n");
        write_file(courses / "short" / "cmi5.xml", course);
        setup_.courses = {courses};
        write_file(folder_ / "password", "тихий вечер у реки\n");
    }

    void add_person(const std::string& language) {
        const Ran added = lyceum({"user", "add", "anna", "--name", "Примерова Анна", "--role", "head", "--email",
                                  "Anna@Example.BY", "--language", language, "--password-file",
                                  (folder_ / "password").string(), "--courses", setup_.courses.front().string()});
        ASSERT_EQ(added.exit_code, 0) << added.output;
        Learner learner{server().port()};
        ASSERT_EQ(learner.sign_in("anna", "тихий вечер у реки").status, 303);
        learner.open(reading);
    }

    // How far the course is begun in the past.
    void begun_days_ago(int days) {
        change(setup_.data, fmt::format("UPDATE registrations SET started = started - {} * 86400000", days));
    }

    Ran lyceum(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", setup_.data.string()});
        return run_lyceum(arguments);
    }

    static std::vector<std::string> mail_settings(int port, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"--smtp-url",  fmt::format("smtp://127.0.0.1:{}", port),
                                       "--mail-from", "Lyceum <lyceum@example.by>",
                                       "--base-url",  "https://lyceum.example"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    Ran send(const std::vector<std::string>& settings) const {
        std::vector<std::string> words{"mail", "send", "--now", "--courses", setup_.courses.front().string()};
        words.insert(words.end(), settings.begin(), settings.end());
        return lyceum(words);
    }
    Ran send_in_the_clear(int port) const { return send(mail_settings(port, {"--smtp-tls", "none"})); }
    void let_time_pass() const { change(setup_.data, "UPDATE outbox SET next_try = 0 WHERE state = 'waiting'"); }
    std::string state() const { return text_from(setup_.data, "SELECT state FROM outbox"); }
};

TEST_F(Mails, ADigestArrivesOnceAsTextAndHtmlInTheReadersLanguage) {
    start();
    add_person("be");
    const MailServer mails{folder_ / "mails"};

    const Ran first = send_in_the_clear(mails.port());
    const Ran second = send_in_the_clear(mails.port());

    EXPECT_EQ(first.exit_code, 0) << first.output;
    EXPECT_THAT(first.output, HasSubstr("1 queued, 1 sent"));
    EXPECT_THAT(second.output, HasSubstr("0 queued, 0 sent"));
    ASSERT_EQ(mails.count(), 1);
    const json::object mail = mails.mail(1);
    const json::object& headers = mail.at("headers").as_object();
    const json::object& parts = mail.at("parts").as_object();
    EXPECT_EQ(mail.at("from"), "lyceum@example.by");
    EXPECT_EQ(mail.at("to"), json::array({"Anna@example.by"}));
    EXPECT_EQ(mail.at("greeting"), "lyceum.example");
    EXPECT_EQ(mail.at("defects"), json::array{});
    EXPECT_EQ(mail.at("order"), json::array({"multipart/alternative", "text/plain", "text/html"}));
    EXPECT_LE(mail.at("longest_line").as_int64(), 110) << "but for the link, which cannot be folded, 78";
    EXPECT_EQ(headers.at("Subject"), "Lyceum: што далей на\u00A0гэтым тыдні");
    EXPECT_EQ(headers.at("To"), "Примерова Анна <Anna@example.by>");
    EXPECT_EQ(headers.at("Auto-Submitted"), "auto-generated");
    EXPECT_THAT(text_of(parts, "text/plain"),
                AllOf(HasSubstr("Добры дзень!"), HasSubstr("Крок 1. Цена визита"),
                      HasSubstr("https://lyceum.example/courses/short/reading"), Not(HasSubstr("{"))));
    const std::string html = text_of(parts, "text/html");
    EXPECT_THAT(html, AllOf(HasSubstr("<html lang=\"be\">"), HasSubstr("prefers-color-scheme: dark"),
                            HasSubstr("lang=\"ru\">Цена визита"), Not(HasSubstr("<img")), Not(HasSubstr("<script")),
                            Not(HasSubstr("url(")), Not(HasSubstr("<link"))));
}

TEST_F(Mails, AReminderSaysHowManyDaysAreLeftAndIsSentByTheServerItself) {
    start();
    add_person("ru");
    begun_days_ago(26);
    server().stop();
    const MailServer mails{folder_ / "mails"};
    change(setup_.data, "UPDATE users SET mail_digest = 0");
    setup_.more_arguments = mail_settings(mails.port(), {"--smtp-tls", "none"});

    start();
    ASSERT_TRUE(mails.has_received(1)) << server().output();
    EXPECT_EQ(server().stop().exit_code, 0);

    const json::object mail = mails.mail(1);
    EXPECT_EQ(mail.at("headers").as_object().at("Subject"), "Срок через 4\u00A0дня: «Короткий курс»");
    EXPECT_THAT(text_of(mail.at("parts").as_object(), "text/plain"),
                HasSubstr("Курс «Короткий курс» нужно пройти до\u00A0"));
    EXPECT_EQ(state(), "sent");
    EXPECT_THAT(send_in_the_clear(mails.port()).output, HasSubstr("0 queued, 0 sent"));
    EXPECT_EQ(mails.count(), 1);
}

TEST_F(Mails, EndAtOneClickWithoutSigningIn) {
    start();
    add_person("ru");
    const MailServer mails{folder_ / "mails"};
    ASSERT_EQ(send_in_the_clear(mails.port()).exit_code, 0);
    const json::object mail = mails.mail(1);
    const json::object& headers = mail.at("headers").as_object();
    EXPECT_EQ(headers.at("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    const std::string url = text_of(headers, "List-Unsubscribe");
    const std::string start_of_link = "<https://lyceum.example";
    ASSERT_TRUE(url.starts_with(start_of_link));
    const std::string link = url.substr(start_of_link.size(), url.size() - start_of_link.size() - 1);

    const auto choices = [&] { return count("SELECT mail_digest + mail_deadlines FROM users"); };
    Browser scanner{server().port()};
    const Response opened = scanner.get(link);
    EXPECT_EQ(opened.status, 200);
    EXPECT_EQ(opened.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(choices(), 2) << "opening alone ends nothing";
    Browser program{server().port()};
    EXPECT_EQ(program.post(link, {{"List-Unsubscribe", "One-Click"}}).status, 200);
    EXPECT_EQ(choices(), 0);
    EXPECT_EQ(program.post(link, {{"List-Unsubscribe", "One-Click"}}).status, 200);
    EXPECT_EQ(program.get("/mail/unsubscribe/" + std::string(43, 'x')).status, 404);

    begun_days_ago(26);
    EXPECT_THAT(send_in_the_clear(mails.port()).output, HasSubstr("0 queued, 0 sent"));
    EXPECT_EQ(mails.count(), 1);
    EXPECT_THAT(server().output(), Not(HasSubstr(link.substr(link.rfind('/') + 1))));
}

TEST_F(Mails, WaitForAMailServerThatIsDownAndAreThenSentOnce) {
    start();
    add_person("ru");
    server().stop();
    int port = 0;
    {
        const MailServer short_lived{folder_ / "nothing"};
        port = short_lived.port();
    }

    const Ran down = send_in_the_clear(port);

    EXPECT_EQ(down.exit_code, 3) << down.output;
    EXPECT_THAT(down.output, AllOf(HasSubstr("1 postponed"), HasSubstr("1 waiting"), Not(HasSubstr("xample.by"))));
    EXPECT_THAT(lyceum({"mail", "status"}).output,
                AllOf(HasSubstr("waiting 1"), HasSubstr("last problem: no mail server: ")));
    const MailServer mails{folder_ / "mails", {"--port", std::to_string(port)}};
    EXPECT_THAT(send_in_the_clear(port).output, HasSubstr("0 sent")) << "not before the pause is over";
    let_time_pass();
    setup_.more_arguments = mail_settings(port, {"--smtp-tls", "none"});
    start();
    ASSERT_TRUE(mails.has_received(1)) << server().output();
    server().stop();
    start();
    server().stop();
    EXPECT_THAT(send_in_the_clear(port).output, HasSubstr("0 queued, 0 sent"));
    EXPECT_EQ(mails.count(), 1);
    EXPECT_EQ(state(), "sent");
}

TEST_F(Mails, AreTriedAgainAfterGreylistingAndGivenUpForABadAddress) {
    start();
    add_person("ru");
    {
        const MailServer greylisting{folder_ / "grey", {"--rcpt", "451 4.7.1 <anna@example.by> greylisted"}};
        send_in_the_clear(greylisting.port());
    }
    EXPECT_EQ(state(), "waiting");
    const std::string problem = "SELECT problem FROM outbox";
    EXPECT_EQ(text_from(setup_.data, problem), "the mail server refused it for now: 451 after RCPT");
    let_time_pass();
    const MailServer strict{folder_ / "strict", {"--rcpt", "550 5.1.1 <anna@example.by> unknown"}};

    const Ran refused = send_in_the_clear(strict.port());

    EXPECT_EQ(state(), "failed");
    EXPECT_THAT(refused.output, AllOf(HasSubstr("1 refused"), Not(HasSubstr("xample.by"))));
    EXPECT_EQ(text_from(setup_.data, problem), "the mail server refused it: 550 after RCPT");
    EXPECT_THAT(send_in_the_clear(strict.port()).output, HasSubstr("0 queued, 0 sent, 0 refused"));
}

TEST_F(Mails, GoOverTlsToWhomTheAuthorityKnowsAndToNobodyElse) {
    start();
    add_person("ru");
    const std::string key = (folder_ / "key.pem").string();
    const std::string certificate = (folder_ / "certificate.pem").string();
    Process openssl{{"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                     "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate}};
    ASSERT_EQ(openssl.wait().exit_code, 0) << openssl.output();
    const MailServer mails{folder_ / "mails", {"--certificate", certificate, "--key", key}};

    const Ran untrusted = send(mail_settings(mails.port()));
    EXPECT_THAT(untrusted.output, AllOf(HasSubstr("1 postponed"), HasSubstr("certificate")));
    EXPECT_EQ(mails.count(), 0);
    let_time_pass();
    const Ran trusted = send(mail_settings(mails.port(), {"--smtp-ca-file", certificate}));
    EXPECT_THAT(trusted.output, HasSubstr("1 sent"));
    EXPECT_EQ(mails.mail(1).at("tls"), true);
}

TEST_F(Mails, AreChosenOnTheAccountPage) {
    setup_.more_arguments = mail_settings(1, {"--smtp-tls", "none"});
    start();
    add_person("ru");
    Learner learner{server().port()};
    learner.sign_in("anna", "тихий вечер у реки");
    Browser& browser = learner.browser();
    const auto choose = [&](const Fields& more) {
        for (const Form& form : forms_of(browser.get("/account").body)) {
            if (form.action == "/account/mail") {
                Fields fields{{"_csrf", form.value_of("_csrf")}};
                fields.insert(fields.end(), more.begin(), more.end());
                return browser.post(form.action, fields);
            }
        }
        return Response{};
    };

    EXPECT_EQ(choose({{"email", "a.new@example.by"}, {"deadlines", "yes"}}).status, 303);
    EXPECT_EQ(text_from(setup_.data, "SELECT mail || mail_digest || mail_deadlines FROM users"), "a.new@example.by01");
    EXPECT_EQ(choose({{"email", "no address"}}).status, 400);
    EXPECT_EQ(choose({{"email", ""}}).status, 303);
    EXPECT_EQ(text_from(setup_.data, "SELECT mail FROM users"), "");
    EXPECT_EQ(browser.post("/account/mail", {{"email", "thief@example.by"}}).status, 403);
}

TEST_F(Mails, CanBeLookedAtBeforeAnyIsSent) {
    start();
    add_person("en");
    const auto preview = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"mail", "preview", "anna", "--courses", setup_.courses.front().string()};
        words.insert(words.end(), more.begin(), more.end());
        return lyceum(words);
    };
    EXPECT_THAT(preview({}).output, HasSubstr("Lyceum: what comes next this week"));
    EXPECT_THAT(preview({"--kind", "deadline"}).output, HasSubstr("in 30 days"));
    EXPECT_THAT(preview({"--format", "html"}).output, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(preview({"--format", "message"}).output, HasSubstr("Content-Type: multipart/alternative"));
    EXPECT_EQ(count("SELECT count(*) FROM outbox"), 0);
}

TEST(MailSettings, SetUpByHalfAreAMistakeThatIsNamed) {
    const Ran half = run_lyceum({"serve", "--smtp-url", "smtp://mail.example:587"});
    EXPECT_EQ(half.exit_code, 2);
    EXPECT_THAT(half.output, HasSubstr("not set is mail-from, base-url"));
    const Ran clear = run_lyceum({"mail", "send", "--smtp-url", "smtp://mail.example:25", "--mail-from", "a@example.by",
                                  "--base-url", "https://lyceum.example", "--smtp-user", "lyceum"});
    EXPECT_EQ(clear.exit_code, 2);
    EXPECT_THAT(clear.output, HasSubstr("no password"));
    EXPECT_EQ(run_lyceum({"mail", "send"}).exit_code, 2);
}

}  // namespace
}  // namespace lyceum::behaviour
