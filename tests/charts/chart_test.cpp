#include "host/charts/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::charts {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Cell cell(std::string text) {
    Cell cell{.text = std::move(text), .lang = {}, .value = {}, .is_told = false};
    cell.value = read_number(cell.text);
    return cell;
}

std::vector<Cell> row(std::initializer_list<std::string> texts) {
    std::vector<Cell> cells;
    for (const std::string& text : texts) {
        cells.push_back(cell(text));
    }
    return cells;
}

Table table(Kind kind, std::initializer_list<std::string> head) {
    Table table;
    table.kind = kind;
    table.caption = "Показатели";
    for (const std::string& heading : head) {
        table.columns.push_back({.heading = heading, .lang = {}, .axis = {}, .scale = {}});
    }
    return table;
}

std::string drawn(const Table& table) {
    const auto html = draw(table);
    return html ? html.value() : "refused: " + html.error().message;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t times = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++times;
    }
    return times;
}

TEST(ChartNumber, IsReadAsPeopleWriteIt) {
    EXPECT_EQ(read_number("65"), 65);
    EXPECT_EQ(read_number(" 33 % (2)"), 33);
    EXPECT_EQ(read_number("−0,4"), -0.4);
    EXPECT_EQ(read_number("-2.5"), -2.5);
    EXPECT_EQ(read_number("+1,5 ± 0,2"), 1.5);
    EXPECT_EQ(read_number("1\u00A0250\u00A0000 BYN"), 1250000);
    EXPECT_EQ(read_number("12 345,6"), 12345.6);
    EXPECT_EQ(read_number("20 25"), 20) << "two numbers, not the thousands of one";
    EXPECT_EQ(read_number("3."), 3);
}

TEST(ChartNumber, IsNothingWhereTextBegins) {
    for (const char* const text : {"", "—", "around 3", "−", ".5", "x1", "+"}) {
        EXPECT_EQ(read_number(text), std::nullopt) << text;
    }
}

TEST(ChartNumber, IsNeverInfinite) {
    const auto number = read_number(std::string(400, '9'));
    ASSERT_TRUE(number);
    EXPECT_LT(*number, 1e41);
}

TEST(Lines, DrawEachColumnOverItsSteps) {
    Table lines = table(Kind::Lines, {"Шаг", "Доверие", "Цена"});
    lines.rows = {row({"Начало", "50", "0"}), row({"1", "75", "100"}), row({"2", "100", "50"})};
    const std::string html = drawn(lines);
    EXPECT_EQ(count(html, "<svg"), 2U);
    EXPECT_EQ(count(html, "c-line"), 4U);
    EXPECT_THAT(html, HasSubstr("<span>Доверие</span> <span class=\"chart-values\"><span>50</span> → "
                                "<span>100</span></span>"));
    EXPECT_THAT(html, HasSubstr("aria-label=\"Доверие: 50, 75, 100\""));
    // One scale for all: 0 at the bottom, 100 at the top, 50 between.
    EXPECT_THAT(html, HasSubstr("<line class=\"c-line\" x1=\"2.0%\" y1=\"35\" x2=\"50.0%\" y2=\"22.5\"/>"));
    EXPECT_THAT(html, HasSubstr("<circle class=\"c-point c-last\" cx=\"98.0%\" cy=\"10\" r=\"5\"/>"));
}

TEST(Lines, ABreakIsWhereANumberIsMissing) {
    Table lines = table(Kind::Lines, {"Шаг", "Доверие"});
    lines.rows = {row({"1", "5"}), row({"2", "—"}), row({"3", "7"}), row({"4", "8"})};
    EXPECT_EQ(count(drawn(lines), "c-line"), 1U);
}

TEST(Lines, NameAsManyStepsAsAPhoneHasRoomFor) {
    Table lines = table(Kind::Lines, {"Шаг", "Доверие"});
    for (int step = 0; step <= 100; ++step) {
        lines.rows.push_back(row({"Неделя " + std::to_string(step), "5"}));
    }
    const std::string html = drawn(lines);
    EXPECT_LE(count(html, "c-step"), 4U);
    EXPECT_THAT(html, AllOf(HasSubstr(">Неделя 0<"), HasSubstr(">Неделя 100<")));
}

TEST(Lines, OneStepIsNothingToDrawYet) {
    Table lines = table(Kind::Lines, {"Шаг", "Доверие"});
    lines.rows = {row({"1", "5"})};
    EXPECT_EQ(drawn(lines), "");
}

