#include "host/learning/people_file.hpp"

#include "host/base/csv.hpp"
#include "host/base/mail_address.hpp"
#include "host/base/text.hpp"
#include "host/base/windows1251.hpp"
#include "host/store/login.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

namespace lyceum::learning {

namespace {

enum Column : std::size_t { Login, Name, Body, Role, Sector, LanguageCode, Email, column_count };
constexpr std::array<std::string_view, column_count> column_names{"login",  "name",     "body", "role",
                                                                  "sector", "language", "email"};
constexpr std::array needed_columns{Login, Name, Role};

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string lower_ascii(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    });
    return out;
}

template <class Thing>
std::vector<std::string> ids_of(const std::vector<Thing>& things) {
    std::vector<std::string> ids;
    for (const Thing& thing : things) {
        ids.push_back(thing.id);
    }
    return ids;
}

// Reads one file; what it finds on the way goes into `list_`.
class PeopleReader {
public:
    PeopleReader(const std::string& display, const content::Framework* framework) : display_{display} {
        if (framework != nullptr) {
            checks_ids_ = true;
            roles_ = ids_of(framework->roles);
            sectors_ = ids_of(framework->sectors);
        }
    }

    PeopleList read(std::string_view bytes, PeopleEncoding encoding);

private:
    // The file as UTF-8 without a mark; nothing if it cannot be.
    std::optional<std::string> decode(std::string_view bytes, PeopleEncoding encoding);
    void read_rows(std::string_view text);
    bool read_header(const csv::Row& row);
    void read_person(const csv::Row& row);
    void check_login(const csv::Cell& cell);
    void check_id(const csv::Cell& cell, const std::vector<std::string>& known, std::string_view what);
    void check_text(const csv::Cell& cell, std::string_view what);
    std::string read_mail_address(const csv::Cell& cell);  // empty if there is none, or none that can be used

    // The cell of this column, or an empty one where the file has no such column.
    csv::Cell cell(const csv::Row& row, Column column) const {
        return places_[column] ? row[*places_[column]] : csv::Cell{{}, row.front().line, row.front().column};
    }
    void find(std::uint32_t line, std::uint32_t column, xml::Severity severity, std::string rule, std::string text,
              std::string hint) {
        list_.diagnostics.push_back(
            {display_, line, column, severity, std::move(rule), std::move(text), std::move(hint)});
    }
    void error(const csv::Cell& cell, std::string rule, std::string text, std::string hint = {}) {
        find(cell.line, cell.column, xml::Severity::Error, std::move(rule), std::move(text), std::move(hint));
    }

    std::string display_;
    bool checks_ids_ = false;
    std::vector<std::string> roles_;
    std::vector<std::string> sectors_;
    std::array<std::optional<std::size_t>, column_count> places_;  // where each column stands in a row
    std::size_t width_ = 0;
    std::unordered_map<std::string, std::uint32_t> lines_by_login_;  // folded
    PeopleList list_;
};

PeopleList PeopleReader::read(std::string_view bytes, PeopleEncoding encoding) {
    list_.wants_byte_order_mark = bytes.starts_with(byte_order_mark) || encoding == PeopleEncoding::Windows1251;
    if (bytes.size() > most_people_bytes) {
        find(0, 0, xml::Severity::Error, "import.too-large", "the file is larger than 16 MiB", "split it");
    } else if (const auto text = decode(bytes, encoding)) {
        read_rows(*text);
    }
    std::ranges::sort(list_.diagnostics);
    return std::move(list_);
}

