#include "host/cli/settings.hpp"

#include "host/base/files.hpp"
#include "host/base/text.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <sstream>
#include <system_error>

namespace lyceum::cli {

namespace {

constexpr std::string_view default_file = "lyceum.toml";
constexpr std::size_t file_limit = std::size_t{64} << 10;

std::vector<std::string> split_at_colons(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const auto end = text.find(':');
        if (const auto part = text.substr(0, end); !part.empty()) {
            parts.emplace_back(part);
        }
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

Error unknown_key(const std::string& file, const std::string& key, std::span<const std::string> keys) {
    const std::string near = text::nearest(key, keys);
    std::string known;
    for (const std::string& each : keys) {
        known += (known.empty() ? "" : ", ") + each;
    }
    return Error{ErrorCode::InvalidInput, "there is no setting \"" + key + "\"", file,
                 near.empty() ? "known are: " + known : "did you mean \"" + near + "\"?"};
}

}  // namespace

std::string variable_of(std::string_view key) {
    std::string name = "LYCEUM_";
    for (const char character : key) {
        name += character == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
    }
    return name;
}

Result<Settings> Settings::read(const std::string& file, std::span<const std::string> keys) {
    Settings settings;
    settings.file_ = file.empty() ? std::string{default_file} : file;
    std::error_code ignored;
    if (file.empty() && !std::filesystem::exists(settings.file_, ignored)) {
        return settings;
    }
    LYCEUM_TRY(std::string bytes, files::read(settings.file_, file_limit));
    std::istringstream stream{std::move(bytes)};
    std::vector<CLI::ConfigItem> items;
    try {
        items = CLI::ConfigTOML{}.from_config(stream);
    } catch (const CLI::Error& error) {
        return Error{ErrorCode::InvalidInput, error.what(), settings.file_,
                     "each line is KEY = \"value\" or KEY = [\"a\", \"b\"]"};
    }
    for (CLI::ConfigItem& item : items) {
        if (!item.parents.empty() || std::ranges::find(keys, item.name) == keys.end()) {
            return unknown_key(settings.file_, item.fullname(), keys);
        }
        settings.in_file_[item.name] = std::move(item.inputs);
    }
    return settings;
}

std::optional<Settings::Found> Settings::find(const std::string& key) const {
    const std::string variable = variable_of(key);
    if (const char* value = std::getenv(variable.c_str()); value != nullptr && *value != '\0') {
        const bool is_list = key == "courses" || key == "modules";
        return Found{is_list ? split_at_colons(value) : std::vector<std::string>{value}, variable};
    }
    if (const auto found = in_file_.find(key); found != in_file_.end()) {
        return Found{found->second, file_ + ": " + key};
    }
    return std::nullopt;
}

}  // namespace lyceum::cli
