#pragma once
// One log to standard error, one line an event. Never a password, a token, a cookie or a form's text in it. [any
// thread]

#include <string_view>

#include <fmt/format.h>

namespace lyceum::log {

enum class Level { Debug, Info, Warning, Error };

// Called once by `main`, before any thread starts.
void initialise(Level lowest);

void write(Level level, std::string_view text);

template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Info, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Warning, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace lyceum::log
