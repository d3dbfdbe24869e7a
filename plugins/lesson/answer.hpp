#pragma once
// What a submitted form does to a lesson. A section is read when the learner goes on from it; the lesson is completed
// when all are read and the last one is closed. The self-check and the notes are for the learner alone: no score, no
// interaction, nothing of them in a sentence. [one thread]

#include "plugins/lesson/state.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::lesson {

sdk::Status answer(const Lesson& lesson, State state, Language language, const sdk::Fields& fields, sdk::Reply& reply);

}  // namespace lyceum::plugins::lesson
