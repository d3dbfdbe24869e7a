#include "host/learning/certificate.hpp"

#include "host/learning/statements.hpp"
#include "host/learning/verify.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lyceum::learning {
namespace {

using namespace testing;

namespace code = certificate_code;

const std::string key(32, 'k');
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string some_code() {
    return code::make(key, StatementId::make(TimePoint{}));
}

// Takes the sample course to its end.
void complete(SampleCampus& sample) {
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
    sample.now += std::chrono::hours{1};
    ASSERT_TRUE(sample.open("quiz"));
    sample.pool.on_respond = always(scored("quiz", 0.9));
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 0));
}

TEST(CertificateCode, IsReadBackHoweverItWasTyped) {
    const std::string made = some_code();
    ASSERT_EQ(made.size(), 16U);
    EXPECT_EQ(code::read(made), made);
    const std::string printed = code::grouped(made);
    EXPECT_EQ(printed.size(), 19U);
    EXPECT_EQ(code::read(printed), made);
    std::string typed = " ";
    for (const char c : printed) {
        typed += c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    EXPECT_EQ(code::read(typed), made);
}

TEST(CertificateCode, IsReadFromTheCyrillicKeyboardAndFromLettersItLeavesOut) {
    // Found by trying: a code with A, B, C, E, 1 and 0 in it.
    for (int i = 0;; ++i) {
        const std::string made = some_code();
        if (made.find_first_of("ABCEHKMPTX10") == std::string::npos) {
            continue;
        }
        std::string typed;
        for (const char c : made) {
            switch (c) {
                case 'A':
                    typed += "А";
                    break;
                case 'B':
                    typed += "в";
                    break;
                case 'C':
                    typed += "С";
                    break;
                case 'E':
                    typed += "е";
                    break;
                case 'H':
                    typed += "Н";
                    break;
                case 'K':
                    typed += "к";
                    break;
                case 'M':
                    typed += "М";
                    break;
                case 'P':
                    typed += "р";
                    break;
                case 'T':
                    typed += "Т";
                    break;
                case 'X':
                    typed += "х";
                    break;
                case '1':
                    typed += i % 2 == 0 ? "l" : "I";
                    break;
                case '0':
                    typed += i % 2 == 0 ? "o" : "О";
                    break;
                default:
                    typed += c;
            }
        }
        EXPECT_EQ(code::read(typed), made);
        if (i > 20) {
            return;
        }
    }
}

TEST(CertificateCode, ShowsEveryWrongCharacterAndEveryExchangeOfTwo) {
    const std::string made = some_code();
    for (std::size_t i = 0; i < made.size(); ++i) {
        for (const char other : alphabet) {
            std::string wrong = made;
            wrong[i] = other;
            EXPECT_EQ(code::read(wrong).has_value(), other == made[i]) << wrong;
        }
        for (std::size_t j = i + 1; j < made.size(); ++j) {
            std::string exchanged = made;
            std::swap(exchanged[i], exchanged[j]);
            EXPECT_EQ(code::read(exchanged).has_value(), made[i] == made[j]) << exchanged;
        }
    }
}

TEST(CertificateCode, IsNothingThatHasAnotherLengthOrOtherCharacters) {
    const std::string made = some_code();
    for (const std::string& typed :
         {std::string{}, made.substr(1), made + "0", std::string{"----"}, std::string(16, 'U'),
          made.substr(0, 15) + "\xD0", made.substr(0, 15) + std::string(1, '\0')}) {
        EXPECT_FALSE(code::read(typed)) << typed;
    }
}

TEST(CertificateCode, FollowsFromTheStatementAndTheKey) {
    const StatementId statement = StatementId::make(TimePoint{});
    EXPECT_EQ(code::make(key, statement), code::make(key, statement));
    EXPECT_NE(code::make(key, statement), code::make(std::string(32, 'x'), statement));
    std::set<std::string> all;
    for (int i = 0; i < 2000; ++i) {
        all.insert(some_code());
    }
    EXPECT_EQ(all.size(), 2000U);
}

TEST(Certificate, IsIssuedWithTheAnswerThatSatisfiesTheCourse) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    EXPECT_EQ(own_certificate(*sample.campus, sample.person, "sample").error().code, ErrorCode::NotFound);
    complete(sample);

    const auto page = own_certificate(*sample.campus, sample.person, "sample");

    ASSERT_TRUE(page) << to_string(page.error());
    EXPECT_EQ(page.value().certificate.holder, sample.person.name);
    EXPECT_EQ(page.value().certificate.issued, sample.now);
    EXPECT_EQ(page.value().course[Language::Ru], "Образец");
    ASSERT_EQ(page.value().levels.size(), 1U);
    EXPECT_EQ(page.value().levels[0].id, "C3");
    EXPECT_EQ(page.value().levels[0].level, 2);
    EXPECT_TRUE(verify(*sample.reader).value().differences.empty());
}

