// What needs no mail server; the real one is in tests/behaviour/mail_test.cpp.
#include "host/mail/smtp.hpp"

#include <gtest/gtest.h>

namespace lyceum::mail {
namespace {

using Outcome = Delivery::Outcome;

TEST(SmtpReplies, AboutOneMailAreForGoodOrForNow) {
    EXPECT_EQ(judge("RCPT", 550, "").outcome, Outcome::RefusedForGood);
    EXPECT_EQ(judge("RCPT", 451, "").outcome, Outcome::RefusedForNow);
    EXPECT_EQ(judge(".", 554, "").outcome, Outcome::RefusedForGood);
    EXPECT_EQ(judge(".", 452, "").outcome, Outcome::RefusedForNow);
    EXPECT_EQ(judge("MAIL", 451, "").outcome, Outcome::RefusedForNow);
}

TEST(SmtpReplies, AboutOurselvesMeanThatNoMailFaresBetter) {
    EXPECT_EQ(judge("MAIL", 550, "").outcome, Outcome::NoService);
    EXPECT_EQ(judge("EHLO", 421, "").outcome, Outcome::NoService);
    EXPECT_EQ(judge("AUTH", 535, "Login denied").outcome, Outcome::NoService);
    EXPECT_EQ(judge("", 0, "Connection refused").outcome, Outcome::NoService);
    EXPECT_EQ(judge("", 0, "Connection refused").problem, "no mail server: Connection refused");
}

SmtpOptions to(std::string url) {
    SmtpOptions options;
    options.url = std::move(url);
    return options;
}

TEST(SmtpOptions, NameAMailServerAndNothingElse) {
    for (const char* url :
         {"smtp://mail.example", "smtp://mail.example:587", "smtps://10.0.0.1:465", "smtp://[::1]:25"}) {
        EXPECT_TRUE(check(to(url))) << url;
    }
    for (const char* url :
         {"", "mail.example", "http://mail.example", "smtp://", "smtp://user:secret@mail.example",
          "smtp://mail.example/path", "smtp://mail.example:", "smtp://mail.example:port", "file:///x"}) {
        EXPECT_FALSE(check(to(url))) << url;
    }
}

TEST(SmtpOptions, GiveNoPasswordToWhoListensOnTheWay) {
    SmtpOptions options = to("smtp://mail.example:25");
    options.user = "lyceum";
    EXPECT_FALSE(check(options));
    options.password = "secret";
    EXPECT_TRUE(check(options));
    options.tls = Tls::None;
    EXPECT_EQ(check(options).error().code, ErrorCode::Denied);
    options.url = "smtp://127.0.0.1:25";
    EXPECT_TRUE(check(options));
}

}  // namespace
}  // namespace lyceum::mail
