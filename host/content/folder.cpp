#include "host/content/folder.hpp"

#include "host/base/files.hpp"
#include "host/base/text.hpp"
#include "host/xml/diagnostic.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace lyceum::content {

const Result<std::filesystem::path>& Folder::find(const std::string& relative) {
    const auto known = found_.find(relative);
    if (known != found_.end()) {
        return known->second;
    }
    return found_.emplace(relative, files::resolve_inside(root_, relative)).first->second;
}

const std::vector<std::string>& Folder::listing() {
    if (!listing_) {
        constexpr std::size_t most = 5000;
        constexpr int deepest = 8;
        listing_.emplace();
        std::error_code error;
        std::filesystem::recursive_directory_iterator entry{root_, error};
        const std::filesystem::recursive_directory_iterator end;
        while (!error && entry != end && listing_->size() < most) {
            if (entry.depth() >= deepest) {
                entry.disable_recursion_pending();
            }
            if (!entry->is_directory(error)) {
                listing_->push_back(entry->path().lexically_relative(root_).generic_string());
            }
            entry.increment(error);
        }
        std::sort(listing_->begin(), listing_->end());
    }
    return *listing_;
}

std::string Folder::nearest(std::string_view relative, std::string_view extension) {
    std::vector<std::string> candidates;
    for (const std::string& name : listing()) {
        if (name.ends_with(extension)) {
            candidates.push_back(name);
        }
    }
    std::string near = text::nearest(relative, candidates);
    if (near.empty()) {
        const auto file_name = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
        const auto same = std::find_if(candidates.begin(), candidates.end(), [&](const std::string& candidate) {
            return file_name(candidate) == file_name(relative);
        });
        near = same == candidates.end() ? std::string{} : *same;
    }
    return near;
}

std::string Folder::suggest(std::string_view relative, std::string_view extension) {
    const std::string near = nearest(relative, extension);
    return near.empty() ? std::string{} : fmt::format("did you mean {}?", xml::in_quotes(near));
}

bool is_remote(std::string_view address) {
    if (address.starts_with("//")) {
        return true;
    }
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(address.front())) {
        return false;
    }
    return std::all_of(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(colon), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    });
}

std::string decode_percent(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            unsigned value = 0;
            const char* first = text.data() + i + 1;
            const auto [rest, error] = std::from_chars(first, first + 2, value, 16);
            if (error == std::errc{} && rest == first + 2) {
                out += static_cast<char>(value);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

}  // namespace lyceum::content
