#include "host/cli/password.hpp"

#include "host/base/files.hpp"
#include "host/base/text.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace lyceum::cli {

namespace {

constexpr std::size_t fewest_characters = 8;  // NIST SP 800-63B section 5.1.1.1
constexpr std::size_t most_bytes = 200;

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
        if (line.size() <= most_bytes) {
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

}  // namespace

Result<std::string> read_password(const std::filesystem::path& file) {
    LYCEUM_TRY(std::string password, obtain(file));
    const std::string where = file.empty() ? "password" : file.string();
    if (!text::is_utf8(password)) {
        return Error{ErrorCode::InvalidInput, "the password is not UTF-8 text", where, "save the file as UTF-8"};
    }
    const auto characters =
        std::ranges::count_if(password, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
    if (static_cast<std::size_t>(characters) < fewest_characters || password.size() > most_bytes) {
        return Error{
            ErrorCode::InvalidInput,
            fmt::format("a password has {} characters at least and {} bytes at most", fewest_characters, most_bytes),
            where, "several words that belong to nobody's life are easy to keep and hard to guess"};
    }
    return password;
}

}  // namespace lyceum::cli
