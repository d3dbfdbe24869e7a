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
    unsigned minutes = 1;  // as written, or estimated from its words
    RichText body;
    RichText summary;                // may be empty
    std::vector<std::string> terms;  // ids, in the order the section first names them
    std::vector<sdk::Xhtml> sources;
    std::optional<Check> check;
};

// A term of the glossary and what it means.
struct Term {
    std::string id;
    std::string name;
    RichText meaning;
};

struct Lesson {
    Language language = Language::Ru;
    std::string title;
    bool has_notes = false;         // each section has a field for the learner's own note
    std::vector<Section> sections;  // at least one
    std::vector<Term> glossary;     // in the order of the alphabet

    std::optional<std::size_t> find_section(std::string_view id) const;
    const Term* find_term(std::string_view id) const;
};

}  // namespace lyceum::plugins::lesson