TEST(Lines, WhatIsNoNumberIsToldToTheAuthor) {
    Table lines = table(Kind::Lines, {"Шаг", "Доверие"});
    lines.rows = {row({"1", "5"}), row({"2", "много"})};
    EXPECT_THAT(drawn(lines), HasSubstr("refused: the table is not drawn: \"много\" is no number"));
}

TEST(Lines, AreBounded) {
    Table lines = table(Kind::Lines, {"Шаг", "A"});
    for (std::size_t step = 0; step <= most_steps; ++step) {
        lines.rows.push_back(row({"1", "5"}));
    }
    EXPECT_THAT(drawn(lines), HasSubstr("121 steps; at most 120"));
    Table wide = table(Kind::Lines, {"Шаг", "A", "B", "C", "D", "E", "F", "G", "H", "I"});
    wide.rows = {row({"1", "1", "1", "1", "1", "1", "1", "1", "1", "1"})};
    EXPECT_THAT(drawn(wide), HasSubstr("9 lines; at most 8"));
}

TEST(Pairs, OfTwoNumbersAreDotsWithTheWayBetween) {
    Table pairs = table(Kind::Pairs, {"Вопрос", "До", "После", "Людей"});
    pairs.rows = {row({"Знаю <порядок>", "1,0", "4,0", "7"}), row({"Слишком мало", "нет"})};
    pairs.scale = {.least = 0, .most = 4};
    const std::string html = drawn(pairs);
    EXPECT_THAT(html, HasSubstr("<span>Знаю &lt;порядок&gt;</span>"));
    EXPECT_THAT(html, HasSubstr("<line class=\"c-way\" x1=\"25.8%\" y1=\"9\" x2=\"98.5%\" y2=\"9\"/>"));
    EXPECT_EQ(count(html, "<li>"), 1U) << "a row that is not whole stays in the table";
    EXPECT_THAT(html, HasSubstr("<span>До</span></span> <span><svg")) << "a legend tells the dots apart";
}

TEST(Pairs, OfOneNumberAreBarsFromZero) {
    Table bars = table(Kind::Pairs, {"Ответ", "Доля"});
    bars.rows = {row({"Да", "40 %"}), row({"Нет", "-20 %"})};
    const std::string html = drawn(bars);
    EXPECT_EQ(count(html, "c-bar"), 2U);
    // The scale reaches from -20 to 50, so zero is at two sevenths.
    EXPECT_THAT(html, HasSubstr("<line class=\"c-bar\" x1=\"29.2%\" y1=\"9\" x2=\"84.6%\" y2=\"9\"/>"));
    EXPECT_THAT(html, HasSubstr("<line class=\"c-bar\" x1=\"29.2%\" y1=\"9\" x2=\"1.5%\" y2=\"9\"/>"));
    EXPECT_THAT(html, Not(HasSubstr("chart-legend")));
    EXPECT_THAT(html, HasSubstr("<span>−20</span><span>50</span>"));
    bars.rows[0][1].is_told = true;
    EXPECT_THAT(drawn(bars), Not(HasSubstr("chart-ends"))) << "a scale that nobody reads";
}

Table map_table() {
    Table map = table(Kind::Map, {"Задача", "Трудность", "Эффект", "Людей"});
    map.columns[1].axis = Axis::X;
    map.columns[1].scale = {.least = 1, .most = 5};
    map.columns[2].axis = Axis::Y;
    map.columns[3].axis = Axis::Size;
    return map;
}

TEST(Map, PutsEachRowWhereItsNumbersAre) {
    Table map = map_table();
    map.rows = {row({"А", "1", "10", "4"}), row({"Б", "5", "0", "1"})};
    const std::string html = drawn(map);
    EXPECT_THAT(html, HasSubstr("<circle class=\"c-spot\" cx=\"15.0%\" cy=\"46\" r=\"24\"/>"));
    EXPECT_THAT(html, HasSubstr("<circle class=\"c-spot\" cx=\"94.0%\" cy=\"256\" r=\"13\"/>"));
    EXPECT_THAT(html, HasSubstr(">А</text>"));
    EXPECT_THAT(html, Not(HasSubstr("chart-key"))) << "short labels are their own marks";
    EXPECT_EQ(count(html, "c-tick"), 5U) << "the scale that is told, 1 to 5, has ticks";
    EXPECT_THAT(html, HasSubstr("А — Трудность 1, Эффект 10"));
}

