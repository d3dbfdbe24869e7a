#pragma once
// The page that goes with a state: one section, or the closing page. Pure. [one thread]

#include <lyceum/xhtml.hpp>

#include "plugins/lesson/state.hpp"

namespace lyceum::plugins::lesson {

void write_page(const Lesson& lesson, const State& state, Language language, sdk::Xhtml& page);

}  // namespace lyceum::plugins::lesson
