#include "host/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace lyceum::log {

namespace {

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::Debug:
            return spdlog::level::debug;
        case Level::Info:
            return spdlog::level::info;
        case Level::Warning:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

void initialise(Level lowest) {
    auto logger = std::make_shared<spdlog::logger>("lyceum", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->set_level(to_spdlog(lowest));
    spdlog::set_default_logger(std::move(logger));
}

void write(Level level, std::string_view text) {
    // A newline in a value must not forge a line of the log.
    std::string line;
    line.reserve(text.size());
    for (const char character : text) {
        line += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
    }
    spdlog::default_logger_raw()->log(to_spdlog(level), line);
}

}  // namespace lyceum::log
