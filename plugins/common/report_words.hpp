#pragma once
// What every report of a module may have to say, in the reader's language. [any thread]

#include "plugins/common/texts.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace lyceum::plugins {

// Nothing is told about fewer people than this.
inline constexpr std::size_t fewest_told = 5;

// How many states could not be read, a sentence; empty for none.
std::string unreadable_words(std::size_t count, Language language);

// Instead of a table about fewer than fewest_told people.
std::string_view too_few_words(Language language);

}  // namespace lyceum::plugins
