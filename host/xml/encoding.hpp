#pragma once
// Whether bytes are text in UTF-8 that XML may hold; the scanner takes that for granted. Internal
// to xml. [any thread]

#include "host/xml/scanner.hpp"

#include <optional>
#include <string_view>

namespace lyceum::xml {

// What `bytes` says of its encoding: an error if that is not UTF-8, and whether a UTF-8 byte order
// mark comes first.
struct EncodingCheck {
    std::size_t mark_size = 0;
    std::optional<ScanError> error;  // offset after the mark
};
EncodingCheck check_encoding(std::string_view bytes);

}  // namespace lyceum::xml
