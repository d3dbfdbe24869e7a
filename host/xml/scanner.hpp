#pragma once
// Reads a text once from front to back, builds nothing, and says whether it is a well-formed,
// namespace-well-formed XML document within the limits. What passes here, pugixml and libxml2 take
// without complaint, so that every sentence about syntax is written here, with the exact place.
// Memory: one entry for each open element. Internal to xml. [any thread]

#include "host/xml/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::xml {

// What is wrong, at a byte offset of the text.
struct ScanError {
    std::size_t offset = 0;
    std::string rule;
    std::string text;
    std::string hint;
};

class Scanner {
public:
    // `text` is without byte order mark and holds no bad character (find_bad_character); it must
    // outlive the scanner.
    Scanner(std::string_view text, const Limits& limits) : text_{text}, limits_{limits} {}

    // Nothing if the whole text is a document.
    std::optional<ScanError> scan();

    // Stops after the root element's start tag; `root` is set if there was a good one.
    void peek(std::optional<RootName>& root);

    // True after a scan that met no namespace declaration below the root: names are then resolved
    // there alone.
    bool declares_on_root_only() const { return declares_on_root_only_; }

private:
    struct OpenElement {
        std::string_view name;
        std::size_t offset;
        std::size_t declarations;  // how many namespaces were in scope outside it
    };
    struct Declaration {
        std::string_view prefix;
        std::string_view uri;  // as written, references not resolved
    };
    struct AttributeName {
        std::string_view prefix;
        std::string_view local_name;
        std::size_t offset;
    };

    bool fail(std::size_t offset, std::string_view rule, std::string text, std::string hint = {});
    bool count_node(std::size_t offset);
    bool at_end() const { return at_ >= text_.size(); }
    bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
    bool skip_blanks();  // true if there were any
    std::size_t line_of(std::size_t offset) const;

    // Each reads one thing at `at_` and moves past it; false if error_ was set.
    bool declaration();
    bool document_type();
    bool miscellaneous();  // what may stand outside the root
    bool comment();
    bool instruction();
    bool character_data_section();
    bool reference(std::size_t limit);
    bool references(std::size_t end);  // all up to `end`, and moves there
    bool text_run();
    bool name(std::string_view what, std::string_view& prefix, std::string_view& local_name);
    bool attribute();
    bool attribute_value(std::string_view& value);
    bool declare(std::string_view prefix, std::string_view uri, std::size_t offset);
    bool start_tag();
    bool end_tag();
    bool check_duplicates();
    bool check_prefix(std::string_view prefix, std::size_t offset);
    const Declaration* find_declaration(std::string_view prefix) const;
    bool mismatched_end(std::string_view name, std::size_t offset);
    bool prolog();
    bool content();

    std::string_view text_;
    Limits limits_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
    std::vector<OpenElement> open_;
    std::vector<Declaration> declarations_;
    std::vector<AttributeName> attributes_;  // of the start tag being read
    std::optional<RootName> root_;
    bool declares_on_root_only_ = true;
    bool empty_element_ = false;
    std::optional<ScanError> error_;
};

}  // namespace lyceum::xml
