#pragma once
// A bounded, well-formed, namespace-aware XML document from outside, with the place of every
// element. Size, depth and the number of nodes are checked before a tree is built; DOCTYPE,
// entities other than the five predefined, and the network do not exist here. The only place, with
// schema.hpp, that knows pugixml and libxml2. Called by content, modules; includes base. Values are
// immutable once parsed; [any thread].

#include "host/base/result.hpp"
#include "host/xml/diagnostic.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::xml {

struct Limits {
    std::size_t bytes = std::size_t{8} << 20;
    std::size_t depth = 200;
    std::size_t nodes = 1'000'000;  // elements, attributes and texts together
};

struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

class Document;
struct Attribute;
struct Content;

// A view of one element; valid while its Document lives. Default-constructed: "no element", which
// answers everything with empty.
class Element {
public:
    Element() = default;

    explicit operator bool() const { return node_ != nullptr; }
    std::string_view local_name() const;     // without prefix
    std::string_view namespace_uri() const;  // empty if none
    bool is(std::string_view namespace_uri, std::string_view local_name) const;

    // An attribute by namespace ("" for none) and local name.
    std::optional<std::string_view> attribute(std::string_view local_name, std::string_view namespace_uri = {}) const;
    // The attribute's value or `fallback`.
    std::string_view attribute_or(std::string_view local_name, std::string_view fallback) const;

    // All text inside, children's included, blanks at both ends removed and runs of blanks made one
    // space.
    std::string text() const;

    // Every attribute in the order written, without namespace declarations.
    std::vector<Attribute> attributes() const;
    // Child elements and runs of text between them in order (blanks kept, comments left out): for
    // mixed content.
    std::vector<Content> contents() const;

    std::vector<Element> children() const;
    std::vector<Element> children(std::string_view namespace_uri, std::string_view local_name) const;
    Element child(std::string_view namespace_uri,
                  std::string_view local_name) const;  // the first, or no element
    Element parent() const;

    Position position() const;  // of the "<" of its start tag
    Position position_of_attribute(std::string_view local_name, std::string_view namespace_uri = {}) const;

private:
    friend class Document;
    friend class Schema;
    Element(const Document* document, void* node) : document_{document}, node_{node} {}

    const Document* document_ = nullptr;
    void* node_ = nullptr;
};

// Views into the Document's own bytes, like Element.
struct Attribute {
    std::string_view namespace_uri;  // empty if written without a prefix
    std::string_view local_name;
    std::string_view value;
    Position position() const;  // of the first letter of its name

    const Document* document = nullptr;
    std::size_t offset = 0;
};

// One child: an element, or (no element) a run of text.
struct Content {
    Element element;
    std::string_view text;
};

class Document {
public:
    // Nothing on failure, and then at least one error was added to `diagnostics` with `file` as its
    // file.
    static std::shared_ptr<const Document> parse(std::string bytes, std::string_view file, const Limits& limits,
                                                 Diagnostics& diagnostics);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Element root() const;
    // Every element that has an attribute of this name without a prefix, in document order; one
    // walk over the tree.
    std::vector<Element> elements_with_attribute(std::string_view local_name) const;
    const std::string& file() const;
    const std::string& bytes() const;  // as they were given

    // A diagnostic at the element, at its attribute (by local name, whatever its namespace), or at
    // any place.
    Diagnostic diagnose(const Element& at, Severity severity, std::string_view rule, std::string text,
                        std::string hint = {}) const;
    Diagnostic diagnose_attribute(const Element& at, std::string_view attribute, Severity severity,
                                  std::string_view rule, std::string text, std::string hint = {}) const;

    Diagnostic diagnose_at(Position at, Severity severity, std::string_view rule, std::string text,
                           std::string hint = {}) const;

    struct Impl;

private:
    friend class Element;
    friend struct Attribute;
    friend class Schema;
    explicit Document(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// Namespace and local name of the root element, found by reading no further than its start tag;
// nothing if the bytes do not begin as an XML document. Used to find the module that claims a file.
struct RootName {
    std::string namespace_uri;
    std::string local_name;
    auto operator<=>(const RootName&) const = default;
};
std::optional<RootName> peek_root(std::string_view bytes);

}  // namespace lyceum::xml
