#pragma once
// What the host searches in: the sections with their text and summary, and the terms, each where it is first named. A
// self-check is left out: its options say what is right. [one thread]

#include "plugins/lesson/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::lesson {

void tell(const Lesson& lesson, sdk::Outline& outline);

}  // namespace lyceum::plugins::lesson
