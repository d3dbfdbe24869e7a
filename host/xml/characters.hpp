#pragma once
// Which bytes are text of an XML 1.0 document, and which characters make a name. Internal to xml.
// [any thread]

#include <cstdint>
#include <optional>
#include <string_view>

namespace lyceum::xml {

// The character at `offset` of well-formed UTF-8, and how many bytes it takes.
struct Character {
    std::uint32_t point = 0;
    std::size_t size = 0;
};
Character decode(std::string_view text, std::size_t offset);

enum class Flaw { NotUtf8, ZeroByte, Control };
struct BadCharacter {
    std::size_t offset = 0;
    Flaw flaw = Flaw::NotUtf8;
};
// The first thing that no XML document in UTF-8 may hold.
std::optional<BadCharacter> find_bad_character(std::string_view text);

// XML 1.0 fifth edition, productions 2, 4 and 4a; a colon is none of a name here: prefixes are
// split before.
bool is_allowed(std::uint32_t point);
bool is_name_start(std::uint32_t point);
bool is_name_part(std::uint32_t point);

inline bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

}  // namespace lyceum::xml
