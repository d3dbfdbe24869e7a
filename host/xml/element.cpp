#include "host/xml/characters.hpp"
#include "host/xml/document_impl.hpp"

#include <algorithm>
#include <cstring>

namespace lyceum::xml {

SplitName split_name(const char* name) {
    const std::string_view full{name};
    const std::size_t colon = full.find(':');
    if (colon == std::string_view::npos) {
        return {{}, full};
    }
    return {full.substr(0, colon), full.substr(colon + 1)};
}

std::string_view Document::Impl::resolve(pugi::xml_node node, std::string_view prefix) const {
    if (prefix == "xml") {
        return "http://www.w3.org/XML/1998/namespace";
    }
    constexpr std::string_view word = "xmlns";
    if (declares_on_root_only) {
        node = tree.document_element();
    }
    for (; node.type() == pugi::node_element; node = node.parent()) {
        for (const pugi::xml_attribute attribute : node.attributes()) {
            const std::string_view name{attribute.name()};
            if (!name.starts_with(word)) {
                continue;
            }
            const bool declares = prefix.empty() ? name.size() == word.size()
                                                 : name.size() == word.size() + 1 + prefix.size() &&
                                                       name[word.size()] == ':' && name.ends_with(prefix);
            if (declares) {
                return attribute.value();
            }
        }
    }
    return {};
}

namespace {

bool is_declaration(const SplitName& name) {
    return name.prefix == "xmlns" || (name.prefix.empty() && name.local_name == "xmlns");
}

bool is_text(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

}  // namespace

std::string_view Element::local_name() const {
    return node_ == nullptr ? std::string_view{} : split_name(node_of(node_).name()).local_name;
}

std::string_view Element::namespace_uri() const {
    if (node_ == nullptr) {
        return {};
    }
    const pugi::xml_node node = node_of(node_);
    return document_->impl_->resolve(node, split_name(node.name()).prefix);
}

bool Element::is(std::string_view namespace_uri, std::string_view local_name) const {
    return node_ != nullptr && this->local_name() == local_name && this->namespace_uri() == namespace_uri;
}

std::vector<Attribute> Element::attributes() const {
    std::vector<Attribute> all;
    if (node_ == nullptr) {
        return all;
    }
    const pugi::xml_node node = node_of(node_);
    for (const pugi::xml_attribute attribute : node.attributes()) {
        const SplitName name = split_name(attribute.name());
        if (is_declaration(name)) {
            continue;
        }
        Attribute one;
        one.namespace_uri = name.prefix.empty() ? std::string_view{} : document_->impl_->resolve(node, name.prefix);
        one.local_name = name.local_name;
        one.value = attribute.value();
        one.document = document_;
        one.offset = document_->impl_->offset_of(attribute.name());
        all.push_back(one);
    }
    return all;
}

std::optional<std::string_view> Element::attribute(std::string_view local_name, std::string_view namespace_uri) const {
    if (node_ == nullptr) {
        return std::nullopt;
    }
    const pugi::xml_node node = node_of(node_);
    for (const pugi::xml_attribute attribute : node.attributes()) {
        const SplitName name = split_name(attribute.name());
        if (name.local_name != local_name || is_declaration(name)) {
            continue;
        }
        const std::string_view uri =
            name.prefix.empty() ? std::string_view{} : document_->impl_->resolve(node, name.prefix);
        if (uri == namespace_uri) {
            return attribute.value();
        }
    }
    return std::nullopt;
}

std::string_view Element::attribute_or(std::string_view local_name, std::string_view fallback) const {
    return attribute(local_name).value_or(fallback);
}

std::string Element::text() const {
    std::string out;
    if (node_ == nullptr) {
        return out;
    }
    const pugi::xml_node top = node_of(node_);
    bool blank_before = false;
    pugi::xml_node node = top.first_child();
    while (node) {
        if (is_text(node)) {
            for (const char* next = node.value(); *next != '\0'; ++next) {
                if (is_blank(*next)) {
                    blank_before = true;
                    continue;
                }
                if (blank_before && !out.empty()) {
                    out += ' ';
                }
                blank_before = false;
                out += *next;
            }
        }
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) {
            node = node.parent();
        }
        node = node == top ? pugi::xml_node{} : node.next_sibling();
    }
    return out;
}

std::vector<Content> Element::contents() const {
    std::vector<Content> all;
    if (node_ == nullptr) {
        return all;
    }
    for (const pugi::xml_node node : node_of(node_).children()) {
        if (node.type() == pugi::node_element) {
            all.push_back({Element{document_, node.internal_object()}, {}});
        } else if (is_text(node)) {
            all.push_back({{}, node.value()});
        }
    }
    return all;
}

std::vector<Element> Element::children() const {
    std::vector<Element> all;
    if (node_ == nullptr) {
        return all;
    }
    for (const pugi::xml_node node : node_of(node_).children()) {
        if (node.type() == pugi::node_element) {
            all.push_back(Element{document_, node.internal_object()});
        }
    }
    return all;
}

std::vector<Element> Element::children(std::string_view namespace_uri, std::string_view local_name) const {
    std::vector<Element> all = children();
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const Element& element) { return !element.is(namespace_uri, local_name); }),
              all.end());
    return all;
}

Element Element::child(std::string_view namespace_uri, std::string_view local_name) const {
    if (node_ != nullptr) {
        for (const pugi::xml_node node : node_of(node_).children()) {
            const Element element{document_, node.internal_object()};
            if (node.type() == pugi::node_element && element.is(namespace_uri, local_name)) {
                return element;
            }
        }
    }
    return {};
}

Element Element::parent() const {
    if (node_ == nullptr) {
        return {};
    }
    const pugi::xml_node above = node_of(node_).parent();
    return above.type() == pugi::node_element ? Element{document_, above.internal_object()} : Element{};
}

Position Element::position() const {
    if (node_ == nullptr) {
        return {};
    }
    // "<" is the byte before the name.
    return document_->impl_->position(document_->impl_->offset_of(node_of(node_).name()) - 1);
}

Position Element::position_of_attribute(std::string_view local_name, std::string_view namespace_uri) const {
    for (const Attribute& candidate : attributes()) {
        if (candidate.local_name == local_name && candidate.namespace_uri == namespace_uri) {
            return candidate.position();
        }
    }
    return position();
}

Position Attribute::position() const {
    return document == nullptr ? Position{} : document->impl_->position(offset);
}

}  // namespace lyceum::xml
