#include "host/cli/password.hpp"

#include "host/base/files.hpp"
#include "host/learning/password_rules.hpp"

#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace lyceum::cli {

namespace {

// Turns the terminal's echo off while it lives.
class Silence {
public:
    Silence() {
        ::tcgetattr(STDIN_FILENO, &before_);
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

private:
    termios before_{};
};

// Up to the end of the line or of the input; what is beyond the bound is left out, which the length check then finds.
std::string read_line() {
    std::string line;
    for (int next = std::cin.get(); next != std::char_traits<char>::eof() && next != '\n'; next = std::cin.get()) {
        if (line.size() <= learning::most_password_bytes) {
            line += static_cast<char>(next);
        }
    }
    return line;
}

std::string ask(std::string_view prompt) {
    fmt::print(stderr, "{}", prompt);
    std::string line;
    {
        const Silence silence;
        line = read_line();
    }
    fmt::print(stderr, "\n");
    return line;
}

std::string first_line(std::string_view text) {
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return std::string{line};
}

Result<std::string> obtain(const std::filesystem::path& file) {
    if (!file.empty()) {
        LYCEUM_TRY(const std::string bytes, files::read(file, std::size_t{4} << 10));
        return first_line(bytes);
    }
    if (::isatty(STDIN_FILENO) == 0) {
        return first_line(read_line());
    }
    std::string password = ask("Password: ");
    if (ask("Once more: ") != password) {
        return Error{ErrorCode::InvalidInput, "the two passwords differ", "", "run the command again"};
    }
    return password;
}

Error refusal(learning::PasswordFlaw flaw, std::string where) {
    const auto refuse = [&](std::string message, std::string hint) {
        return Error{ErrorCode::InvalidInput, std::move(message), std::move(where), std::move(hint)};
    };
    switch (flaw) {
        case learning::PasswordFlaw::NotText:
            return refuse("the password is not one line of UTF-8 text", "save the file as UTF-8");
        case learning::PasswordFlaw::TooShort:
        case learning::PasswordFlaw::TooLong:
            return refuse(fmt::format("a password has {} characters at least and {} bytes at most",
                                      learning::fewest_password_characters, learning::most_password_bytes),
                          "several words that belong to nobody's life are easy to keep and hard to guess");
        case learning::PasswordFlaw::Common:
            return refuse("this password is among those that guessing begins with", "choose another");
        case learning::PasswordFlaw::IsLogin:
            return refuse("the password is the login", "choose another");
    }
    return refuse("the password cannot be taken", "choose another");
}

}  // namespace

Result<std::string> read_password(const std::filesystem::path& file, const std::string& login) {
    LYCEUM_TRY(std::string password, obtain(file));
    if (const auto flaw = learning::find_flaw(password, login)) {
        return refusal(*flaw, file.empty() ? "password" : file.string());
    }
    return password;
}

}  // namespace lyceum::cli
