#pragma once
// A quiz as the module keeps it: read once, immutable, everything readable already a piece of page. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::quiz {

struct Option {
    std::string id;
    bool correct = false;
    RichText text;
    RichText feedback;  // may be empty
};

enum class Kind { Choice, Choices, Number };

struct Question {
    std::string id;
    Kind kind = Kind::Choice;
    unsigned points = 1;
    std::string objective;  // may be empty
    Prompt prompt;
    std::vector<Option> options;  // Choice: exactly one correct; Choices: at least one
    double value = 0;             // Number
    double tolerance = 0;         // Number, not negative
    std::string unit;             // Number, may be empty
    RichText explanation;
    std::vector<sdk::Xhtml> sources;

    const Option* find_option(std::string_view option_id) const;
};

struct Quiz {
    Language language = Language::Ru;
    std::string title;
    RichText intro;                   // may be empty
    std::vector<Question> questions;  // at least one
    double pass_mark = 0.6;           // 0 to 1
    unsigned attempts = 3;            // 0: any number

    std::optional<std::size_t> find_question(std::string_view id) const;
    unsigned possible_points() const;
};

}  // namespace lyceum::plugins::quiz
