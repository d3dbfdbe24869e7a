#pragma once
// What a test reads from a page of HTML: its forms with their inputs and buttons, and its words.
// Knows as much of HTML as our own pages use. [any thread]

#include "tests/behaviour/harness/client.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::behaviour {

struct Tag {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;  // values decoded
    bool closing = false;
    std::size_t end = 0;  // just behind its ">"

    bool has(std::string_view name) const;
    std::string attribute(std::string_view name) const;  // empty if it has none
};

// Every tag in the order written.
std::vector<Tag> tags_of(std::string_view html);

struct Input {
    std::string name;
    std::string value;
    std::string type;  // "hidden", "radio", "checkbox", "text", …
    bool checked = false;
};

struct Button {
    std::string name;
    std::string value;
    std::string look;  // its class
};

struct Form {
    std::string action;
    std::vector<Input> inputs;
    std::vector<Button> buttons;

    // Of the hidden or text input with this name; empty if there is none.
    std::string value_of(std::string_view name) const;
    bool has_choices() const;  // radio buttons or checkboxes
    // What a browser would send for this button with these boxes chosen and texts filled in: hidden
    // and text inputs, then the button. Choices are only what `more` says.
    Fields filled(const Button* button, const Fields& more = {}) const;
};

std::vector<Form> forms_of(std::string_view html);

// The text of a page without its tags, white space collapsed.
std::string words_of(std::string_view html);

// True if an element has this id.
bool has_id(std::string_view html, std::string_view id);
// True if an element has this word in its class.
bool has_class(std::string_view html, std::string_view word);

}  // namespace lyceum::behaviour
