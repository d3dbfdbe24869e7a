#pragma once
// A survey as the module keeps it: read once, immutable. [one thread]

#include "plugins/common/report_words.hpp"
#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::survey {

inline constexpr std::size_t most_questions = 60;
inline constexpr std::size_t longest_answer = 1000;       // characters of a free text
inline constexpr std::size_t fewest_shown = fewest_told;  // answers before results are shown to anybody

enum class Kind { Likert, Choice, Choices, Rank, Number, Text, Competency };

// One of the answers to choose from; of a likert scale and a competency the id is the value.
struct Option {
    std::string id;
    RichText text;
};

struct Question {
    Kind kind = Kind::Text;
    std::string id;
    Prompt prompt;
    std::vector<Option> options;  // none for a number and a text
    double least = 0;             // of a number
    double most = 0;
    std::string unit;        // of a number; may be empty
    std::string competency;  // of the framework
    bool required = true;

    bool is_scale() const { return kind == Kind::Likert || kind == Kind::Competency; }
    // Has a mean, so a change can be measured.
    bool is_measured() const { return is_scale() || kind == Kind::Number; }
    const Option* find_option(std::string_view id) const;
};

struct Survey {
    Language language = Language::Ru;
    std::string title;
    RichText introduction;  // may be empty
    bool twice = false;     // answered before and after
    std::vector<Question> questions;

    const Question* find_question(std::string_view id) const;
};

}  // namespace lyceum::plugins::survey
