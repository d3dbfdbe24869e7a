#include "plugins/survey/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace lyceum::plugins::survey {

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile_of(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double student_t(std::size_t degrees) {
    constexpr std::array<double, 30> table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                           2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                           2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    if (degrees <= table.size()) {
        return table[std::max<std::size_t>(degrees, 1) - 1];
    }
    return degrees < 40 ? 2.042 : degrees < 60 ? 2.021 : degrees < 120 ? 2.000 : 1.980;
}

Change change_of(const std::vector<double>& differences) {
    Change change{.pairs = differences.size(), .mean = mean_of(differences), .margin = 0};
    double squares = 0;
    for (const double difference : differences) {
        squares += (difference - change.mean) * (difference - change.mean);
    }
    const auto count = static_cast<double>(differences.size());
    change.margin = student_t(differences.size() - 1) * std::sqrt(squares / (count - 1) / count);
    return change;
}

}  // namespace lyceum::plugins::survey
