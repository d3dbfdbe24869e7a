#pragma once
// What is taken for a mail address: the plain ASCII form that every mail server delivers to (RFC 5321 section 4.1.2,
// with a dot-atom and a domain name), and nothing that a header or an SMTP command could be smuggled through. [any
// thread]

#include "host/base/result.hpp"

#include <string>
#include <string_view>

namespace lyceum {

inline constexpr std::size_t most_mail_address_bytes = 254;  // RFC 5321 section 4.5.3.1.3, without the angle brackets

// The address without spaces around it and with its domain in small letters. InvalidInput, with a message that a person
// can be shown on the command line: no quoted names, no comments, no bare host names, no address literals, ASCII only.
Result<std::string> parse_mail_address(std::string_view text);

}  // namespace lyceum
