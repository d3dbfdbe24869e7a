#include "plugins/lesson/outline.hpp"

#include "plugins/common/typed_text.hpp"

#include <algorithm>

namespace lyceum::plugins::lesson {
namespace {

// The header's bounds, in characters of at most four bytes.
constexpr std::size_t most_sections = 500;
constexpr std::size_t most_terms = 1000;
constexpr std::size_t longest_line = 500;
constexpr std::size_t all_text = std::size_t{3} << 20;  // bytes; terms need the rest
constexpr std::size_t longest_text = 16'000;

std::string_view section_naming(const Lesson& lesson, const Term& term) {
    const auto found = std::ranges::find_if(lesson.sections, [&](const Section& section) {
        return std::ranges::find(section.terms, term.id) != section.terms.end();
    });
    return found == lesson.sections.end() ? std::string_view{} : std::string_view{found->id};
}

}  // namespace

void tell(const Lesson& lesson, sdk::Outline& outline) {
    std::size_t left = all_text;
    for (std::size_t index = 0; index < std::min(lesson.sections.size(), most_sections); ++index) {
        const Section& section = lesson.sections[index];
        const std::string whole = section.body.plain + section.summary.plain;
        std::string_view text = first_characters(whole, longest_text);
        text = text.size() > left ? std::string_view{} : text;
        left -= text.size();
        outline.add_section(section.id, first_characters(section.title, longest_line), text);
    }
    for (std::size_t index = 0; index < std::min(lesson.glossary.size(), most_terms); ++index) {
        const Term& term = lesson.glossary[index];
        outline.add_term(section_naming(lesson, term), first_characters(term.name, longest_line),
                         first_characters(term.meaning.plain, longest_line));
    }
}

}  // namespace lyceum::plugins::lesson