TEST(Map, NumbersWhatHasALongNameAndTellsTheNamesBelow) {
    Table map = map_table();
    map.rows = {row({"Один заявитель", "1", "10", "1"}), row({"Б", "2", "3", "1"})};
    EXPECT_THAT(drawn(map), HasSubstr("<ol class=\"chart-key\"><li>Один заявитель</li><li>Б</li></ol>"));
}

TEST(Map, SpotsOnOnePlaceAreMovedApartWithALeadToIt) {
    Table map = map_table();
    map.rows = {row({"А", "3", "5", "1"}), row({"Б", "3", "5", "1"}), row({"В", "1", "1", "1"})};
    const std::string html = drawn(map);
    EXPECT_EQ(count(html, "c-lead"), 1U);
    EXPECT_EQ(count(html, "translate(0 0)"), 2U);
}

TEST(Map, WithoutAxesIsRefused) {
    Table map = table(Kind::Map, {"Задача", "Трудность", "Эффект"});
    map.rows = {row({"А", "1", "2"})};
    EXPECT_THAT(drawn(map), HasSubstr("no column is marked data-axis"));
}

TEST(Graph, HasANodeForEachNameAndALineForEachRow) {
    Table graph = table(Kind::Graph, {"Откуда", "Выбор", "Куда"});
    graph.rows = {row({"Начало", "а", "Середина"}), row({"Середина", "б", "Конец"}),
                  row({"Середина", "снова", "Начало"})};
    const std::string html = drawn(graph);
    EXPECT_EQ(count(html, "c-mark"), 3U);
    EXPECT_EQ(count(html, "<rect"), 1U) << "what nothing leaves is a square";
    EXPECT_EQ(count(html, "c-edge"), 3U);
    EXPECT_EQ(count(html, "c-back"), 1U);
    EXPECT_THAT(html, HasSubstr("<ol class=\"chart-key\"><li>Начало</li><li>Середина</li><li>Конец</li></ol>"));
}

TEST(Graph, DrawsWhatIsTakenOftenThicker) {
    Table graph = table(Kind::Graph, {"Откуда", "Выбор", "Куда", "Раз"});
    graph.rows = {row({"А", "1", "Б", "9"}), row({"А", "2", "В", "1"}), row({"А", "3", "Г", "0"})};
    EXPECT_THAT(drawn(graph),
                AllOf(HasSubstr("c-edge c-often"), HasSubstr("c-edge c-seldom"), HasSubstr("c-edge c-never")));
}

TEST(Graph, IsBounded) {
    Table graph = table(Kind::Graph, {"Откуда", "Выбор", "Куда"});
    for (std::size_t node = 0; node <= most_nodes; ++node) {
        graph.rows.push_back(row({std::to_string(node), "а", std::to_string(node + 1)}));
    }
    EXPECT_THAT(drawn(graph), HasSubstr("62 nodes; at most 60"));
}

TEST(Chart, HasNoStyleAndNoScriptAndEscapesWhatItIsGiven) {
    for (const Kind kind : {Kind::Lines, Kind::Pairs, Kind::Map, Kind::Graph}) {
        Table evil = table(kind, {"<b>", "\"1\"", "<script>", "&"});
        evil.columns[1].axis = Axis::X;
        evil.columns[2].axis = Axis::Y;
        evil.caption = "\"><script>";
        evil.rows = {row({"<i>x", "1", "2", "3"}), row({"\"y", "2", "3", "4"})};
        const std::string html = drawn(evil);
        EXPECT_THAT(html, AllOf(HasSubstr("<svg"), Not(HasSubstr("<script")), Not(HasSubstr("style=")),
                                Not(HasSubstr("<i>x")), Not(HasSubstr("<b>"))));
    }
}

TEST(Chart, ARowWithMoreCellsThanTheHeadIsRefused) {
    Table lines = table(Kind::Lines, {"Шаг", "A"});
    lines.rows = {row({"1", "2", "3"})};
    EXPECT_THAT(drawn(lines), HasSubstr("more cells than the head"));
}

TEST(Chart, NothingWholeIsNothingToDraw) {
    Table pairs = table(Kind::Pairs, {"Вопрос", "До", "После"});
    EXPECT_EQ(drawn(pairs), "");
    pairs.rows = {row({"Вопрос", "слишком мало ответов"})};
    EXPECT_EQ(drawn(pairs), "");
}

}  // namespace
}  // namespace lyceum::charts
