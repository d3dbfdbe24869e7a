#pragma once
// A file of people, as an administrator exports it from a spreadsheet: read and checked line by line, everything that
// is wrong found at once. Knows no database: people_import.hpp does. [any thread]

#include "host/base/language.hpp"
#include "host/content/model.hpp"
#include "host/xml/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

inline constexpr std::size_t most_people_bytes = std::size_t{16} << 20;
inline constexpr std::size_t most_people_rows = 100'000;
inline constexpr std::size_t most_person_text_bytes = 300;  // of a name or a body

struct ListedPerson {
    std::uint32_t line = 0;  // of the login, for messages
    std::uint32_t column = 0;
    std::string login;
    std::string name;
    std::string body;  // may be empty, as the sector
    std::string role;
    std::string sector;
    Language language = Language::Ru;
    std::string mail = {};  // empty: the file says nothing about it
};

struct PeopleList {
    std::vector<ListedPerson> people;
    xml::Diagnostics diagnostics;  // by place; with an error among them, `people` is not to be used
    // How the file was written, for an answer that the same spreadsheet opens as it should.
    char separator = ',';
    bool wants_byte_order_mark = false;  // it had one, or was no UTF-8: Unicode is not what that spreadsheet expects
};

enum class PeopleEncoding { Utf8, Windows1251 };

// `bytes`: the file, at most `most_people_bytes`; `display`: how messages name it. A header row names the columns, in
// any order: login, name and role must be there, body, sector, language and email may. Cells are separated by ";" or
// ",", as the header shows. `framework` may be null: roles and sectors are then not checked.
PeopleList read_people(std::string_view bytes, const std::string& display, PeopleEncoding encoding,
                       const content::Framework* framework);

// One line of text of at most `most_person_text_bytes`, without control characters: what a name or a body may be.
bool is_person_text(std::string_view text);

}  // namespace lyceum::learning
