#include "host/web/device_words.hpp"

#include <array>
#include <span>

namespace lyceum::web {
namespace {

struct Mark {
    std::string_view mark;
    std::string_view name;
};

// The first that is found counts: browsers name those they descend from, too.
constexpr std::array browsers{Mark{"Edg", "Edge"},         Mark{"YaBrowser/", "Yandex"},
                              Mark{"OPR/", "Opera"},       Mark{"SamsungBrowser/", "Samsung Internet"},
                              Mark{"Firefox/", "Firefox"}, Mark{"FxiOS/", "Firefox"},
                              Mark{"Chrome/", "Chrome"},   Mark{"CriOS/", "Chrome"},
                              Mark{"Safari/", "Safari"}};
constexpr std::array systems{Mark{"iPhone", "iPhone"},   Mark{"iPad", "iPad"},      Mark{"Android", "Android"},
                             Mark{"Windows", "Windows"}, Mark{"Mac OS X", "macOS"}, Mark{"Linux", "Linux"}};

std::string_view find_name(std::span<const Mark> marks, std::string_view agent) {
    for (const auto& [mark, name] : marks) {
        if (agent.find(mark) != std::string_view::npos) {
            return name;
        }
    }
    return {};
}

}  // namespace

std::string device_words(const Speech& speech, std::string_view agent) {
    const auto browser = find_name(browsers, agent);
    const auto system = find_name(systems, agent);
    if (browser.empty() && system.empty()) {
        return speech.tr("another program");
    }
    std::string words{browser};
    if (!browser.empty() && !system.empty()) {
        words += " · ";
    }
    words += system;
    return words;
}

}  // namespace lyceum::web