std::optional<std::string> PeopleReader::decode(std::string_view bytes, PeopleEncoding encoding) {
    const bool is_utf8 = text::is_utf8(bytes) && bytes.find('\0') == std::string_view::npos;
    const bool is_ascii = std::ranges::all_of(bytes, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    const auto refuse = [&](std::uint32_t line, std::string text, std::string hint) {
        find(line, line == 0 ? 0 : 1, xml::Severity::Error, "import.encoding", std::move(text), std::move(hint));
        return std::nullopt;
    };
    if (encoding == PeopleEncoding::Windows1251) {
        if (is_utf8 && !is_ascii) {
            return refuse(0, "the file is UTF-8 and not windows-1251", "leave out --encoding");
        }
        auto text = text::from_windows_1251(bytes);
        if (!text || text->find('\0') != std::string::npos) {
            return refuse(0, "the file is not windows-1251 text", "save it from the spreadsheet as \"CSV UTF-8\"");
        }
        return text;
    }
    if (is_utf8) {
        return std::string{bytes.starts_with(byte_order_mark) ? bytes.substr(byte_order_mark.size()) : bytes};
    }
    // The first line that is no UTF-8 is the one to look at.
    std::uint32_t line = 1;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const auto front = rest.substr(0, end);
        if (!text::is_utf8(front) || front.find('\0') != std::string_view::npos) {
            break;
        }
        rest.remove_prefix(end);
        ++line;
    }
    if (text::looks_like_windows_1251(bytes)) {
        return refuse(line, "this line is not UTF-8; it looks like windows-1251",
                      "add --encoding windows-1251, or save the file as \"CSV UTF-8\"");
    }
    return refuse(line, "this line is not UTF-8 text", "save the file from the spreadsheet as \"CSV UTF-8\"");
}

void PeopleReader::read_rows(std::string_view text) {
    list_.separator = csv::guess_separator(text);
    csv::Reader reader{text, list_.separator};
    csv::Row row;
    bool has_header = false;
    while (true) {
        const auto more = reader.next(row);
        if (!more) {
            find(reader.line(), reader.column(), xml::Severity::Error, "import.csv", more.error().message,
                 more.error().hint);
            return;
        }
        if (!more.value()) {
            break;
        }
        for (csv::Cell& each : row) {
            each.text = text::trim(each.text);
        }
        if (std::ranges::all_of(row, [](const csv::Cell& each) { return each.text.empty(); })) {
            continue;  // spreadsheets leave rows of separators behind
        }
        if (!has_header) {
            if (!read_header(row)) {
                return;
            }
            has_header = true;
            continue;
        }
        if (list_.people.size() == most_people_rows) {
            error(row.front(), "import.too-many", "there are more than 100,000 people", "split the file");
            return;
        }
        read_person(row);
    }
    if (!has_header) {
        find(0, 0, xml::Severity::Error, "import.empty", "the file is empty",
             "its first row names the columns: login, name, role …");
    }
}

bool PeopleReader::read_header(const csv::Row& row) {
    const std::vector<std::string> known{column_names.begin(), column_names.end()};
    width_ = row.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string name = lower_ascii(row[i].text);
        const auto found = std::ranges::find(column_names, name);
        if (found == column_names.end()) {
            std::string hint = xml::did_you_mean(name, known);
            error(row[i], "import.unknown-column", "there is no column " + xml::in_quotes(row[i].text),
                  hint.empty() ? "the columns are " + xml::listed(known) : std::move(hint));
            continue;
        }
        auto& place = places_[static_cast<std::size_t>(found - column_names.begin())];
        if (place) {
            error(row[i], "import.duplicate-column", "the column " + xml::in_quotes(name) + " is there twice",
                  "remove one");
        }
        place = i;
    }
    for (const Column column : needed_columns) {
        if (!places_[column]) {
            error(row.front(), "import.missing-column",
                  fmt::format("the column \"{}\" is missing", column_names[column]), "the first row names the columns");
        }
    }
    return !xml::has_errors(list_.diagnostics);
}

