#pragma once
// A task as a form asks for it: what was typed, what is wrong with it, what is still missing. [one thread]

#include "plugins/priorities/texts.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::priorities {

// What a person typed, by the name of the field; every value is UTF-8 and cleaned.
using Typed = std::map<std::string, std::string, std::less<>>;

inline constexpr std::size_t longest_reason = 400;  // characters

// The names of the fields of the form, in its order.
inline constexpr std::array<std::string_view, 14> field_names{
    "title",      "service", "baseline",  "target", "unit",     "deadline", "sector",
    "sector-why", "state",   "state-why", "effort", "partners", "step",     "evidence"};

// Nothing if the form cannot be one of ours.
std::optional<Typed> typed_of(const sdk::Fields& fields);
Typed typed_of(const sdk::Task& task);

// One slip: the field and what to say about it.
struct Slip {
    std::string_view field;
    std::string words;
};
struct Parsed {
    sdk::Task task;  // id, status and source are the caller's
    std::vector<Slip> slips;
};
// `today`: a deadline lies after it, and no more than five years.
Parsed parse(const Typed& typed, std::chrono::sys_days today, const Texts& texts);

// What a draft lacks before it can be compared, in the order of the form; empty: nothing.
std::vector<std::string> missing(const sdk::Task& task, const Texts& texts);

// The day it is in Minsk.
std::chrono::sys_days day_in_minsk(sdk::Time time);

// "2027-06-01", as deadlines are kept.
std::string written(std::chrono::sys_days day);

}  // namespace lyceum::plugins::priorities
