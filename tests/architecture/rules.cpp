#include "rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace lyceum::architecture {

namespace {

// What a component of the host may include besides itself: whole components ("host/base/") or single headers.
struct Component {
    std::string_view folder;
    std::vector<std::string_view> may_include;
};

const std::vector<Component>& components() {
    static const std::vector<Component> all{
        {"host/base/", {}},
        {"host/xml/", {"host/base/"}},
        {"host/content/", {"host/xml/", "host/base/"}},
        {"host/charts/", {"host/base/"}},
        {"host/modules/", {"host/charts/", "host/xml/", "host/base/"}},
        {"host/worker/",
         {"host/modules/protocol", "host/modules/call.hpp", "host/modules/tasks.hpp",
          "host/modules/descriptor_passing.hpp", "host/base/"}},
        {"host/progress/", {"host/base/"}},
        {"host/store/", {"host/base/"}},
        {"host/words/", {"host/base/"}},
        {"host/learning/",
         {"host/content/", "host/modules/", "host/progress/", "host/store/", "host/words/", "host/xml/", "host/base/"}},
        {"host/demo/",
         {"host/learning/", "host/content/", "host/modules/", "host/progress/", "host/store/", "host/xml/",
          "host/base/"}},
        {"host/mail/", {"host/base/"}},
        {"host/web/", {"host/learning/", "host/modules/fragment.hpp", "host/base/"}},
        {"host/cli/",
         {"host/web/", "host/demo/", "host/mail/", "host/learning/", "host/content/", "host/modules/", "host/progress/",
          "host/store/", "host/words/", "host/xml/", "host/base/"}},
    };
    return all;
}

// A library that is known in some rooms only, so that replacing it touches these.
struct Room {
    std::string_view header;  // the front of what stands between the angles
    std::vector<std::string_view> folders;
};

const std::vector<Room>& rooms() {
    static const std::vector<Room> all{
        {"sqlite3", {"host/store/"}},
        {"libstemmer.h", {"host/words/"}},
        {"pugi", {"host/xml/", "plugins/"}},
        {"Eigen/", {"plugins/forum/"}},
        {"libxml/", {"host/xml/"}},
        {"boost/beast", {"host/web/"}},
        {"boost/locale", {"host/web/"}},
        {"boost/dll", {"host/worker/"}},
        {"dlfcn.h", {"host/worker/"}},
        {"sodium", {"host/base/"}},
        {"spdlog/", {"host/base/"}},
        {"seccomp.h", {"host/worker/"}},
        {"linux/seccomp.h", {"host/worker/"}},
        {"linux/landlock.h", {"host/worker/"}},
        {"CLI/", {"host/cli/"}},
        {"kainjow/", {"host/web/"}},
        {"brotli/", {"host/web/"}},
        {"zlib.h", {"host/web/"}},
        {"curl/", {"host/mail/"}},
        {"lyceum/", {"host/worker/", "plugins/", "sdk/"}},
        {"gtest/", {}},
        {"gmock/", {}},
    };
    return all;
}

// Headers of C that a module author's compiler has, whichever it is.
bool is_c_header(std::string_view header) {
    static const std::set<std::string_view> all{"assert.h", "errno.h", "float.h",   "inttypes.h",
                                                "limits.h", "math.h",  "stdbool.h", "stddef.h",
                                                "stdint.h", "stdio.h", "stdlib.h",  "string.h"};
    return all.contains(header);
}

// <vector>, <cstdint>: no folder and no extension.
bool is_cpp_header(std::string_view header) {
    return header.find_first_of("/.") == std::string_view::npos;
}

std::string_view trim_front(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

// "plugins/quiz/" of "plugins/quiz/page.cpp": two folders; empty if the path has fewer.
std::string_view component_of(std::string_view path) {
    const auto first = path.find('/');
    const auto second = first == std::string_view::npos ? first : path.find('/', first + 1);
    return second == std::string_view::npos ? std::string_view{} : path.substr(0, second + 1);
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : ", ") + std::string{word};
    }
    return text;
}

