#pragma once
// The page that goes with a state: one section, the closing page, or the terms. Pure. [one thread]

#include "plugins/lesson/state.hpp"

#include <lyceum/xhtml.hpp>

namespace lyceum::plugins::lesson {

// `place` is the section that was asked for by a link; empty, or of no section: where the state is.
void write_page(const Lesson& lesson, const State& state, Language language, std::string_view place, sdk::Xhtml& page);

}  // namespace lyceum::plugins::lesson
