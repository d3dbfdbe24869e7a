#include "plugins/service-maturity/table.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>
#include <set>

namespace lyceum::plugins::service_maturity {
namespace {

struct Row {
    std::size_t line = 0;  // from 1
    std::vector<std::string> cells;
    bool closed = true;  // no quotation mark is left open
};

constexpr std::size_t most_cells = 50;

// As RFC 4180 has it, line by line: cells of services hold no line ends.
Row read_row(std::string_view text, char separator, std::size_t line) {
    Row row{.line = line, .cells = {""}, .closed = true};
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (quoted && character == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            row.cells.back() += '"';
            ++at;
        } else if (character == '"' && (quoted || row.cells.back().empty())) {
            quoted = !quoted;
        } else if (character == separator && !quoted) {
            if (row.cells.size() < most_cells) {
                row.cells.emplace_back();
            }
        } else {
            row.cells.back() += character;
        }
    }
    row.closed = !quoted;
    return row;
}

char separator_of(std::string_view line) {
    return line.find('\t') != std::string_view::npos ? '\t' : line.find(';') != std::string_view::npos ? ';' : ',';
}

// Titles: the second cell holds letters and no number.
bool is_heading(const Row& row) {
    return row.cells.size() >= 2 && !clean_line(row.cells[1]).empty() && !typed_number(row.cells[1], "") &&
           std::none_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
               return std::any_of(cell.begin(), cell.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
           });
}

class TableReader {
public:
    TableReader(std::size_t room, const Texts& texts) : room_{room}, texts_{texts} {}

    void take(const Row& row) {
        const std::string line = std::to_string(row.line);
        if (!row.closed) {
            slip(texts_.open_quote.with(line));
            return;
        }
        std::vector<std::string> cells = row.cells;
        // A spreadsheet leaves empty cells at the end.
        while (cells.size() > figure_count && clean_line(cells.back()).empty()) {
            cells.pop_back();
        }
        if (cells.size() != figure_count) {
            slip(texts_.wrong_columns.with(line, std::to_string(cells.size())));
            return;
        }
        const ReadFigures read = read_figures({cells[0], cells[1], cells[2], cells[3], cells[4]}, texts_);
        for (const std::string& words : read.slips) {
            slip(texts_.in_line.with(line, words));
        }
        if (read.slips.empty() && !names_.insert(folded(read.figures.name)).second) {
            slip(texts_.named_twice.with(line, first_characters(read.figures.name, 60)));
        }
        if (table_.services.size() < room_) {
            table_.services.push_back(read.figures);
        }
    }

    Table finish(std::size_t rows) {
        if (rows == 0) {
            slip(texts_.empty_table.text());
        } else if (rows > room_) {
            // Said first: the rest does not matter then.
            table_.slips.clear();
            more_ = 0;
            slip(texts_.too_many_rows.with(std::to_string(rows), std::to_string(room_)));
        }
        if (more_ > 0) {
            table_.slips.push_back(texts_.more_slips.with(std::to_string(more_)));
        }
        if (!table_.slips.empty()) {
            table_.services.clear();
        }
        return std::move(table_);
    }

private:
    void slip(std::string_view words) {
        if (table_.slips.size() < most_slips_told) {
            table_.slips.emplace_back(words);
        } else {
            ++more_;
        }
    }

    std::size_t room_;
    const Texts& texts_;
    Table table_;
    std::size_t more_ = 0;
    std::set<std::string> names_;
};

}  // namespace

Table read_table(std::string_view text, std::size_t room, const Texts& texts) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
    }
    TableReader reader{room, texts};
    std::size_t rows = 0;
    std::size_t line = 0;
    char separator = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view one = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++line;
        if (one.ends_with('\r')) {
            one.remove_suffix(1);
        }
        if (one.find_first_not_of(" \t;,") == std::string_view::npos) {
            continue;
        }
        const bool first = separator == 0;
        separator = first ? separator_of(one) : separator;
        const Row row = read_row(one, separator, line);
        if (first && is_heading(row)) {
            continue;
        }
        ++rows;
        if (rows <= room) {
            reader.take(row);
        }
    }
    return reader.finish(rows);
}

}  // namespace lyceum::plugins::service_maturity
