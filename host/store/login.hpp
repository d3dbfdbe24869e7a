#pragma once
// When two logins are the same. SQLite's NOCASE folds ASCII alone, and the people here sign in as «Иванова» or
// "ІВАНОЎ": so the key is folded before it is stored or looked for. [any thread]

#include "host/base/result.hpp"

#include <string>
#include <string_view>

namespace lyceum::store {

// The login without blanks around it and in lower case: ASCII, Latin-1 and Cyrillic letters (U+0400 to U+052F, which
// hold the Russian, Belarusian and Ukrainian alphabets); й, ё, ў and ї as one character however they were typed. Other
// letters are compared as they are, and look-alikes of two alphabets stay two. InvalidInput if that leaves nothing,
// more than 200 bytes, bad UTF-8, or holds a control character.
Result<std::string> login_key(std::string_view login);

}  // namespace lyceum::store
