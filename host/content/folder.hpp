#pragma once
// The files of one course folder: what a path in a course means, and what a misspelt one may have
// meant. Remembers answers, for one reading of one course. Internal to content. [one thread]

#include "host/base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lyceum::content {

class Folder {
public:
    explicit Folder(std::filesystem::path root) : root_{std::move(root)} {}

    const std::filesystem::path& root() const { return root_; }

    // The file `relative` means; NotFound if there is none, Denied or InvalidInput if it would
    // leave the folder.
    const Result<std::filesystem::path>& find(const std::string& relative);

    // The file of the folder whose path is nearest to `relative`, or that has its name elsewhere;
    // empty if there is none.
    std::string nearest(std::string_view relative, std::string_view extension);

    // "did you mean …?" with a file of the folder, or nothing. `extension` (".xml") restricts the
    // candidates; may be empty.
    std::string suggest(std::string_view relative, std::string_view extension);

private:
    const std::vector<std::string>& listing();

    std::filesystem::path root_;
    std::unordered_map<std::string, Result<std::filesystem::path>> found_;
    std::optional<std::vector<std::string>> listing_;
};

// True if `address` names something outside the course: it has a scheme ("https:") or a host
// ("//…").
bool is_remote(std::string_view address);

// "%20" → " "; a "%" that starts no two hexadecimal digits stays.
std::string decode_percent(std::string_view text);

}  // namespace lyceum::content
