// The calendar as calendar programs read it (RFC 5545).
#include "host/web/ics.hpp"

#include "host/base/text.hpp"
#include "tests/learning/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <embedded/web_catalogues.hpp>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& ics) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < ics.size();) {
        const auto end = ics.find("\r\n", at);
        if (end == std::string::npos) {
            ADD_FAILURE() << "a line without its end";
            return lines;
        }
        lines.push_back(ics.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

std::string unfolded(const std::string& ics) {
    std::string out = ics;
    for (auto at = out.find("\r\n "); at != std::string::npos; at = out.find("\r\n ", at)) {
        out.erase(at, 3);
    }
    return out;
}

class Ics : public ::testing::Test {
protected:
    Ics() {
        calendar.deadlines.push_back({.registration = *RegistrationId::parse("0190163d-8694-739b-aea5-966c26f8ad91"),
                                      .course = learning::testing::sample_catalogue()->courses.front(),
                                      .started = started,
                                      .due = started + std::chrono::days{30},
                                      .satisfied_units = 1});
    }

    Texts texts = std::move(Texts::open(embedded::web_catalogues()).value());
    // 23:30 in Minsk: the day of the deadline is that of Minsk and not that of UTC.
    TimePoint started{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 22h + 30min};
    learning::Calendar calendar;
};

TEST_F(Ics, HasOneAllDayEventForEachDeadline) {
    const auto ics = unfolded(to_ics(Speech{texts, Language::Ru}, calendar, "https://lyceum.example"));
    EXPECT_THAT(ics, HasSubstr("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    EXPECT_THAT(ics, HasSubstr("UID:0190163d-8694-739b-aea5-966c26f8ad91@lyceum\r\n"));
    EXPECT_THAT(ics, HasSubstr("DTSTAMP:20261124T223000Z\r\n"));
    EXPECT_THAT(ics, HasSubstr("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n"));
    EXPECT_THAT(ics, HasSubstr("SUMMARY:Пройти курс «Образец»\r\n"));
    EXPECT_THAT(ics, HasSubstr("DESCRIPTION:шагов пройдено: 1 из\u00A03\\nhttps://lyceum.example/courses/sample\r\n"));
    EXPECT_THAT(ics, HasSubstr("URL:https://lyceum.example/courses/sample\r\n"));
    EXPECT_TRUE(ics.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
}

TEST_F(Ics, RingsNoBell) {
    EXPECT_THAT(to_ics(Speech{texts, Language::Ru}, calendar, ""), Not(HasSubstr("VALARM")));
}

TEST_F(Ics, IsTheSameAsLongAsTheDeadlinesAre) {
    const Speech speech{texts, Language::Be};
    EXPECT_EQ(to_ics(speech, calendar, "https://a"), to_ics(speech, calendar, "https://a"));
}

TEST_F(Ics, WithoutDeadlinesIsStillACalendar) {
    calendar.deadlines.clear();
    const auto ics = to_ics(Speech{texts, Language::En}, calendar, "");
    EXPECT_THAT(ics, Not(HasSubstr("VEVENT")));
    EXPECT_TRUE(ics.ends_with("END:VCALENDAR\r\n"));
}

TEST_F(Ics, FoldsLinesAfterSeventyFiveBytesAndInsideNoCharacter) {
    for (std::size_t front = 0; front < 5; ++front) {
        const std::string value = std::string(front, 'a') +
                                  "Перевод государственных услуг в электронную форму: от заявления до результата, "
                                  "и всё это без единого лишнего визита";
        const auto folded = ics_line("SUMMARY", value);
        const auto lines = lines_of(folded);
        EXPECT_GT(lines.size(), 2U);
        for (const auto& line : lines) {
            EXPECT_LE(line.size(), 75U);
            EXPECT_TRUE(text::is_utf8(line)) << line;
        }
        EXPECT_EQ(unfolded(folded), "SUMMARY:" + value + "\r\n");
    }
    EXPECT_EQ(lines_of(ics_line("X", std::string(73, 'a'))).size(), 1U);
    EXPECT_EQ(lines_of(ics_line("X", std::string(74, 'a'))).size(), 2U);
}

TEST_F(Ics, EscapesWhatWouldEndAValue) {
    EXPECT_EQ(ics_text("a,b;c\\d\ne\r\x01"), "a\\,b\\;c\\\\d\\ne");
}

}  // namespace
}  // namespace lyceum::web
