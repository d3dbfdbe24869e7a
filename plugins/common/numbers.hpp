#pragma once
// Numbers as people type and read them, whatever the process's locale. [any thread]

#include "plugins/common/texts.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::plugins {

// What a person typed: decimal comma or point, blanks of any kind between the digits, a minus or a dash in front, the
// unit behind it or not. Nothing if it is not one number of at most 15 digits.
std::optional<double> typed_number(std::string_view text, std::string_view unit);

// "75", "-0.5": at most 9 places after the point, none without need; read back by from_chars.
std::string plain_number(double number);

// As it is printed: "40 000,5" in Russian and Belarusian, "40,000.5" in English.
std::string printed_number(double number, Language language);

// Points of partial credit: no more than two places, since nobody earned a third.
std::string printed_points(double points, Language language);

}  // namespace lyceum::plugins
