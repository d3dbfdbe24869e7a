#pragma once
// For all pages: the language of the learner, the words in it, and the language of the content. [any thread]

#include "plugins/quiz/texts.hpp"

#include <string_view>

namespace lyceum::plugins::quiz {

struct Voice {
    Language language;
    const Texts& texts;
    Language content;

    std::string_view code() const { return code_of(language); }
    std::string_view content_code() const { return code_of(content); }
};

}  // namespace lyceum::plugins::quiz
