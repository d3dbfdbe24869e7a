#include "host/web/wording.hpp"

#include <gtest/gtest.h>

#include <embedded/web_catalogues.hpp>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;

class WordingTest : public ::testing::Test {
protected:
    Texts texts = std::move(Texts::open(embedded::web_catalogues()).value());
    Speech ru{texts, Language::Ru};
    Speech be{texts, Language::Be};
    Speech en{texts, Language::En};
    TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};
};

TEST_F(WordingTest, NamesTheDayInTheRightCase) {
    EXPECT_EQ(date(ru, now + 24h * 6, now), "30\u00A0ноября");
    EXPECT_EQ(date(be, now + 24h * 6, now), "30\u00A0лістапада");
    EXPECT_EQ(date(en, now + 24h * 6, now), "30 November");
}

TEST_F(WordingTest, NamesTheYearOnlyWhenItIsAnother) {
    EXPECT_EQ(date(ru, now + 24h * 45, now), "8\u00A0января 2027");
}

TEST_F(WordingTest, NamesTheYearOnPaperWhateverYearItIs) {
    EXPECT_EQ(full_date(ru, now), "24\u00A0ноября 2026\u00A0года");
    EXPECT_EQ(full_date(be, now), "24\u00A0лістапада 2026\u00A0года");
    EXPECT_EQ(full_date(en, now), "24 November 2026");
}

TEST_F(WordingTest, GoesByTheClockOfMinsk) {
    const TimePoint late{std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + 22h + 5min};
    EXPECT_EQ(time_of_day(late), "01:05");
    EXPECT_EQ(date(ru, late, now), "1\u00A0января 2027");
}

TEST_F(WordingTest, CountsMinutesWithTheRightPlural) {
    EXPECT_EQ(duration(ru, 1min), "1\u00A0минута");
    EXPECT_EQ(duration(ru, 2min), "2\u00A0минуты");
    EXPECT_EQ(duration(ru, 12min), "12\u00A0минут");
    EXPECT_EQ(duration(ru, 21min), "21\u00A0минута");
    EXPECT_EQ(duration(be, 5min), "5\u00A0хвілін");
    EXPECT_EQ(duration(en, 1min), "1 minute");
    EXPECT_EQ(duration(en, 12min), "12 minutes");
}

TEST_F(WordingTest, CountsHoursOfLongDurations) {
    EXPECT_EQ(duration(ru, 80min), "1\u00A0час 20\u00A0минут");
    EXPECT_EQ(duration(ru, 120min), "2\u00A0часа");
    EXPECT_EQ(duration(ru, 0min), "1\u00A0минута");
}

TEST_F(WordingTest, HasAWordForEveryMonth) {
    for (unsigned month = 1; month <= 12; ++month) {
        const TimePoint day{std::chrono::sys_days{std::chrono::year{2026} / std::chrono::month{month} / 3}};
        EXPECT_EQ(date(ru, day, now).find("3\u00A0"), 0U) << month;
        EXPECT_NE(date(ru, day, now), date(en, day, now)) << month;
    }
}

}  // namespace
}  // namespace lyceum::web
