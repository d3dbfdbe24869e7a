#pragma once
// What may be set besides by a flag: by a variable LYCEUM_KEY, or by KEY = … in lyceum.toml (of the current folder, or
// the file that --config names). A variable wins over the file. [main thread]

#include "host/base/result.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::cli {

class Settings {
public:
    // `file` is empty if none was named: lyceum.toml is then read if it is there. InvalidInput: the file has a key that
    // is not in `keys` or is not TOML of plain values; NotFound: a named file is missing.
    static Result<Settings> read(const std::string& file, std::span<const std::string> keys);

    // The values of `key`, most often one; nothing if it is not set. A list in a variable is separated by ":", as in
    // PATH.
    struct Found {
        std::vector<std::string> values;
        std::string origin;  // "LYCEUM_DATA" or "lyceum.toml: data", for messages
    };
    std::optional<Found> find(const std::string& key) const;

private:
    std::string file_;
    std::map<std::string, std::vector<std::string>> in_file_;
};

// "metrics-token" → "LYCEUM_METRICS_TOKEN".
std::string variable_of(std::string_view key);

}  // namespace lyceum::cli
