#include "host/xml/schema_messages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace lyceum::xml {

std::vector<QualifiedName> expected_names(std::string_view message) {
    std::vector<QualifiedName> all;
    const std::size_t open = message.rfind(" ( ");
    std::size_t at = open == std::string_view::npos ? message.size() : open + 3;
    while (at < message.size() && message[at] != ')') {
        QualifiedName name;
        if (message[at] == '{') {
            const std::size_t close = message.find('}', at);
            if (close == std::string_view::npos) {
                break;
            }
            name.namespace_uri = message.substr(at + 1, close - at - 1);
            at = close + 1;
        }
        const std::size_t end = std::min(message.find_first_of(", )", at), message.size());
        name.local_name = message.substr(at, end - at);
        if (!name.local_name.empty() && name.local_name != "*" && !name.local_name.starts_with('#')) {
            all.push_back(std::move(name));
        }
        at = std::min(message.find_first_not_of(", ", end), message.size());
    }
    return all;
}

std::vector<std::string> quoted_words(std::string_view list) {
    std::vector<std::string> all;
    constexpr std::string_view between = "', '";
    list = list.starts_with('\'') ? list.substr(1) : list;
    list = list.ends_with('\'') ? list.substr(0, list.size() - 1) : list;
    while (true) {
        const std::size_t end = list.find(between);
        all.emplace_back(list.substr(0, end));
        if (end == std::string_view::npos) {
            return all;
        }
        list.remove_prefix(end + between.size());
    }
}

std::optional<std::string> attribute_of(const Element& element, std::string_view message) {
    const std::string_view uri = element.namespace_uri();
    const std::string start = uri.empty() ? fmt::format("Element '{}', attribute '", element.local_name())
                                          : fmt::format("Element '{{{}}}{}', attribute '", uri, element.local_name());
    if (!message.starts_with(start)) {
        return std::nullopt;
    }
    const std::string_view rest = message.substr(start.size());
    const std::string_view name = rest.substr(0, rest.find('\''));
    const std::size_t brace = name.rfind('}');
    return std::string{brace == std::string_view::npos ? name : name.substr(brace + 1)};
}

std::string_view type_in_words(std::string_view message) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
        {"'xs:integer'", "a whole number"},
        {"'xs:int'", "a whole number"},
        {"'xs:long'", "a whole number"},
        {"'xs:nonNegativeInteger'", "a whole number, 0 or more"},
        {"'xs:positiveInteger'", "a whole number, 1 or more"},
        {"'xs:unsignedInt'", "a whole number, 0 or more"},
        {"'xs:decimal'", "a number such as 0.5"},
        {"'xs:double'", "a number such as 0.5"},
        {"'xs:boolean'", "\"true\" or \"false\""},
        {"'xs:date'", "a date such as 2026-11-24"},
        {"'xs:anyURI'", "an address"},
        {"'xs:language'", "a language such as \"ru\""},
        {"'xs:ID'", "a name that no other element has"},
    }};
    const auto* found =
        std::find_if(types.begin(), types.end(), [message](const auto& type) { return message.ends_with(type.first); });
    return found == types.end() ? std::string_view{} : found->second;
}

std::string number_after(std::string_view message, std::string_view before) {
    const std::size_t at = message.find(before);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::size_t open = message.find('\'', at + before.size());
    const std::size_t close = open == std::string_view::npos ? open : message.find('\'', open + 1);
    return close == std::string_view::npos ? std::string{} : std::string{message.substr(open + 1, close - open - 1)};
}

}  // namespace lyceum::xml
