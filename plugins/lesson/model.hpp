#pragma once
// A lesson as the module keeps it: read once, immutable, everything readable already a piece of page. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::lesson {

struct Option {
    std::string id;
    bool correct = false;
    RichText text;
    RichText feedback;  // may be empty
};

// The self-check of a section; exactly one option is correct.
struct Check {
    std::string id;
    Prompt prompt;
    std::vector<Option> options;

    const Option* find_option(std::string_view id) const;
};

struct Section {
    std::string id;
    std::string title;
    unsigned minutes = 1;
    RichText body;
    std::vector<sdk::Xhtml> sources;
    std::optional<Check> check;
};

struct Lesson {
    Language language = Language::Ru;
    std::string title;
    std::vector<Section> sections;  // at least one

    std::optional<std::size_t> find_section(std::string_view id) const;
};

}  // namespace lyceum::plugins::lesson
