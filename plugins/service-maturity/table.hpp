#pragma once
// A table of services pasted from a spreadsheet or a CSV file: name, applications a year, electronic share, cost, days;
// parted by tabs, semicolons or commas, as the first line does; cells may stand in quotation marks. A first line of
// titles is left out. All or nothing: with one slip nothing is taken, and every slip names its line. [one thread]

#include "plugins/service-maturity/figures.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::service_maturity {

inline constexpr std::size_t most_slips_told = 10;

struct Table {
    std::vector<Figures> services;
    std::vector<std::string> slips;  // at most most_slips_told, then how many more
};

// `text` is UTF-8; at most `room` services may be in it.
Table read_table(std::string_view text, std::size_t room, const Texts& texts);

}  // namespace lyceum::plugins::service_maturity
