#include "host/base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::csv {
namespace {

using ::testing::ElementsAre;

using Texts = std::vector<std::string>;

std::vector<Texts> rows_of(std::string_view text, char separator = ',') {
    Reader reader{text, separator};
    std::vector<Texts> rows;
    Row row;
    while (true) {
        const auto more = reader.next(row);
        EXPECT_TRUE(more) << more.error().message;
        if (!more || !more.value()) {
            return rows;
        }
        Texts texts;
        for (const Cell& cell : row) {
            texts.push_back(cell.text);
        }
        rows.push_back(std::move(texts));
    }
}

TEST(Csv, ReadsRowsWithEveryLineEnd) {
    EXPECT_THAT(rows_of("a,b\nc,d\r\ne,\rf"),
                ElementsAre(Texts{"a", "b"}, Texts{"c", "d"}, Texts{"e", ""}, Texts{"f"}));
    EXPECT_THAT(rows_of(""), ElementsAre());
    EXPECT_THAT(rows_of("a\n\nb\n"), ElementsAre(Texts{"a"}, Texts{""}, Texts{"b"}));
}

TEST(Csv, ReadsQuotedCellsWithSeparatorsQuotesAndLineEnds) {
    EXPECT_THAT(rows_of("\"a;b\";\"say \"\"yes\"\"\";\"two\r\nlines\"\nx;;", ';'),
                ElementsAre(Texts{"a;b", "say \"yes\"", "two\r\nlines"}, Texts{"x", "", ""}));
}

TEST(Csv, LeavesAQuotationMarkInsideAnUnquotedCellAlone) {
    EXPECT_THAT(rows_of("ОАО \"Пример\",b"), ElementsAre(Texts{"ОАО \"Пример\"", "b"}));
}

TEST(Csv, CountsLinesAndColumnsInCharacters) {
    Reader reader{"имя,\"две\nстроки\",z\nследующая,\"я\",b", ','};
    Row row;
    ASSERT_TRUE(reader.next(row).value());
    EXPECT_EQ(row[1].column, 5U);
    EXPECT_EQ(row[2].line, 2U);
    EXPECT_EQ(row[2].column, 9U);
    ASSERT_TRUE(reader.next(row).value());
    EXPECT_EQ(row[0].line, 3U);
    EXPECT_EQ(row[2].column, 15U);
}

TEST(Csv, TellsWhereAQuotationMarkIsNeverClosed) {
    Reader reader{"a,b\nc,\"d\ne,f\n", ','};
    Row row;
    ASSERT_TRUE(reader.next(row).value());
    const auto more = reader.next(row);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(reader.line(), 2U);
    EXPECT_EQ(reader.column(), 3U);
}

TEST(Csv, RefusesTextBehindAClosingQuotationMark) {
    Reader reader{"\"a\"b,c", ','};
    Row row;
    const auto more = reader.next(row);
    ASSERT_FALSE(more);
    EXPECT_EQ(reader.column(), 4U);
}

TEST(Csv, RefusesMoreCellsThanARowMayHave) {
    const std::string fits(Reader::most_cells - 1, ',');
    EXPECT_EQ(rows_of(fits).front().size(), Reader::most_cells);
    const std::string too_many = fits + ",";
    Reader reader{too_many, ','};
    Row row;
    const auto more = reader.next(row);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, ErrorCode::LimitExceeded);
}

TEST(Csv, GuessesTheSeparatorFromTheFirstLine) {
    EXPECT_EQ(guess_separator("a;b;c\n1,2,3,4,5"), ';');
    EXPECT_EQ(guess_separator("a,b\n1;2;3"), ',');
    EXPECT_EQ(guess_separator("\"a;;;\",b"), ',');
    EXPECT_EQ(guess_separator("\r\n\na;b"), ';');
    EXPECT_EQ(guess_separator("alone"), ',');
}

TEST(Csv, MakesFormulasHarmlessWhenWriting) {
    for (const char* formula : {"=HYPERLINK(\"http://evil.example\")", "+375", "-1", "@SUM(A1)", "\t=1"}) {
        EXPECT_TRUE(is_formula_like(formula)) << formula;
        EXPECT_EQ(without_formula(formula), std::string{"'"} + formula);
    }
    EXPECT_FALSE(is_formula_like("-"));
    EXPECT_FALSE(is_formula_like("a=b"));
    EXPECT_EQ(to_line({"=1+1", "b"}), "'=1+1,b\n");
}

TEST(Csv, ReadsBackWhatItWrote) {
    const Texts cells{"plain", "", "with, comma", "with \"quotes\"", "two\nlines", "конец"};
    std::string line = to_line(cells);
    EXPECT_THAT(rows_of(line), ElementsAre(cells));
}

}  // namespace
}  // namespace lyceum::csv
