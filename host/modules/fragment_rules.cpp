#include "host/modules/fragment_rules.hpp"

#include <algorithm>
#include <array>

namespace lyceum::modules {

namespace {

using enum ContentKind;

constexpr std::array elements{
    ElementRule{"a", "href", "", Flow},
    ElementRule{"abbr", "", "", Flow},
    ElementRule{"b", "", "", Flow},
    ElementRule{"blockquote", "", "", Flow},
    ElementRule{"br", "", "", Void},
    ElementRule{"button", "type name value disabled", "", Flow},
    ElementRule{"caption", "", "table", Flow},
    ElementRule{"cite", "", "", Flow},
    ElementRule{"code", "", "", Flow},
    ElementRule{"col", "", "colgroup", Void},
    ElementRule{"colgroup", "", "table", Children},
    ElementRule{"dd", "", "dl", Flow},
    ElementRule{"details", "open", "", Flow},
    ElementRule{"div", "", "", Flow},
    ElementRule{"dl", "", "", Children},
    ElementRule{"dt", "", "dl", Flow},
    ElementRule{"em", "", "", Flow},
    ElementRule{"fieldset", "disabled", "", Flow},
    ElementRule{"figcaption", "", "figure", Flow},
    ElementRule{"figure", "", "", Flow},
    ElementRule{"form", "", "", Flow},
    ElementRule{"h2", "", "", Flow},
    ElementRule{"h3", "", "", Flow},
    ElementRule{"h4", "", "", Flow},
    ElementRule{"header", "", "", Flow},
    ElementRule{"hr", "", "", Void},
    ElementRule{"i", "", "", Flow},
    ElementRule{"img", "src alt width height loading", "", Void},
    ElementRule{
        "input",
        "type name value checked disabled required min max step maxlength minlength inputmode autocomplete placeholder",
        "", Void},
    ElementRule{"kbd", "", "", Flow},
    ElementRule{"label", "for", "", Flow},
    ElementRule{"legend", "", "fieldset", Flow},
    ElementRule{"li", "value", "ul ol", Flow},
    ElementRule{"mark", "", "", Flow},
    ElementRule{"meter", "value min max", "", Flow},
    ElementRule{"ol", "start reversed", "", Children},
    ElementRule{"option", "value selected disabled", "select", Text},
    ElementRule{"output", "for name", "", Flow},
    ElementRule{"p", "", "", Flow},
    ElementRule{"progress", "value max", "", Flow},
    ElementRule{"q", "", "", Flow},
    ElementRule{"section", "", "", Flow},
    ElementRule{"select", "name disabled required multiple", "", Children},
    ElementRule{"small", "", "", Flow},
    ElementRule{"span", "", "", Flow},
    ElementRule{"strong", "", "", Flow},
    ElementRule{"sub", "", "", Flow},
    ElementRule{"summary", "", "details", Flow},
    ElementRule{"sup", "", "", Flow},
    ElementRule{"table", "", "", Children},
    ElementRule{"tbody", "", "table", Children},
    ElementRule{"td", "colspan rowspan headers", "tr", Flow},
    ElementRule{"textarea", "name rows cols maxlength minlength required disabled placeholder autocomplete", "", Text},
    ElementRule{"tfoot", "", "table", Children},
    ElementRule{"th", "scope colspan rowspan headers", "tr", Flow},
    ElementRule{"thead", "", "table", Children},
    ElementRule{"time", "datetime", "", Flow},
    ElementRule{"tr", "", "table thead tbody tfoot", Children},
    ElementRule{"track", "src kind srclang label default", "video", Void},
    ElementRule{"ul", "", "", Children},
    // Files of the course only, nothing before the learner starts it: no autoplay, and preload is none or metadata.
    ElementRule{"video", "src poster controls preload width height", "", Children},
};
static_assert(std::ranges::is_sorted(elements, {}, &ElementRule::name));

constexpr std::string_view global_attributes = "class id lang title role tabindex";
constexpr std::string_view boolean_attributes =
    "checked controls default disabled multiple open required reversed selected";
constexpr std::size_t longest_token = 100;
constexpr std::size_t longest_value = 4000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

template <class Predicate>
bool is_made_of(std::string_view value, Predicate predicate) {
    return !value.empty() && value.size() <= longest_token && std::ranges::all_of(value, predicate);
}

// Each word between blanks satisfies the predicate; none at all is fine.
template <class Predicate>
bool are_words(std::string_view value, Predicate predicate) {
    return std::ranges::all_of(value, [&](char c) { return c == ' ' || predicate(c); });
}

bool is_id_character(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

bool is_id(std::string_view value) {
    return is_made_of(value, is_id_character);
}

bool is_whole_number(std::string_view value) {
    return value.size() <= 6 && is_made_of(value, is_digit);
}

bool is_decimal_number(std::string_view value) {
    if (value.starts_with('-')) {
        value.remove_prefix(1);
    }
    const std::size_t point = value.find('.');
    const std::string_view whole = value.substr(0, point);
    return value.size() <= 30 && is_made_of(whole, is_digit) &&
           (point == std::string_view::npos || is_made_of(value.substr(point + 1), is_digit));
}

// A file below the course's folder: no scheme, no host, no way up.
bool is_relative_path(std::string_view value) {
    if (value.empty() || value.size() > longest_value || std::ranges::any_of(value, [](char c) {
            return is_control(c) || c == '\\' || c == ':' || c == '?' || c == '#' || c == '%';
        })) {
        return false;
    }
    for (;;) {
        const std::size_t slash = value.find('/');
        const std::string_view part = value.substr(0, slash);
        if (part.empty() || part == "." || part == "..") {
            return false;
        }
        if (slash == std::string_view::npos) {
            return true;
        }
        value.remove_prefix(slash + 1);
    }
}

bool is_link(std::string_view value) {
    if (value.starts_with('#')) {
        return is_id(value.substr(1));
    }
    std::string_view rest = value;
    if (rest.starts_with("https://")) {
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return false;
    }
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && value.size() <= longest_value && host.find('@') == std::string_view::npos &&
           std::ranges::none_of(rest, [](char c) {
               return is_control(c) || is_blank(c) || c == '\\' || c == '"' || c == '<' || c == '>';
           });
}

bool is_language(std::string_view value) {
    return value.size() <= 20 &&
           is_made_of(value, [](char c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-'; });
}

bool is_date_time(std::string_view value) {
    return is_made_of(value, [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == ':' || c == '.' || c == '+' || c == ' ';
    });
}

std::string_view find_type_fault(const ElementRule& element, std::string_view value) {
    if (element.name == "button") {
        return value == "submit" ? "" : "must be submit";
    }
    return has_word("radio checkbox text hidden number range date submit", value)
               ? ""
               : "must be one of radio, checkbox, text, hidden, number, range, date, submit";
}

std::string_view find_name_fault(std::string_view value) {
    if (value.starts_with('_')) {
        return "begins with '_', which is for the host's own fields";
    }
    return is_id(value) ? "" : "must be 1 to 100 letters, digits, '-', '_', '.' and ':'";
}

}  // namespace

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t begin = 0; begin < list.size() && !word.empty();) {
        const std::size_t end = std::min(list.find(' ', begin), list.size());
        if (list.substr(begin, end - begin) == word) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

const ElementRule* find_element_rule(std::string_view name) {
    const auto found = std::ranges::lower_bound(elements, name, {}, &ElementRule::name);
    return found != elements.end() && found->name == name ? &*found : nullptr;
}

bool is_attribute_allowed(const ElementRule& element, std::string_view attribute) {
    if (attribute.starts_with("aria-")) {
        return is_made_of(attribute.substr(5), is_lower);
    }
    if (attribute.starts_with("data-")) {
        const std::string_view name = attribute.substr(5);
        // Those that the host's scripts take as orders to fetch something are not a module's to give.
        const bool is_order = name.starts_with("hx") || name.starts_with("sse") || name.starts_with("ws-");
        return !is_order && is_made_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }) &&
               (name != "person" || element.name == "span");
    }
    return has_word(global_attributes, attribute) || has_word(element.attributes, attribute);
}

bool is_boolean_attribute(std::string_view attribute) {
    return has_word(boolean_attributes, attribute);
}

bool is_file_attribute(std::string_view attribute) {
    return attribute == "src" || attribute == "poster";
}

std::string_view find_value_fault(const ElementRule& element, std::string_view attribute, std::string_view value) {
    const auto unless = [](bool good, std::string_view fault) { return good ? std::string_view{} : fault; };
    if (is_boolean_attribute(attribute)) {
        return unless(value.empty() || value == attribute, "must be empty or its own name");
    }
    if (attribute == "class") {
        return unless(value.size() <= longest_value &&
                          are_words(value, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }),
                      "must be words of a-z, 0-9 and '-'");
    }
    if (attribute == "id" || attribute == "data-person" || (attribute == "for" && element.name == "label")) {
        return unless(is_id(value), "must be 1 to 100 letters, digits, '-', '_', '.' and ':'");
    }
    if (attribute == "headers" || attribute == "for") {
        return unless(value.size() <= longest_value && are_words(value, is_id_character), "must be ids");
    }
    if (attribute == "name") {
        return find_name_fault(value);
    }
    if (attribute == "type") {
        return find_type_fault(element, value);
    }
    if (attribute == "href") {
        return unless(is_link(value), "must begin with http://, https:// or be # and an id");
    }
    if (is_file_attribute(attribute)) {
        return unless(is_relative_path(value), "must be a path inside the course's folder");
    }
    if (attribute == "role") {
        return unless(has_word("status alert group list presentation img", value),
                      "must be one of status, alert, group, list, presentation, img");
    }
    if (attribute == "tabindex") {
        return unless(value == "0" || value == "-1", "must be 0 or -1");
    }
    if (attribute == "preload") {
        return unless(has_word("none metadata", value), "must be none or metadata");
    }
    if (attribute == "kind") {
        return unless(has_word("captions subtitles descriptions chapters", value),
                      "must be one of captions, subtitles, descriptions, chapters");
    }
    if (attribute == "lang" || attribute == "srclang") {
        return unless(is_language(value), "must be a language tag");
    }
    if (attribute == "scope") {
        return unless(has_word("row col rowgroup colgroup", value), "must be row, col, rowgroup or colgroup");
    }
    if (attribute == "loading") {
        return unless(has_word("lazy eager", value), "must be lazy or eager");
    }
    if (attribute == "autocomplete") {
        return unless(value == "off", "must be off");
    }
    if (attribute == "inputmode") {
        return unless(has_word("none text decimal numeric tel search email url", value), "is not one that HTML knows");
    }
    if (attribute == "datetime") {
        return unless(is_date_time(value), "must be a date or a time");
    }
    if (has_word("colspan rowspan width height maxlength minlength rows cols", attribute)) {
        return unless(is_whole_number(value), "must be a whole number");
    }
    const bool is_amount =
        has_word("min max start", attribute) || (attribute == "value" && has_word("meter progress li", element.name));
    if (is_amount || (attribute == "step" && value != "any")) {
        return unless(is_decimal_number(value), "must be a number");
    }
    return unless(value.size() <= longest_value, "is too long");
}

}  // namespace lyceum::modules
