#include "host/learning/password_rules.hpp"

#include "host/base/text.hpp"
#include "host/store/login.hpp"

#include <algorithm>
#include <array>

namespace lyceum::learning {

namespace {

// Rows and columns of the keyboard in both layouts, sequences, and the words people here choose, each drawn out to ten
// characters.
constexpr std::array<std::string_view, 100> common{
    "1234567890",   "0123456789",    "0987654321",       "9876543210",   "12345678910",     "123456789a",
    "123456789q",   "1234567891",    "1111111111",       "0000000000",   "1212121212",      "1122334455",
    "1231231231",   "1234512345",    "123123123123",     "112233445566", "123456123456",    "111222333444",
    "1234567899",   "0123456789a",   "12344321qq",       "7777777777",   "5555555555",      "9999999999",
    "88888888888",  "987654321a",    "a123456789",       "q123456789",   "abc123456789",    "abcdefghij",
    "abcdefghijk",  "aaaaaaaaaa",    "abcd123456",       "abc1234567",   "qwertyuiop",      "qwertyuiop[]",
    "qwerty1234",   "qwerty12345",   "qwerty123456",     "qwertyqwerty", "qwerty123456789", "qwertyuiop123",
    "1qaz2wsx3edc", "1q2w3e4r5t",    "1q2w3e4r5t6y",     "qazwsxedcrfv", "q1w2e3r4t5",      "q1w2e3r4t5y6",
    "zaq12wsxcde3", "asdfghjkl;",    "asdfghjkl123",     "asdfghjkl1",   "zxcvbnm123",      "zxcvbnm1234",
    "zxcvbnm,./",   "1qazxsw23edc",  "poiuytrewq",       "qweasdzxc123", "password12",      "password123",
    "password1234", "password12345", "passwordpassword", "password01",   "password2024",    "password2025",
    "password2026", "p@ssw0rd123",   "passw0rd123",      "parol12345",   "parol123456",     "administrator",
    "admin12345",   "admin123456",   "adminadmin",       "letmein123",   "welcome123",      "welcome1234",
    "changeme123",  "iloveyou12",    "iloveyou123",      "sunshine12",   "princess12",      "minsk12345",
    "belarus123",   "belarus2025",   "belarus2026",      "йцукенгшщз",   "йцукенгшщзхъ",    "йцукен12345",
    "йцукен123456", "фывапролдж",    "фывапролджэ",      "ячсмитьбю.",   "пароль1234",      "пароль12345",
    "парольпароль", "белорусский",   "беларусь123",      "привет12345"};

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; });
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

}  // namespace

std::span<const std::string_view> common_passwords() {
    return common;
}

std::optional<PasswordFlaw> find_flaw(std::string_view password, std::string_view login) {
    if (!text::is_utf8(password) || has_control(password)) {
        return PasswordFlaw::NotText;
    }
    if (characters_in(password) < fewest_password_characters) {
        return PasswordFlaw::TooShort;
    }
    if (password.size() > most_password_bytes) {
        return PasswordFlaw::TooLong;
    }
    // Folded as logins are: the same alphabets, and no second opinion on what is the same letter.
    const auto folded = store::login_key(password);
    const auto folded_login = store::login_key(login);
    if (folded && folded_login && folded.value() == folded_login.value()) {
        return PasswordFlaw::IsLogin;
    }
    if (folded && std::ranges::find(common, folded.value()) != common.end()) {
        return PasswordFlaw::Common;
    }
    return std::nullopt;
}

}  // namespace lyceum::learning
