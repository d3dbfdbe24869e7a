#pragma once
// A quiz as the module keeps it: read once, immutable. [one thread]

#include "plugins/quiz/question.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::quiz {

// Questions next to each other in the file, of which each attempt asks some.
struct Pool {
    std::size_t first = 0;
    std::size_t count = 0;  // at least 1
    std::size_t draw = 1;   // 1 to count

    bool holds(std::size_t question) const { return question >= first && question < first + count; }
};

struct Quiz {
    Language language = Language::Ru;
    std::string title;
    RichText intro;                                          // may be empty
    std::vector<std::unique_ptr<const Question>> questions;  // at least one; those of pools too, in the file's order
    std::vector<Pool> pools;
    double pass_mark = 0.6;  // 0 to 1
    unsigned attempts = 3;   // 0: any number
    unsigned minutes = 0;    // 0: no limit

    std::optional<std::size_t> find_question(std::string_view id) const;
};

}  // namespace lyceum::plugins::quiz