void PeopleReader::read_person(const csv::Row& row) {
    if (row.size() != width_) {
        error(row.front(), "import.cells",
              fmt::format("this row has {} cells and the header has {}", row.size(), width_),
              "is a cell with a separator in it without quotation marks?");
        return;
    }
    const csv::Cell language = cell(row, LanguageCode);
    const std::string code = lower_ascii(language.text);
    const bool is_language = code == "ru" || code == "be" || code == "en";
    if (!code.empty() && !is_language) {
        error(language, "import.language", "there is no language " + xml::in_quotes(language.text),
              "write ru, be or en");
    }
    const csv::Cell login = cell(row, Login);
    const csv::Cell name = cell(row, Name);
    const csv::Cell role = cell(row, Role);
    const csv::Cell sector = cell(row, Sector);
    check_login(login);
    if (name.text.empty()) {
        error(name, "import.name", "the name is missing");
    }
    check_text(name, "name");
    check_text(cell(row, Body), "body");
    if (role.text.empty()) {
        error(role, "import.unknown-role", "the role is missing",
              checks_ids_ ? "known are " + xml::listed(roles_) : "");
    } else {
        check_id(role, roles_, "role");
    }
    if (!sector.text.empty()) {
        check_id(sector, sectors_, "sector");
    }
    const std::string mail = read_mail_address(cell(row, Email));
    list_.people.push_back({.line = login.line,
                            .column = login.column,
                            .login = login.text,
                            .name = name.text,
                            .body = cell(row, Body).text,
                            .role = role.text,
                            .sector = sector.text,
                            .language = parse_language(code).value_or(Language::Ru),
                            .mail = mail});
}

void PeopleReader::check_login(const csv::Cell& cell) {
    const auto key = store::login_key(cell.text);
    if (!key) {
        error(cell, "import.login", key.error().message);
        return;
    }
    if (csv::is_formula_like(cell.text)) {
        error(cell, "import.login", "a login may not look like a formula", "choose another login");
    }
    const auto [other, is_first] = lines_by_login_.emplace(key.value(), cell.line);
    if (!is_first) {
        error(cell, "import.duplicate-login",
              fmt::format("the login {} is on line {} already", xml::in_quotes(cell.text), other->second),
              "keep one of the two");
    }
}

std::string PeopleReader::read_mail_address(const csv::Cell& cell) {
    if (cell.text.empty()) {
        return {};
    }
    auto address = parse_mail_address(cell.text);
    if (!address) {
        error(cell, "import.email", address.error().message, address.error().hint);
        return {};
    }
    return std::move(address).value();
}

void PeopleReader::check_id(const csv::Cell& cell, const std::vector<std::string>& known, std::string_view what) {
    if (!is_person_text(cell.text)) {
        check_text(cell, what);
        return;
    }
    if (!checks_ids_ || std::ranges::find(known, cell.text) != known.end()) {
        return;
    }
    std::string hint = xml::did_you_mean(cell.text, known);
    error(cell, fmt::format("import.unknown-{}", what),
          fmt::format("framework.xml has no {} {}", what, xml::in_quotes(cell.text)),
          hint.empty() ? "known are " + xml::listed(known) : std::move(hint));
}

void PeopleReader::check_text(const csv::Cell& cell, std::string_view what) {
    if (!is_person_text(cell.text)) {
        error(cell, fmt::format("import.{}", what),
              fmt::format("the {} is not one line of at most {} bytes", what, most_person_text_bytes));
    } else if (csv::is_formula_like(cell.text)) {
        find(cell.line, cell.column, xml::Severity::Warning, "import.formula",
             fmt::format("the {} looks like a spreadsheet's formula; it is taken as text", what),
             "is that what is meant?");
    }
}

}  // namespace

PeopleList read_people(std::string_view bytes, const std::string& display, PeopleEncoding encoding,
                       const content::Framework* framework) {
    return PeopleReader{display, framework}.read(bytes, encoding);
}

bool is_person_text(std::string_view text) {
    return text.size() <= most_person_text_bytes && text::is_utf8(text) && std::ranges::none_of(text, [](char byte) {
               return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
           });
}

}  // namespace lyceum::learning
