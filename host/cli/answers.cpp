#include "host/cli/answers.hpp"

#include "host/base/text.hpp"

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

constexpr std::size_t most_forms = 1000;

}  // namespace

Result<std::vector<Form>> parse_answers(std::string_view text, const std::string& file) {
    std::vector<Form> forms;
    if (!text::is_utf8(text)) {
        return Error{ErrorCode::InvalidInput, "the file is not UTF-8 text", file, "save it as UTF-8"};
    }
    bool is_inside = false;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (text::trim(line).empty()) {
            is_inside = false;
            continue;
        }
        if (line.starts_with('#')) {
            continue;
        }
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return Error{ErrorCode::InvalidInput, "this is no field", fmt::format("{}:{}", file, number),
                         "write name=value, an empty line between forms, \"#\" before a remark"};
        }
        if (!is_inside) {
            if (forms.size() == most_forms) {
                return Error{ErrorCode::LimitExceeded, fmt::format("more than {} forms", most_forms),
                             fmt::format("{}:{}", file, number), "split the file"};
            }
            forms.emplace_back();
            is_inside = true;
        }
        forms.back().push_back(
            {.name = std::string{line.substr(0, equals)}, .value = std::string{line.substr(equals + 1)}});
    }
    return forms;
}

}  // namespace lyceum::cli