std::optional<std::string> broken_room(std::string_view path, std::string_view header) {
    for (const Room& room : rooms()) {
        if (header.starts_with(room.header) &&
            std::ranges::none_of(room.folders, [&](std::string_view folder) { return path.starts_with(folder); })) {
            return room.folders.empty() ? "belongs in tests only" : "belongs in " + joined(room.folders) + " only";
        }
    }
    return std::nullopt;
}

std::optional<std::string> broken_in_host(std::string_view path, const Include& include) {
    if (include.marks == Include::Marks::Angles || include.target.starts_with("lyceum/")) {
        return broken_room(path, include.target);
    }
    if (include.target.starts_with("embedded/")) {
        return std::nullopt;  // made by lyceum_embed for this very component
    }
    const auto component =
        std::ranges::find_if(components(), [&](const Component& each) { return path.starts_with(each.folder); });
    if (component == components().end()) {
        return "the folder is no component known to tests/architecture/rules.cpp";
    }
    if (!include.target.starts_with("host/")) {
        return "write the path from the root of the tree: \"host/…\"";
    }
    const auto allows = [&](std::string_view allowed) { return include.target.starts_with(allowed); };
    if (allows(component->folder) || std::ranges::any_of(component->may_include, allows)) {
        return std::nullopt;
    }
    return std::string{component->folder} + " may include " +
           (component->may_include.empty() ? "itself" : joined(component->may_include)) + " only";
}

std::optional<std::string> broken_in_plugin(std::string_view path, const Include& include) {
    if (include.marks == Include::Marks::Quotes) {
        if (include.target.starts_with("plugins/common/") || include.target.starts_with(component_of(path))) {
            return std::nullopt;
        }
        return "a module includes its own folder, plugins/common and the SDK only";
    }
    const std::string_view header = include.target;
    if (header.starts_with("lyceum/") || header.starts_with("pugixml") || is_cpp_header(header) ||
        is_c_header(header)) {
        return std::nullopt;
    }
    if (header.starts_with("Eigen/")) {
        return broken_room(path, header);  // headers only: nothing of it remains beside the module
    }
    return "a module stands on the SDK, pugixml and the standard library only";
}

std::optional<std::string> broken_in_sdk(std::string_view path, const Include& include) {
    if (include.target.starts_with("lyceum/")) {
        return std::nullopt;
    }
    const bool is_angle = include.marks == Include::Marks::Angles;
    if (path.starts_with("sdk/include/")) {
        if (is_angle && is_c_header(include.target)) {
            return std::nullopt;
        }
        return "the ABI is plain C: headers of C and <lyceum/…> only";
    }
    if (is_angle && (is_cpp_header(include.target) || is_c_header(include.target))) {
        return std::nullopt;
    }
    return "the SDK stands on the standard library only";
}

}  // namespace

std::optional<Include> parse_include(std::string_view line) {
    line = trim_front(line);
    if (!line.starts_with('#')) {
        return std::nullopt;
    }
    line = trim_front(line.substr(1));
    constexpr std::string_view word = "include";
    if (!line.starts_with(word)) {
        return std::nullopt;
    }
    line = trim_front(line.substr(word.size()));
    if (line.empty() || (line.front() != '"' && line.front() != '<')) {
        return std::nullopt;
    }
    const bool is_quoted = line.front() == '"';
    const auto end = line.find(is_quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    return Include{std::string{line.substr(1, end - 1)}, is_quoted ? Include::Marks::Quotes : Include::Marks::Angles};
}

std::optional<std::string> broken_arrow(std::string_view path, const Include& include) {
    if (include.target.find("../") != std::string::npos) {
        return "a path may not climb: write it from the root of the tree";
    }
    if (path.starts_with("host/")) {
        return broken_in_host(path, include);
    }
    if (path.starts_with("plugins/")) {
        return broken_in_plugin(path, include);
    }
    if (path.starts_with("sdk/")) {
        return broken_in_sdk(path, include);
    }
    return std::nullopt;
}

}  // namespace lyceum::architecture
