#pragma once
// The page that goes with a state: one section, the closing page, or the terms. Pure. [one thread]

#include "plugins/lesson/state.hpp"

#include <lyceum/xhtml.hpp>

namespace lyceum::plugins::lesson {

void write_page(const Lesson& lesson, const State& state, Language language, sdk::Xhtml& page);

}  // namespace lyceum::plugins::lesson
