#ifndef LYCEUM_XHTML_HPP
#define LYCEUM_XHTML_HPP
// Writes the pages of a module as well-formed XHTML. There is no way to put raw text into a page: element and attribute
// names are literals checked by the compiler, values and texts are always escaped, elements are closed by themselves,
// characters that XML does not allow become U+FFFD. Part of the C++ SDK; needs C++20 and nothing but the standard
// library. [one thread]

#include <charconv>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace lyceum::sdk {

namespace detail {
// Not constexpr: a call to one, while the compiler checks a name, is the error it shows. Works without exceptions.
inline void a_name_is_made_of_small_letters_digits_and_hyphens() {}
inline void a_name_begins_with_a_letter() {}
}  // namespace detail

// The name of an element or an attribute: a literal of a-z, 0-9 and '-'. Anything else does not compile.
class Name {
public:
    template <std::size_t Size>
    consteval Name(const char (&literal)[Size])
        : text_{literal, Size - 1} {  // NOLINT(google-explicit-constructor): reads as text
        for (const char character : text_) {
            const bool letter = character >= 'a' && character <= 'z';
            const bool digit = character >= '0' && character <= '9';
            if (!letter && !digit && character != '-') {
                detail::a_name_is_made_of_small_letters_digits_and_hyphens();
            }
        }
        if (text_.empty() || text_.front() < 'a' || text_.front() > 'z') {
            detail::a_name_begins_with_a_letter();
        }
    }
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

// One attribute. Its value is a text, a whole number, or a truth: {"checked", true} writes checked="checked",
// {"checked", false} writes nothing. Keeps a view of the text: make it where it is used, as an argument of `element`.
class Attribute {
public:
    Attribute(Name name, std::string_view value) : name_{name}, text_{value} {}
    Attribute(Name name, const char* value) : name_{name}, text_{value} {}
    template <std::integral Value>
    Attribute(Name name, Value value) : name_{name} {
        if constexpr (std::same_as<Value, bool>) {
            kind_ = value ? Kind::Text : Kind::Absent;
            text_ = name.text();
        } else {
            kind_ = Kind::Number;
            number_ = static_cast<std::int64_t>(value);
        }
    }

private:
    friend class Xhtml;
    enum class Kind { Text, Number, Absent };

    Name name_;
    Kind kind_ = Kind::Text;
    std::string_view text_;
    std::int64_t number_ = 0;
};

// A piece of a page. A value: pieces can be made beforehand, kept, and appended to others.
class Xhtml {
public:
    using Attributes = std::initializer_list<Attribute>;

    // Text, escaped.
    Xhtml& text(std::string_view value) {
        append_escaped(value);
        return *this;
    }

    // <name …/>
    Xhtml& element(Name name, Attributes attributes = {}) {
        open(name, attributes);
        bytes_ += "/>";
        return *this;
    }

    // <name …>text</name>
    Xhtml& element(Name name, Attributes attributes, std::string_view content) {
        open(name, attributes);
        bytes_ += '>';
        append_escaped(content);
        close(name);
        return *this;
    }

    // <name …>what `children` writes</name>: page.element("ul", {}, [&](Xhtml& list) { list.element("li", {}, "one");
    // });
    template <std::invocable<Xhtml&> Children>
    Xhtml& element(Name name, Attributes attributes, Children&& children) {
        open(name, attributes);
        bytes_ += '>';
        children(*this);
        close(name);
        return *this;
    }

    // A piece made before, already escaped.
    Xhtml& append(const Xhtml& piece) {
        bytes_ += piece.bytes_;
        return *this;
    }

    // The name of a person by the pseudonymous id that Call::learner or a shared document gives: a placeholder that the
    // host fills. A module never sees a name.
    Xhtml& person(std::string_view id) { return element("span", {{"data-person", id}}, ""); }

    bool empty() const { return bytes_.empty(); }
    std::string_view bytes() const { return bytes_; }

    bool operator==(const Xhtml&) const = default;

private:
    void open(Name name, Attributes attributes) {
        bytes_ += '<';
        bytes_ += name.text();
        for (const Attribute& attribute : attributes) {
            if (attribute.kind_ == Attribute::Kind::Absent) {
                continue;
            }
            bytes_ += ' ';
            bytes_ += attribute.name_.text();
            bytes_ += "=\"";
            if (attribute.kind_ == Attribute::Kind::Number) {
                char digits[24];
                const auto end = std::to_chars(digits, digits + sizeof digits, attribute.number_).ptr;
                bytes_.append(digits, end);
            } else {
                append_escaped(attribute.text_);
            }
            bytes_ += '"';
        }
    }

    void close(Name name) {
        bytes_ += "</";
        bytes_ += name.text();
        bytes_ += '>';
    }

    void append_escaped(std::string_view value) {
        std::size_t written = 0;  // what is before it is in bytes_ already: runs of plain text go there in one piece
        std::size_t at = 0;
        while (at < value.size()) {
            const auto first = static_cast<unsigned char>(value[at]);
            const std::size_t length = first < 0x80 ? 1 : character_length(value.substr(at));
            const std::string_view replacement = length == 0 ? replacement_character : escape_of(first);
            if (!replacement.empty()) {
                bytes_ += value.substr(written, at - written);
                bytes_ += replacement;
                written = at + 1;
            }
            at += length == 0 ? 1 : length;
        }
        bytes_ += value.substr(written);
    }

    static constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

    // What stands for an ASCII character; empty if it stands for itself.
    static constexpr std::string_view escape_of(unsigned char character) {
        switch (character) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '"':
                return "&quot;";
            case '\'':
                return "&#39;";
            case '\r':
                return "&#13;";
            case '\t':
            case '\n':
                return {};
            default:
                return character < 0x20 ? replacement_character : std::string_view{};
        }
    }

    // The length of the character above U+007F at the front, 0 if it is not UTF-8 (RFC 3629) or not allowed in XML 1.0.
    static std::size_t character_length(std::string_view value) {
        const auto at = [&](std::size_t index) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(value[index]));
        };
        const std::uint32_t first = at(0);
        const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                                   : first >= 0xE0 && first <= 0xEF ? 3
                                   : first >= 0xF0 && first <= 0xF4 ? 4
                                                                    : 0;
        if (length == 0 || value.size() < length) {
            return 0;
        }
        std::uint32_t code = first & (0xFFU >> (length + 1));
        for (std::size_t index = 1; index < length; ++index) {
            if ((at(index) & 0xC0U) != 0x80U) {
                return 0;
            }
            code = code << 6U | (at(index) & 0x3FU);
        }
        const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        return overlong || surrogate || code > 0x10FFFF || code == 0xFFFE || code == 0xFFFF ? 0 : length;
    }

    std::string bytes_;
};

}  // namespace lyceum::sdk

#endif  // LYCEUM_XHTML_HPP
