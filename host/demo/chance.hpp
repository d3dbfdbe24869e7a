#pragma once
// Chance that always falls the same way: numbers that follow from a name and nothing else, on every machine. The
// distributions of the standard library are not used: they differ between its versions. [any thread]

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lyceum::demo {

class Chance {
public:
    explicit Chance(std::string_view name);

    double share();                        // 0 to 1, 1 not reached
    std::size_t below(std::size_t bound);  // 0 to bound - 1; the bound is at least 1
    bool happens(double probability) { return share() < probability; }

private:
    std::uint64_t next();

    std::uint64_t state_;
};

}  // namespace lyceum::demo
