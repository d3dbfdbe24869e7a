#include "plugins/service-maturity/figures.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <cmath>

namespace lyceum::plugins::service_maturity {
namespace {

constexpr double most = 1e9;

struct Range {
    double highest;
    bool whole;
};
constexpr std::array<Range, figure_count> ranges{
    {{0, false}, {most, true}, {100, false}, {most, false}, {3660, false}}};

std::string number_in(std::string_view cell, std::size_t column, const Texts& texts, std::vector<std::string>& slips) {
    const std::string typed = clean_line(cell);
    if (typed.empty() || typed == "-" || typed == "—") {
        return {};
    }
    const auto number = typed_number(typed, column == 2 ? "%" : "");
    const Range range = ranges[column];
    if (!number) {
        slips.push_back(texts.not_a_number.with(title_of(column, texts).text(), first_characters(typed, 40)));
    } else if (*number < 0 || *number > range.highest || (range.whole && *number != std::floor(*number))) {
        slips.push_back(texts.out_of_range.with(title_of(column, texts).text(), first_characters(typed, 40)));
    } else {
        return plain_number(*number);
    }
    return {};
}

}  // namespace

const Text& title_of(std::size_t column, const Texts& texts) {
    switch (column) {
        case 0:
            return texts.column_name;
        case 1:
            return texts.column_volume;
        case 2:
            return texts.column_share;
        case 3:
            return texts.column_cost;
        default:
            return texts.column_days;
    }
}

ReadFigures read_figures(const std::array<std::string_view, figure_count>& cells, const Texts& texts) {
    ReadFigures read;
    read.figures.name = clean_line(cells[0]);
    if (read.figures.name.empty()) {
        read.slips.emplace_back(texts.no_name.text());
    } else if (count_characters(read.figures.name) > longest_name) {
        read.slips.push_back(texts.long_name.with(std::to_string(longest_name)));
    }
    read.figures.volume = number_in(cells[1], 1, texts, read.slips);
    read.figures.share = number_in(cells[2], 2, texts, read.slips);
    read.figures.cost = number_in(cells[3], 3, texts, read.slips);
    read.figures.days = number_in(cells[4], 4, texts, read.slips);
    return read;
}

std::optional<std::size_t> band_of(const Figures& figures) {
    const auto volume = number_of<double>(figures.volume);
    if (!volume) {
        return std::nullopt;
    }
    return *volume < 1'000 ? 0U : *volume < 10'000 ? 1U : *volume < 100'000 ? 2U : 3U;
}

}  // namespace lyceum::plugins::service_maturity
