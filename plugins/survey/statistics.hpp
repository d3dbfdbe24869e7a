#pragma once
// What is worked out of the answers of all. [any thread]

#include <cstddef>
#include <optional>
#include <vector>

namespace lyceum::plugins::survey {

double mean_of(const std::vector<double>& values);             // of at least one
double quantile_of(std::vector<double> values, double share);  // of at least one; between two values by their share

// The change of those who answered both times: the mean of their differences, and half the width of its 95 % interval,
// t(0.975, n − 1) · s / √n with s the standard deviation of the differences (paired t; Student 1908). The interval says
// how far the mean change would move if other people of the same kind had answered; it does not say what caused it.
struct Change {
    std::size_t pairs = 0;
    double mean = 0;
    double margin = 0;

    // Whether the interval leaves zero out.
    bool is_clear() const { return mean - margin > 0 || mean + margin < 0; }
};
Change change_of(const std::vector<double>& differences);  // of at least two

// t(0.975) for that many degrees of freedom, at least 1; between the lines of the table the larger, so that an interval
// is never too narrow.
double student_t(std::size_t degrees);

}  // namespace lyceum::plugins::survey
