#include "host/xml/schema_names.hpp"

#include "host/base/text.hpp"

#include <algorithm>
#include <set>

namespace lyceum::xml {

namespace {

std::string_view local_part(std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

void add_once(std::vector<std::string>& words, std::string_view word) {
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) {
        words.emplace_back(word);
    }
}

// The English documentation under `declaration`, or one without a language; its first sentence.
std::string documentation_of(const Element& declaration) {
    std::string best;
    for (const Element& text : declaration.child(xs, "annotation").children(xs, "documentation")) {
        const auto language = text.attribute("lang", "http://www.w3.org/XML/1998/namespace");
        if (language && *language == "en") {
            best = text.text();
            break;
        }
        if (!language && best.empty()) {
            best = text.text();
        }
    }
    constexpr std::size_t longest = 160;
    best.resize(std::min(best.size(), best.find(". ")));
    if (best.ends_with('.')) {
        best.pop_back();
    }
    return std::string{text::cut(best, longest)};
}

}  // namespace

// Walks from each element declaration through its type, groups and bases. Every named thing is
// visited once an element, so a type that refers to itself ends.
class SchemaNames::Builder {
public:
    Builder(const Document& xsd, SchemaNames& out) : out_{out} {
        for (const Element& declaration : xsd.root().children()) {
            named_[{std::string{declaration.local_name()}, std::string{declaration.attribute_or("name", "")}}] =
                declaration;
            if (declaration.is(xs, "element")) {
                add_once(out_.roots_, declaration.attribute_or("name", ""));
            }
        }
        find_elements(xsd.root());
    }

private:
    enum class Need { Required, Optional };

    void find_elements(const Element& inside) {
        for (const Element& child : inside.children()) {
            if (child.is(xs, "element") && child.attribute("name")) {
                const auto [entry, is_new] = out_.elements_.try_emplace(std::string{*child.attribute("name")});
                Names& names = entry->second;
                if (names.documentation.empty()) {
                    names.documentation = type_documentation(child);
                }
                visited_.clear();
                required_.clear();
                collect(child, names, Need::Required);
                collect_named("complexType", child.attribute_or("type", ""), names, Need::Required);
                if (is_new) {
                    names.required_children = required_;
                } else {
                    std::erase_if(names.required_children, [this](const std::string& name) {
                        return std::find(required_.begin(), required_.end(), name) == required_.end();
                    });
                }
            }
            find_elements(child);
        }
    }

    Element find_named(std::string_view kind, std::string_view reference) const {
        const auto found = named_.find({std::string{kind}, std::string{local_part(reference)}});
        return found == named_.end() ? Element{} : found->second;
    }

    void collect_named(std::string_view kind, std::string_view reference, Names& names, Need need) {
        if (reference.empty() || !visited_.emplace(kind, local_part(reference)).second) {
            return;
        }
        if (const Element target = find_named(kind, reference)) {
            collect(target, names, need);
        }
    }

    std::string type_documentation(const Element& declaration) const {
        const Element type = find_named("simpleType", declaration.attribute_or("type", ""));
        std::string text = type ? documentation_of(type) : std::string{};
        return text.empty() ? documentation_of(declaration) : text;
    }

    void collect(const Element& inside, Names& names, Need outer) {
        for (const Element& child : inside.children()) {
            const std::string_view kind = child.local_name();
            const std::string_view reference = child.attribute_or("ref", "");
            const bool optional = kind == "choice" || child.attribute_or("minOccurs", "1") == "0";
            const Need need = optional ? Need::Optional : outer;
            if (kind == "element") {
                const std::string_view name = child.attribute_or("name", local_part(reference));
                add_once(names.children, name);
                if (need == Need::Required) {
                    add_once(required_, name);
                }
                continue;  // what is inside belongs to the child
            }
            if (kind == "attribute") {
                const std::string_view name = child.attribute_or("name", local_part(reference));
                if (child.attribute_or("use", "") != "prohibited") {
                    add_once(names.attributes, name);
                }
                names.attribute_documentation.try_emplace(std::string{name}, type_documentation(child));
                continue;
            }
            if (kind == "group" || kind == "attributeGroup") {
                collect_named(kind, reference, names, need);
            } else if (kind == "extension" || kind == "restriction") {
                collect_named("complexType", child.attribute_or("base", ""), names, need);
            }
            collect(child, names, need);
        }
    }

    SchemaNames& out_;
    std::map<std::pair<std::string, std::string>, Element> named_;
    std::set<std::pair<std::string, std::string>> visited_;
    std::vector<std::string> required_;
};

SchemaNames::SchemaNames(const Document& xsd) {
    Builder{xsd, *this};
}

const SchemaNames::Names* SchemaNames::find(std::string_view element) const {
    const auto found = elements_.find(element);
    return found == elements_.end() ? nullptr : &found->second;
}

const std::vector<std::string>& SchemaNames::attributes_of(std::string_view element) const {
    static const std::vector<std::string> none;
    const Names* names = find(element);
    return names == nullptr ? none : names->attributes;
}

const std::vector<std::string>& SchemaNames::children_of(std::string_view element) const {
    static const std::vector<std::string> none;
    const Names* names = find(element);
    return names == nullptr ? none : names->children;
}

const std::vector<std::string>& SchemaNames::required_children_of(std::string_view element) const {
    static const std::vector<std::string> none;
    const Names* names = find(element);
    return names == nullptr ? none : names->required_children;
}

std::string SchemaNames::describe_attribute(std::string_view element, std::string_view attribute) const {
    const Names* names = find(element);
    if (names == nullptr) {
        return {};
    }
    const auto found = names->attribute_documentation.find(attribute);
    return found == names->attribute_documentation.end() ? std::string{} : found->second;
}

std::string SchemaNames::describe_element(std::string_view element) const {
    const Names* names = find(element);
    return names == nullptr ? std::string{} : names->documentation;
}

}  // namespace lyceum::xml
