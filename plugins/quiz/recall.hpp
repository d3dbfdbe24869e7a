#pragma once
// One question of a quiz asked alone, without an attempt: the ability lyceum.recall/1. Every question can be, also those
// of pools. [one thread]

#include "plugins/quiz/model.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::quiz {

void list_questions(const Quiz& quiz, sdk::RecallQuestions& questions);
sdk::Status write_recalled(const Quiz& quiz, std::string_view question, const sdk::Call& call, sdk::Xhtml& page);
sdk::Status judge_recalled(const Quiz& quiz, std::string_view question, const sdk::Call& call, sdk::Reply& reply);

}  // namespace lyceum::plugins::quiz
