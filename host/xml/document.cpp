#include "host/xml/document.hpp"

#include "host/xml/document_impl.hpp"
#include "host/xml/encoding.hpp"
#include "host/xml/scanner.hpp"

#include <utility>

#include <fmt/format.h>

namespace lyceum::xml {

std::string_view Document::Impl::text() const {
    return std::string_view{bytes}.substr(bytes.size() - buffer.size());
}

Position Document::Impl::position(std::size_t offset) const {
    std::call_once(index_made_, [this] { index_.emplace(text()); });
    return index_->position(offset);
}

Document::Document(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}

Document::~Document() = default;

std::shared_ptr<const Document> Document::parse(std::string bytes, std::string_view file, const Limits& limits,
                                                Diagnostics& diagnostics) {
    if (bytes.size() > limits.bytes) {
        diagnostics.push_back({std::string{file}, 0, 0, Severity::Error, "xml.too-large",
                               fmt::format("the file has {} bytes; {} are allowed", bytes.size(), limits.bytes),
                               "split it into several files"});
        return nullptr;
    }
    const EncodingCheck encoding = check_encoding(bytes);
    const std::string_view text = std::string_view{bytes}.substr(encoding.mark_size);
    std::optional<ScanError> error = encoding.error;
    Scanner scanner{text, limits};
    if (!error) {
        error = scanner.scan();
    }
    auto impl = std::make_unique<Impl>();
    if (!error) {
        impl->buffer = text;
        impl->declares_on_root_only = scanner.declares_on_root_only();
        constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                                   pugi::parse_eol | pugi::parse_ws_pcdata;
        const pugi::xml_parse_result result =
            impl->tree.load_buffer_inplace(impl->buffer.data(), impl->buffer.size(), flags, pugi::encoding_utf8);
        if (!result) {
            error = ScanError{static_cast<std::size_t>(result.offset), "xml.not-well-formed", result.description(), ""};
        }
    }
    if (error) {
        const Position at = LineIndex{text}.position(error->offset);
        diagnostics.push_back({std::string{file}, at.line, at.column, Severity::Error, std::move(error->rule),
                               std::move(error->text), std::move(error->hint)});
        return nullptr;
    }
    impl->file = file;
    impl->bytes = std::move(bytes);
    return std::shared_ptr<const Document>{new Document{std::move(impl)}};
}

Element Document::root() const {
    return {this, impl_->tree.document_element().internal_object()};
}

const std::string& Document::file() const {
    return impl_->file;
}

const std::string& Document::bytes() const {
    return impl_->bytes;
}

Diagnostic Document::diagnose_at(Position at, Severity severity, std::string_view rule, std::string text,
                                 std::string hint) const {
    return {impl_->file, at.line, at.column, severity, std::string{rule}, std::move(text), std::move(hint)};
}

Diagnostic Document::diagnose(const Element& at, Severity severity, std::string_view rule, std::string text,
                              std::string hint) const {
    return diagnose_at(at.position(), severity, rule, std::move(text), std::move(hint));
}

Diagnostic Document::diagnose_attribute(const Element& at, std::string_view attribute, Severity severity,
                                        std::string_view rule, std::string text, std::string hint) const {
    for (const Attribute& candidate : at.attributes()) {
        if (candidate.local_name == attribute) {
            return diagnose_at(candidate.position(), severity, rule, std::move(text), std::move(hint));
        }
    }
    return diagnose(at, severity, rule, std::move(text), std::move(hint));
}

std::vector<Element> Document::elements_with_attribute(std::string_view local_name) const {
    const std::string name{local_name};
    std::vector<Element> found;
    if (impl_->bytes.find(name) == std::string::npos) {
        return found;  // usual, and much faster than the walk
    }
    pugi::xml_node node = impl_->tree.document_element();
    while (node) {
        if (node.type() == pugi::node_element && node.attribute(name.c_str())) {
            found.push_back(Element{this, node.internal_object()});
        }
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
        }
        node = node.next_sibling();
    }
    return found;
}

std::optional<RootName> peek_root(std::string_view bytes) {
    std::optional<RootName> root;
    using namespace std::string_view_literals;
    Scanner scanner{bytes.substr(bytes.starts_with("\xef\xbb\xbf"sv) ? 3 : 0), Limits{}};
    scanner.peek(root);
    return root;
}

}  // namespace lyceum::xml
