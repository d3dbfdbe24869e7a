#include "host/base/csv.hpp"

#include <algorithm>

namespace lyceum::csv {

namespace {

bool is_line_end(char byte) {
    return byte == '\n' || byte == '\r';
}

Error refuse(std::string message, std::string hint) {
    return Error{ErrorCode::InvalidInput, std::move(message), "", std::move(hint)};
}

}  // namespace

void Reader::step() {
    const char byte = rest_.front();
    rest_.remove_prefix(1);
    // "\r\n" is one line end, counted at its "\n"; a lonely "\r" is one too.
    if (byte == '\n' || (byte == '\r' && !rest_.starts_with('\n'))) {
        ++line_;
        column_ = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xc0U) != 0x80U) {
        ++column_;
    }
}

Result<bool> Reader::next(Row& row) {
    row.clear();
    if (rest_.empty()) {
        return false;
    }
    while (true) {
        if (row.size() == most_cells) {
            return Error{ErrorCode::LimitExceeded, "this row has more than 100 cells", "", "is this the right file?"};
        }
        Cell& cell = row.emplace_back();
        LYCEUM_TRY(read_cell(cell));
        if (rest_.empty()) {
            return true;
        }
        if (is_line_end(rest_.front())) {
            if (rest_.starts_with("\r\n")) {
                step();
            }
            step();
            return true;
        }
        step();  // the separator
    }
}

Result<void> Reader::read_cell(Cell& cell) {
    cell.line = line_;
    cell.column = column_;
    if (rest_.starts_with('"')) {
        return read_quoted(cell);
    }
    while (!rest_.empty() && rest_.front() != separator_ && !is_line_end(rest_.front())) {
        cell.text += rest_.front();
        step();
    }
    return success();
}

Result<void> Reader::read_quoted(Cell& cell) {
    step();
    while (true) {
        if (rest_.empty()) {
            line_ = cell.line;
            column_ = cell.column;
            return refuse("this quotation mark is never closed",
                          "close it, or write a quotation mark inside a cell twice");
        }
        if (rest_.front() != '"') {
            cell.text += rest_.front();
            step();
            continue;
        }
        step();
        if (!rest_.starts_with('"')) {
            break;
        }
        cell.text += '"';
        step();
    }
    if (!rest_.empty() && rest_.front() != separator_ && !is_line_end(rest_.front())) {
        return refuse("text stands behind the closing quotation mark",
                      "put the whole cell in quotation marks, and write those inside it twice");
    }
    return success();
}

char guess_separator(std::string_view text) {
    std::size_t semicolons = 0;
    std::size_t commas = 0;
    bool quoted = false;
    while (!text.empty() && is_line_end(text.front())) {
        text.remove_prefix(1);
    }
    for (const char byte : text) {
        if (byte == '"') {
            quoted = !quoted;
        } else if (!quoted && is_line_end(byte)) {
            break;
        } else if (!quoted) {
            semicolons += byte == ';' ? 1 : 0;
            commas += byte == ',' ? 1 : 0;
        }
    }
    return semicolons > commas ? ';' : ',';
}

bool is_formula_like(std::string_view text) {
    return text.size() > 1 && (std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos ||
                               static_cast<unsigned char>(text.front()) < 0x20);
}

std::string without_formula(std::string_view text) {
    return (is_formula_like(text) ? "'" : "") + std::string{text};
}

std::string to_line(const std::vector<std::string>& cells, char separator) {
    std::string line;
    for (const std::string& raw : cells) {
        if (&raw != &cells.front()) {
            line += separator;
        }
        const std::string text = without_formula(raw);
        const bool plain = std::ranges::none_of(text, [separator](char byte) {
            return byte == '"' || byte == separator || static_cast<unsigned char>(byte) < 0x20;
        });
        if (plain) {
            line += text;
            continue;
        }
        line += '"';
        for (const char byte : text) {
            line += byte;
            if (byte == '"') {
                line += '"';
            }
        }
        line += '"';
    }
    line += '\n';
    return line;
}

}  // namespace lyceum::csv
