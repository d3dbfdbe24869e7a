#include "host/charts/chart.hpp"

#include "host/charts/drawing.hpp"

#include <charconv>

namespace lyceum::charts {
namespace {

constexpr std::string_view minus = "\xE2\x88\x92";  // U+2212

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

// A blank that stands between the thousands of a number: the plain one, U+00A0, U+2009, U+202F.
std::size_t blank_at(std::string_view text) {
    for (const std::string_view blank : {" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"}) {
        if (text.starts_with(blank)) {
            return blank.size();
        }
    }
    return 0;
}

bool are_three_digits(std::string_view text) {
    return text.size() >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
           (text.size() == 3 || !is_digit(text[3]));
}

}  // namespace

std::optional<Kind> parse_kind(std::string_view name) {
    return name == "lines"   ? std::optional{Kind::Lines}
           : name == "pairs" ? std::optional{Kind::Pairs}
           : name == "map"   ? std::optional{Kind::Map}
           : name == "graph" ? std::optional{Kind::Graph}
                             : std::nullopt;
}

std::optional<Axis> parse_axis(std::string_view name) {
    return name == "x"       ? std::optional{Axis::X}
           : name == "y"     ? std::optional{Axis::Y}
           : name == "size"  ? std::optional{Axis::Size}
           : name == "group" ? std::optional{Axis::Group}
                             : std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
    std::string plain;
    text = text::trim(text);
    if (text.starts_with(minus)) {
        plain += '-';
        text.remove_prefix(minus.size());
    } else if (text.starts_with('-') || text.starts_with('+')) {
        plain += text.front() == '-' ? "-" : "";
        text.remove_prefix(1);
    }
    if (text.empty() || !is_digit(text.front())) {
        return std::nullopt;
    }
    while (!text.empty() && plain.size() < 40) {
        const std::size_t blank = blank_at(text);
        if (is_digit(text.front())) {
            plain += text.front();
            text.remove_prefix(1);
        } else if (blank > 0 && are_three_digits(text.substr(blank))) {
            text.remove_prefix(blank);
        } else {
            break;
        }
    }
    if (text.size() > 1 && (text.front() == '.' || text.front() == ',') && is_digit(text[1])) {
        plain += '.';
        for (text.remove_prefix(1); !text.empty() && is_digit(text.front()) && plain.size() < 60;
             text.remove_prefix(1)) {
            plain += text.front();
        }
    }
    double value = 0;
    const auto [end, problem] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    return problem == std::errc{} && end == plain.data() + plain.size() ? std::optional{value} : std::nullopt;
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string shortened(std::string_view text, std::size_t characters) {
    if (length_of(text) <= characters) {
        return std::string{text};
    }
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
        const bool begins = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
        if (begins && ++seen >= characters) {
            break;
        }
    }
    return std::string{text::trim(text.substr(0, bytes))} + "…";
}

std::string tick_text(double value) {
    std::string digits = fmt::format("{:.6g}", std::abs(value));
    if (value == std::round(value) && std::abs(value) < 1e15) {
        digits = fmt::format("{:.0f}", std::abs(value));
        for (std::size_t at = digits.size(); at > 3 && digits.size() > 4; at -= 3) {
            digits.insert(at - 3, at == 3 ? "" : "\xC2\xA0");
        }
    }
    return (value < 0 ? std::string{minus} : std::string{}) + digits;
}

Span span_of(const Scale& scale, const std::vector<double>& values) {
    Span span;
    const auto [least, most] = std::ranges::minmax_element(values);
    span.least = scale.least.value_or(values.empty() ? 0 : *least);
    span.most = scale.most.value_or(values.empty() ? 1 : *most);
    if (!(span.most > span.least)) {
        span.least -= 1;
        span.most = span.least + 2;  // what is all the same is drawn in the middle
    }
    return span;
}

Result<std::string> draw(const Table& table) {
    Rows rows;
    for (const std::vector<Cell>& row : table.rows) {
        if (row.size() > table.columns.size()) {
            return cannot_draw("a row has more cells than the head of the table");
        }
        if (row.size() == table.columns.size()) {
            rows.push_back(&row);
        }
    }
    if (table.columns.size() < 2) {
        return cannot_draw("a chart needs a head of two columns at least");
    }
    if (rows.empty()) {
        return std::string{};
    }
    switch (table.kind) {
        case Kind::Lines:
            return draw_lines(table, rows);
        case Kind::Pairs:
            return draw_pairs(table, rows);
        case Kind::Map:
            return draw_map(table, rows);
        case Kind::Graph:
            return draw_graph(table, rows);
    }
    return std::string{};
}

}  // namespace lyceum::charts
