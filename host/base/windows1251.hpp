#pragma once
// The encoding that spreadsheets of this region still write text in. [any thread]

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::text {

// Windows-1251 as UTF-8; nothing if a byte is 0x98, the one the encoding does not define.
std::optional<std::string> from_windows_1251(std::string_view bytes);

// True if the bytes beyond ASCII, taken for windows-1251, are Cyrillic letters almost all: text of this region then,
// and not an image or UTF-16. A guess, for a hint; false for bytes that are UTF-8.
bool looks_like_windows_1251(std::string_view bytes);

}  // namespace lyceum::text