TEST(Certificate, StaysAsItWasIssuedWhateverHappensLater) {
    SampleCampus sample;
    complete(sample);
    const auto before = own_certificate(*sample.campus, sample.person, "sample").value();
    sample.now += std::chrono::days{1};
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 1));
    auto catalogue = std::make_shared<Catalogue>(*sample.campus->catalogue);
    catalogue->courses.clear();
    sample.campus->catalogue = catalogue;

    const auto after = find_certificate(*sample.campus, before.certificate.code).value();

    ASSERT_TRUE(after);
    EXPECT_EQ(after->certificate, before.certificate);
    EXPECT_EQ(after->course[Language::Ru], "Образец") << "named by the statement, though the course is gone";
}

TEST(Certificate, IsIssuedAtTheNextStartWhereItIsMissing) {
    SampleCampus sample;
    complete(sample);
    const auto issued = own_certificate(*sample.campus, sample.person, "sample").value().certificate;
    EXPECT_EQ(issue_missing_certificates(*sample.store, *sample.reader, sample.campus->pseudonym_key).value(), 0U);
    // A second person, whose course was satisfied before there were certificates.
    const store::User other = sample.add_person("other");
    const auto registration = store::Registration{.id = RegistrationId::make(sample.now),
                                                  .user = other.id,
                                                  .course_id = "urn:course:sample",
                                                  .started = sample.now};
    const StatementContext context{.person = other,
                                   .registration = registration.id,
                                   .course = sample.campus->catalogue->courses[0].get(),
                                   .unit = &sample.campus->catalogue->courses[0]->units[0],
                                   .language = Language::Ru,
                                   .now = sample.now};
    const auto satisfied = state_satisfied(context, "urn:course:sample");
    const store::UnitProgress begun{
        .registration = registration.id, .unit = "urn:au:read", .best_scaled = {}, .updated = sample.now};
    const store::CourseProgress done{.registration = registration.id, .satisfied_units = 3, .satisfied = sample.now};
    const std::vector<store::Statement> statements{satisfied};
    ASSERT_TRUE(sample.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.enrol(registration));
        LYCEUM_TRY(transaction.begin_unit(begun, statements));
        LYCEUM_TRY(transaction.replace_derived(registration.id, {}, done, {}));
        return true;
    }));

    EXPECT_EQ(issue_missing_certificates(*sample.store, *sample.reader, sample.campus->pseudonym_key).value(), 1U);

    const auto late = own_certificate(*sample.campus, other, "sample").value().certificate;
    EXPECT_EQ(late.code, code::make(sample.campus->pseudonym_key, satisfied.id));
    EXPECT_NE(late.code, issued.code);
}

TEST(Verify, FindsACertificateThatStatementsDoNotBear) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    const auto registration = sample.reader->find_registration(sample.person.id, "urn:course:sample").value();
    const auto launched = sample.statements().front();
    ASSERT_TRUE(sample.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(
            transaction.issue_certificate(make_certificate(sample.campus->pseudonym_key, launched, "Самозванец")));
        return true;
    }));

    const auto report = verify(*sample.reader).value();

    ASSERT_EQ(report.differences.size(), 1U);
    EXPECT_EQ(report.differences[0].what, "certificate urn:course:sample");
    EXPECT_EQ(report.differences[0].computed, "nothing");
}

}  // namespace
}  // namespace lyceum::learning
