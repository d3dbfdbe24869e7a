#pragma once
// Comma-separated values (RFC 4180), read strictly with positions and written safely: a semicolon may stand for the
// comma, as spreadsheets write it where the comma is the decimal mark. [any thread]

#include "host/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::csv {

struct Cell {
    std::string text;          // without its quotes
    std::uint32_t line = 0;    // where it begins, from 1
    std::uint32_t column = 0;  // from 1, counted in characters
};
using Row = std::vector<Cell>;

// Reads row after row, so that memory holds one. The text must be UTF-8 without a byte order mark and outlive the
// reader.
class Reader {
public:
    static constexpr std::size_t most_cells = 100;  // of one row

    Reader(std::string_view text, char separator) : rest_{text}, separator_{separator} {}

    // Puts the next row in `row`; false at the end. An empty line is a row of one empty cell. Quoted cells may hold
    // line ends. InvalidInput: a quote that never closes, or text behind a closing quote; LimitExceeded: too many
    // cells. `line` and `column` then say where, and reading cannot go on.
    Result<bool> next(Row& row);

    std::uint32_t line() const { return line_; }
    std::uint32_t column() const { return column_; }

private:
    Result<void> read_cell(Cell& cell);
    Result<void> read_quoted(Cell& cell);
    void step();  // over one byte

    std::string_view rest_;
    char separator_;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
};

// Which of ";" and "," the first line that is not empty uses, counted outside quotes; "," if neither.
char guess_separator(std::string_view text);

// True for text that a spreadsheet would run and not show: it begins with = + - @ or a control character, and more
// follows.
bool is_formula_like(std::string_view text);

// The same text so that a spreadsheet shows it: an apostrophe before what is like a formula.
std::string without_formula(std::string_view text);

// One line with its end, quoted where needed; cells that are like formulas get their apostrophe.
std::string to_line(const std::vector<std::string>& cells, char separator = ',');

}  // namespace lyceum::csv
