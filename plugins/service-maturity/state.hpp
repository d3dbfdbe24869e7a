#pragma once
// What the activity remembers of one learner: the services of the body, and what was answered about each. As text:
//
//     service-maturity 1
//     at list | at paste | at form ID | at service ID
//     next N                                     the number of the next service
//     service ID TARGET NAME VOLUME SHARE COST DAYS   "-" for a number that is not known
//     reply ID INDICATOR VALUE FACT              "-" for no fact
//     typed FIELD WORD                           what stands in a form that has slips, "-" for nothing
//     done
//
// [one thread]

#include "plugins/service-maturity/figures.hpp"
#include "plugins/service-maturity/rating.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::service_maturity {

inline constexpr std::uint32_t state_version = 1;
inline constexpr std::size_t most_services = 30;
inline constexpr std::size_t longest_fact = 160;                     // characters
inline constexpr std::size_t longest_table = std::size_t{16} << 10;  // bytes kept of a table with slips
inline constexpr std::size_t largest_state = std::size_t{240} << 10;

enum class Screen { List, Paste, Form, Service };

struct Service {
    std::string id;
    std::size_t target = 0;  // 0: the next level
    Figures figures;
    Replies replies;
};

using Typed = std::map<std::string, std::string, std::less<>>;

struct State {
    Screen screen = Screen::List;
    std::string at;  // the service of Form and Service; "new" in Form for one that is not there yet
    std::uint32_t next = 1;
    std::vector<Service> services;
    Typed typed;
    bool done = false;

    const Service* find(std::string_view id) const {
        for (const Service& service : services) {
            if (service.id == id) {
                return &service;
            }
        }
        return nullptr;
    }
    Service* find(std::string_view id) { return const_cast<Service*>(std::as_const(*this).find(id)); }
};

// Nothing if this module cannot have written it.
std::optional<State> read_state(std::string_view text);
std::string write_state(const State& state);

}  // namespace lyceum::plugins::service_maturity
