#pragma once
// What a submitted form does to a quiz. The form says `act`: start, answer (with question, attempt and what the kind of
// question asks for), next, retry, or a button of the question itself. Each answer is one interaction. The attempt ends
// with its last answer, before its discussion is left, so that a learner who closes the page there has the result:
// score, completion, success, evidence an objective. What does not fit the moment (a second tab, a form from before)
// changes nothing and says so. [one thread]

#include "plugins/quiz/state.hpp"

#include <lyceum/module.hpp>

#include <chrono>
#include <optional>

namespace lyceum::plugins::quiz {

// Reports one judged answer as an interaction; `took` is unknown or the time since the question was shown.
void report_answer(const Question& question, const Response& response, std::optional<std::chrono::milliseconds> took,
                   sdk::Reply& reply);

sdk::Status answer(const Quiz& quiz, State state, Language language, const sdk::Call& call, sdk::Reply& reply);

}  // namespace lyceum::plugins::quiz
