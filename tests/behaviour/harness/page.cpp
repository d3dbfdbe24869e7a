#include "tests/behaviour/harness/page.hpp"

#include <algorithm>
#include <array>

namespace lyceum::behaviour {
namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string decoded(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{{{"&amp;", "&"},
                                                                                            {"&lt;", "<"},
                                                                                            {"&gt;", ">"},
                                                                                            {"&quot;", "\""},
                                                                                            {"&#39;", "'"},
                                                                                            {"&#x27;", "'"},
                                                                                            {"&#x2F;", "/"}}};
    std::string result;
    while (!text.empty()) {
        bool replaced = false;
        if (text.front() == '&') {
            for (const auto& [entity, character] : entities) {
                if (text.starts_with(entity)) {
                    result += character;
                    text.remove_prefix(entity.size());
                    replaced = true;
                    break;
                }
            }
        }
        if (!replaced) {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

// Reads the tag that starts at `at` ("<").
Tag read_tag(std::string_view html, std::size_t at) {
    Tag tag;
    ++at;
    if (at < html.size() && html[at] == '/') {
        tag.closing = true;
        ++at;
    }
    const std::size_t name_end = std::min(html.find_first_of(" \t\r\n/>", at), html.size());
    tag.name = html.substr(at, name_end - at);
    at = name_end;
    while (at < html.size() && html[at] != '>') {
        if (spaces.find(html[at]) != std::string_view::npos || html[at] == '/') {
            ++at;
            continue;
        }
        const std::size_t key_end = std::min(html.find_first_of(" \t\r\n/>=", at), html.size());
        std::string key{html.substr(at, key_end - at)};
        at = key_end;
        std::string value;
        if (at < html.size() && html[at] == '=') {
            ++at;
            if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
                const std::size_t end = std::min(html.find(html[at], at + 1), html.size() - 1);
                value = decoded(html.substr(at + 1, end - at - 1));
                at = end + 1;
            } else {
                const std::size_t end = std::min(html.find_first_of(" \t\r\n>", at), html.size());
                value = decoded(html.substr(at, end - at));
                at = end;
            }
        }
        tag.attributes.emplace_back(std::move(key), std::move(value));
    }
    tag.end = std::min(at + 1, html.size());
    return tag;
}

}  // namespace

bool Tag::has(std::string_view key) const {
    return std::ranges::find(attributes, key, &std::pair<std::string, std::string>::first) != attributes.end();
}

std::string Tag::attribute(std::string_view key) const {
    const auto found = std::ranges::find(attributes, key, &std::pair<std::string, std::string>::first);
    return found == attributes.end() ? std::string{} : found->second;
}

std::vector<Tag> tags_of(std::string_view html) {
    std::vector<Tag> tags;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
        if (html.substr(at).starts_with("<!")) {
            at = html.find('>', at);
            continue;
        }
        tags.push_back(read_tag(html, at));
        at = tags.back().end;
    }
    return tags;
}

std::string Form::value_of(std::string_view name) const {
    const auto found = std::ranges::find(inputs, name, &Input::name);
    return found == inputs.end() ? std::string{} : found->value;
}

bool Form::has_choices() const {
    return std::ranges::any_of(inputs,
                               [](const Input& input) { return input.type == "radio" || input.type == "checkbox"; });
}

Fields Form::filled(const Button* button, const Fields& more) const {
    Fields fields;
    for (const Input& input : inputs) {
        if (input.type == "radio" || input.type == "checkbox") {
            continue;
        }
        const auto given = std::ranges::find(more, input.name, &std::pair<std::string, std::string>::first);
        if (given == more.end()) {
            fields.emplace_back(input.name, input.value);
        }
    }
    fields.insert(fields.end(), more.begin(), more.end());
    if (button != nullptr && !button->name.empty()) {
        fields.emplace_back(button->name, button->value);
    }
    return fields;
}

std::vector<Form> forms_of(std::string_view html) {
    std::vector<Form> forms;
    bool inside = false;
    for (const Tag& tag : tags_of(html)) {
        if (tag.name == "form") {
            inside = !tag.closing;
            if (inside) {
                forms.push_back({.action = tag.attribute("action"), .inputs = {}, .buttons = {}});
            }
        } else if (inside && !tag.closing && tag.name == "input") {
            forms.back().inputs.push_back({.name = tag.attribute("name"),
                                           .value = tag.attribute("value"),
                                           .type = tag.has("type") ? tag.attribute("type") : "text",
                                           .checked = tag.has("checked")});
        } else if (inside && !tag.closing && tag.name == "button") {
            forms.back().buttons.push_back(
                {.name = tag.attribute("name"), .value = tag.attribute("value"), .look = tag.attribute("class")});
        }
    }
    return forms;
}

std::string words_of(std::string_view html) {
    std::string words;
    bool gap = false;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            at = std::min(html.find('>', at), html.size() - 1) + 1;
            gap = true;
        } else if (spaces.find(html[at]) != std::string_view::npos) {
            gap = true;
            ++at;
        } else {
            if (gap && !words.empty()) {
                words += ' ';
            }
            gap = false;
            words += html[at];
            ++at;
        }
    }
    return decoded(words);
}

bool has_id(std::string_view html, std::string_view id) {
    return std::ranges::any_of(tags_of(html), [&](const Tag& tag) { return tag.attribute("id") == id; });
}

bool has_class(std::string_view html, std::string_view word) {
    return std::ranges::any_of(tags_of(html), [&](const Tag& tag) {
        return (" " + tag.attribute("class") + " ").find(" " + std::string{word} + " ") != std::string::npos;
    });
}

}  // namespace lyceum::behaviour
