#include "host/web/letters.hpp"

#include "host/web/wording.hpp"
#include "tests/learning/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LettersTest : public ::testing::Test {
protected:
    LettersTest() { EXPECT_TRUE(sample.open("read")); }

    Letter letter(Language language, store::MailKind kind) {
        sample.person.language = language;
        const auto content = learning::preview_content(*sample.campus, sample.person, kind).value();
        return letters->write(content, "https://lyceum.example", "/mail/unsubscribe/T", sample.now);
    }

    learning::testing::SampleCampus sample;
    std::unique_ptr<Letters> letters = Letters::create().value();
};

TEST_F(LettersTest, SayTheSameInEveryLanguageWithItsOwnPlurals) {
    sample.now += std::chrono::days{28};
    EXPECT_THAT(letter(Language::Ru, store::MailKind::Deadline).subject, HasSubstr("Срок через 2\u00A0дня: «"));
    EXPECT_THAT(letter(Language::Be, store::MailKind::Deadline).subject, HasSubstr("Тэрмін праз 2\u00A0дні: «"));
    EXPECT_THAT(letter(Language::En, store::MailKind::Deadline).subject, HasSubstr("Deadline in 2 days: “"));
    sample.now += std::chrono::days{1};
    EXPECT_THAT(letter(Language::Ru, store::MailKind::Deadline).subject, HasSubstr("Срок завтра: «"));
}

TEST_F(LettersTest, LeadToTheStepAndOutOfTheMails) {
    for (const auto kind : {store::MailKind::Digest, store::MailKind::Deadline}) {
        const Letter letter_now = letter(Language::Ru, kind);
        for (const std::string& form : {letter_now.text, letter_now.html}) {
            EXPECT_THAT(form, AllOf(HasSubstr("https://lyceum.example/courses/sample/read"),
                                    HasSubstr("https://lyceum.example/mail/unsubscribe/T"),
                                    HasSubstr("https://lyceum.example/account"), Not(HasSubstr("{{"))));
        }
    }
}

TEST_F(LettersTest, LoadNothingAndEscapeWhatTheyQuote) {
    const std::string html = letter(Language::En, store::MailKind::Digest).html;
    for (const char* forbidden : {"<img", "<script", "<link", "url(", "@import", "src=", "http://"}) {
        EXPECT_THAT(html, Not(HasSubstr(forbidden)));
    }
    EXPECT_THAT(html, HasSubstr("prefers-color-scheme: dark"));
}

}  // namespace
}  // namespace lyceum::web
