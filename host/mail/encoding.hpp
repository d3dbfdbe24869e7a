#pragma once
// How text becomes what a mail may be made of: seven bits, short lines, nothing in a header that could end it. [any
// thread]

#include <string>
#include <string_view>

namespace lyceum::mail {

// A header's value: as it is if it is plain ASCII and short, otherwise as encoded words (RFC 2047) of at most 75
// characters, folded, none of which cuts a character. Line ends and other control characters become spaces, so that no
// value begins a header of its own. `first`: characters that stand before it on its line.
std::string header_text(std::string_view text, std::size_t first);

// The display name of a mailbox: a quoted string if it is plain ASCII, encoded words otherwise.
std::string display_name(std::string_view name, std::size_t first);

// A body of text: lines end with CRLF and have at most 76 characters.
enum class TransferEncoding { QuotedPrintable, Base64 };
// The one in which this text is shorter: base64 for Cyrillic.
TransferEncoding encoding_for(std::string_view text);
std::string_view name_of(TransferEncoding encoding);
std::string encode_body(std::string_view text, TransferEncoding encoding);

std::string base64(std::string_view bytes);  // padded, in one line (RFC 4648 section 4)

}  // namespace lyceum::mail
