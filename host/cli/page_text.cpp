#include "host/cli/page_text.hpp"

#include "host/base/text.hpp"
#include "host/xml/document.hpp"

#include <array>

namespace lyceum::cli {

namespace {

constexpr std::array<std::string_view, 8> line_elements{"p",     "legend",  "figcaption", "caption",
                                                        "label", "summary", "div",        "form"};

bool contains(const auto& words, std::string_view word) {
    for (const std::string_view each : words) {
        if (each == word) {
            return true;
        }
    }
    return false;
}

// Walks the tree once; the parser has bounded its depth.
class TextWriter {
public:
    void write(const xml::Element& element) {
        const std::string_view name = element.local_name();
        if (name == "input") {
            write_input(element);
        } else if (name == "textarea") {
            add(std::string{element.attribute_or("name", "")} + "=… ");
        } else if (name == "select") {
            write_options(element);
        } else if (name == "button") {
            write_button(element);
        } else if (name == "img") {
            add("[figure: " + std::string{element.attribute_or("alt", "")} + "]");
        } else if (name == "br" || name == "hr") {
            end_line();
        } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
            write_line(element, std::string(static_cast<std::size_t>(name[1] - '0'), '#') + " ");
        } else if (name == "li") {
            write_line(element, "- ");
        } else if (name == "dt") {
            end_line();
            write_contents(element);
            add(": ");
        } else if (name == "dd") {
            write_contents(element);
            end_line();
        } else if (name == "tr") {
            write_row(element);
        } else if (contains(line_elements, name)) {
            write_line(element, "");
        } else {
            write_contents(element);
        }
    }

    void write_contents(const xml::Element& element) {
        for (const xml::Content& content : element.contents()) {
            if (content.element) {
                write(content.element);
            } else {
                add(content.text);
            }
        }
    }

    std::string take() {
        end_line();
        return std::move(out_);
    }

private:
    // Runs of blanks are one space, as in a browser.
    void add(std::string_view text) {
        for (const char byte : text) {
            const bool is_blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
            if (!is_blank) {
                line_ += byte;
            } else if (!line_.empty() && line_.back() != ' ') {
                line_ += ' ';
            }
        }
    }

    void end_line() {
        const std::string_view text = text::trim(line_);
        if (!text.empty()) {
            out_ += text;
            out_ += '\n';
        }
        line_.clear();
    }

    void write_line(const xml::Element& element, std::string_view mark) {
        end_line();
        line_ = mark;
        write_contents(element);
        end_line();
    }

    void write_row(const xml::Element& row) {
        end_line();
        bool is_first = true;
        for (const xml::Element& cell : row.children()) {
            add(is_first ? "" : " | ");
            add(cell.text());
            is_first = false;
        }
        end_line();
    }

    void write_input(const xml::Element& input) {
        const std::string_view type = input.attribute_or("type", "text");
        const std::string name{input.attribute_or("name", "")};
        const std::string value{input.attribute_or("value", "")};
        const bool is_checked = input.attribute("checked").has_value();
        if (type == "radio") {
            add((is_checked ? "(x) " : "( ) ") + name + "=" + value + "  ");
        } else if (type == "checkbox") {
            add((is_checked ? "[x] " : "[ ] ") + name + "=" + value + "  ");
        } else if (type != "hidden") {  // a browser, and `lyceum try`, send these by themselves
            add(name + "=" + (value.empty() ? "…" : value) + " ");
        }
    }

    void write_options(const xml::Element& select) {
        for (const xml::Element& option : select.children()) {
            end_line();
            add((option.attribute("selected") ? "(x) " : "( ) ") + std::string{select.attribute_or("name", "")} + "=" +
                std::string{option.attribute_or("value", "")} + "  " + option.text());
        }
        end_line();
    }

    void write_button(const xml::Element& button) {
        end_line();
        const std::string name{button.attribute_or("name", "")};
        add("<" + button.text() + ">");
        if (!name.empty()) {
            add(" " + name + "=" + std::string{button.attribute_or("value", "")});
        }
        end_line();
    }

    std::string out_;
    std::string line_;
};

}  // namespace

std::string page_as_text(std::string_view xhtml) {
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse("<page>" + std::string{xhtml} + "</page>", "page", {}, diagnostics);
    if (!document) {
        return std::string{xhtml};
    }
    TextWriter writer;
    writer.write_contents(document->root());
    return writer.take();
}

}  // namespace lyceum::cli
