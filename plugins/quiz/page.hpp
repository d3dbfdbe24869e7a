#pragma once
// The page that goes with a state: the first page, one question, its discussion, or the result with the review. Pure.
// question_page.cpp has what concerns one question, page.cpp the rest. [one thread]

#include "plugins/quiz/state.hpp"
#include "plugins/quiz/texts.hpp"

#include <lyceum/xhtml.hpp>

namespace lyceum::plugins::quiz {

void write_page(const Quiz& quiz, const State& state, Language language, sdk::Xhtml& page);

// For both files: the language of the learner, the words in it, and the language of the content.
struct Voice {
    Language language;
    const Texts& texts;
    Language content;

    std::string_view code() const { return code_of(language); }
    std::string_view content_code() const { return code_of(content); }
};

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view words);

// The form that asks one question.
void write_question(const Quiz& quiz, const State& state, std::size_t index, const Voice& voice, sdk::Xhtml& page);

// The prompt, what was answered and what is right.
void write_answered(const Question& question, const Answered& answered, const Voice& voice, sdk::Xhtml& page);

// Right or not, in a word and a sign: "✓ Верно".
void write_verdict(const Question& question, const Answered& answered, const Voice& voice, sdk::Xhtml& heading);
// "feedback right" or "feedback wrong".
std::string_view verdict_class(const Question& question, const Answered& answered);

// Feedback on the chosen option, explanation, sources.
void write_explanation(const Question& question, const Answered& answered, const Voice& voice, sdk::Xhtml& page);

}  // namespace lyceum::plugins::quiz
