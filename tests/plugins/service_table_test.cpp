// A pasted table of services: what is taken, and what is said about lines that are not right.
#include "plugins/service-maturity/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace lyceum::plugins::service_maturity {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Table read(std::string_view text, std::size_t room = 30) {
    return read_table(text, room, texts_in(Language::En));
}

TEST(ServiceTable, TakesWhatASpreadsheetCopies) {
    const Table table = read(
        "Услуга\tОбращений\tДоля\tСтоимость\tДней\nЗапись в сад\t12 000\t35 %\t4,5\t15\r\n\n"
        "Справка\t40000\t\t-\t1\t\t\n");
    EXPECT_THAT(table.slips, IsEmpty());
    EXPECT_THAT(table.services, ElementsAre(Figures{"Запись в сад", "12000", "35", "4.5", "15"},
                                            Figures{"Справка", "40000", "", "", "1"}));
}

TEST(ServiceTable, TakesCsvWithEitherSeparatorQuotesAndTheMarkOfUtf8) {
    EXPECT_THAT(read("\xEF\xBB\xBFname;volume;share;cost;days\n\"Сад; запись\";100;5;\"4,5\";3\n").services,
                ElementsAre(Figures{"Сад; запись", "100", "5", "4.5", "3"}));
    EXPECT_THAT(read("\"Сад \"\"А\"\"\",100,5,4.5,3").services,
                ElementsAre(Figures{"Сад \"А\"", "100", "5", "4.5", "3"}));
}

TEST(ServiceTable, NamesTheLineOfEverySlipAndTakesNothing) {
    const Table table = read(
        "Сад;1;2;3\nСправка;много;5;1;1\n;1;1;1;1\nЛицензия;1;101;1;1\nВыписка;1,5;1;1;1\n"
        "\"Паспорт;1;1;1;1\nАренда;1;1;1;1\nаренда;2;2;2;2\n");
    EXPECT_THAT(table.services, IsEmpty());
    EXPECT_THAT(table.slips,
                ElementsAre(HasSubstr("Line 1: 4 columns"), HasSubstr("Line 2"), HasSubstr("Line 3"),
                            HasSubstr("Line 4"), HasSubstr("Line 5"), HasSubstr("Line 6"), HasSubstr("Line 8")));
}

TEST(ServiceTable, SaysHowManyMoreSlipsThereAre) {
    std::string text;
    for (int line = 0; line < 25; ++line) {
        text += "one;2\n";
    }
    const Table table = read(text);
    ASSERT_THAT(table.slips, SizeIs(11));
    EXPECT_THAT(table.slips.back(), HasSubstr("15"));
}

TEST(ServiceTable, TenThousandRowsAreCountedAndRefusedInOneSentence) {
    std::string text;
    for (int line = 0; line < 10'000; ++line) {
        text += "Услуга " + std::to_string(line) + ";1;1;1;1\n";
    }
    const Table table = read(text);
    EXPECT_THAT(table.services, IsEmpty());
    EXPECT_THAT(table.slips, ElementsAre(HasSubstr("10000 rows, and 30 can be added")));
}

TEST(ServiceTable, AnEmptyOneIsNoTable) {
    EXPECT_THAT(read(" \n;;;;\n").slips, SizeIs(1));
}

TEST(ServiceTable, WhateverIsPastedGivesServicesOrSlipsAndNotBoth) {
    std::mt19937 random{20261124};
    const std::string letters = "a1,;\t\"\n\r %-.я";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::size_t length = random() % 80;
        for (std::size_t index = 0; index < length; ++index) {
            text += letters[random() % (letters.size() - 2)];
        }
        const Table table = read(text);
        ASSERT_NE(table.services.empty(), table.slips.empty()) << text;
        ASSERT_LE(table.slips.size(), most_slips_told + 1);
    }
}

}  // namespace
}  // namespace lyceum::plugins::service_maturity
