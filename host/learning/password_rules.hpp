#pragma once
// Which passwords are taken: long enough, and none that guessing begins with. No rules of composition, as NIST SP
// 800-63B section 5.1.1.2 advises. Called by web (a form shows the flaw at once), cli and the other files of learning.
// [any thread]

#include <optional>
#include <span>
#include <string_view>

namespace lyceum::learning {

inline constexpr std::size_t fewest_password_characters = 10;
inline constexpr std::size_t most_password_bytes = 200;  // two hundred Latin letters, one hundred Cyrillic ones

enum class PasswordFlaw {
    NotText,  // not UTF-8, or with control characters
    TooShort,
    TooLong,
    Common,  // one of `common_passwords`
    IsLogin  // the login itself
};

// Nothing if the password may be taken for the person with this login. Case does not hide a common password or the
// login.
std::optional<PasswordFlaw> find_flaw(std::string_view password, std::string_view login);

// A hundred that guessing begins with, in lower case; each is long enough to be refused for no other reason.
std::span<const std::string_view> common_passwords();

}  // namespace lyceum::learning
