#pragma once
// The page that goes with a state: the first page, one question, its discussion, or the result with the review. Pure.
// question_page.cpp has what concerns one question, result_page.cpp the result, page.cpp the rest. [one thread]

#include "plugins/quiz/sitting.hpp"
#include "plugins/quiz/voice.hpp"

#include <lyceum/xhtml.hpp>

namespace lyceum::plugins::quiz {

void write_page(const Sitting& sitting, Language language, sdk::Xhtml& page);

// For the files of this header only.

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view words);

// "8,66 из 10 баллов"
std::string printed_credit(double earned, double possible, const Voice& voice);
// "60", rounded up: what is needed to pass.
std::string percent_needed(const Quiz& quiz);

// The form that asks one question.
void write_question(const Sitting& sitting, const Question& question, const Voice& voice, sdk::Xhtml& page);

// The prompt, what was answered and what is right.
void write_answered(const Sitting& sitting, const Question& question, const Answered& answered, const Voice& voice,
                    sdk::Xhtml& page);

// Right or not, in a word and a sign: "✓ Верно".
void write_verdict(const Question& question, const Answered& answered, const Voice& voice, sdk::Xhtml& heading);
// "feedback right" or "feedback wrong".
std::string_view verdict_class(const Question& question, const Answered& answered);

// The question as it was answered and, as the page's feedback, what is to be said of it.
void write_discussed(const Sitting& sitting, const Question& question, const Answered& answered, const Voice& voice,
                     sdk::Xhtml& page);

// Points, feedback on this answer, explanation, sources.
void write_explanation(const Question& question, const Answered& answered, const Voice& voice, sdk::Xhtml& page);

void write_result(const Sitting& sitting, const Voice& voice, sdk::Xhtml& page);

}  // namespace lyceum::plugins::quiz
