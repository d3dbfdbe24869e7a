#pragma once
// What a head says of a service in numbers, read from a form or from a row of a table alike. [one thread]

#include "plugins/service-maturity/texts.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::service_maturity {

inline constexpr std::size_t longest_name = 120;  // characters

// Numbers are as plain_number writes them; empty: not known.
struct Figures {
    std::string name;
    std::string volume;  // applications a year
    std::string share;   // of these electronic, percent
    std::string cost;    // of one application, roubles
    std::string days;    // from application to result

    bool operator==(const Figures&) const = default;
    bool is_whole() const { return !volume.empty() && !share.empty() && !cost.empty() && !days.empty(); }
};

// name, volume, share, cost, days: the columns of a table and the fields of the form.
inline constexpr std::size_t figure_count = 5;
inline constexpr std::array<std::string_view, figure_count> figure_names{"name", "volume", "share", "cost", "days"};
const Text& title_of(std::size_t column, const Texts& texts);

struct ReadFigures {
    Figures figures;
    std::vector<std::string> slips;  // a sentence each, naming the column
};
// `cells` are UTF-8.
ReadFigures read_figures(const std::array<std::string_view, figure_count>& cells, const Texts& texts);

// The bounds of the columns of the matrix, in applications a year: less than 1,000; 10,000; 100,000; more.
inline constexpr std::size_t volume_bands = 4;
std::optional<std::size_t> band_of(const Figures& figures);

}  // namespace lyceum::plugins::service_maturity
