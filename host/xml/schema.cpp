#include "host/xml/schema.hpp"

#include "host/base/files.hpp"
#include "host/base/text.hpp"
#include "host/xml/document_impl.hpp"
#include "host/xml/schema_names.hpp"
#include "host/xml/schema_sentences.hpp"

#include <charconv>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

namespace lyceum::xml {

namespace {

constexpr std::size_t most_findings = 100;
constexpr std::size_t largest_schema = std::size_t{2} << 20;
constexpr std::size_t most_occurrences = 10'000;

struct Free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
    void operator()(xmlSchema* schema) const { xmlSchemaFree(schema); }
    void operator()(xmlSchemaParserCtxt* context) const { xmlSchemaFreeParserCtxt(context); }
    void operator()(xmlSchemaValidCtxt* context) const { xmlSchemaFreeValidCtxt(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// libxml2 as a whole is told once that nothing is ever loaded; the lazily made tables it shares are
// made before any thread can race for them.
void initialise_libxml2() {
    static const bool done = [] {
        xmlInitParser();
        xmlSchemaInitTypes();
        xmlSetExternalEntityLoader(
            [](const char*, const char*, xmlParserCtxtPtr) -> xmlParserInputPtr { return nullptr; });
        return true;
    }();
    static_cast<void>(done);
}

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string{} : std::string{text};
}

// Takes what Document::parse took; so a failure here is a difference between two parsers, and told
// as it is.
struct Parsed {
    Owned<xmlDoc> document;
    int line = 0;
    std::string message;
};
Parsed parse(std::string_view bytes) {
    initialise_libxml2();
    Parsed parsed;
    const Owned<xmlParserCtxt> context{xmlNewParserCtxt()};
    if (!context) {
        parsed.message = "out of memory";
        return parsed;
    }
    // Blanks between elements do not decide whether a document is valid; left out, the tree is a
    // third smaller. An element's whole text is kept even if it is blank.
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT | XML_PARSE_NOBLANKS;
    parsed.document.reset(
        xmlCtxtReadMemory(context.get(), bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8", options));
    if (!parsed.document) {
        const xmlError* error = xmlCtxtGetLastError(context.get());
        parsed.line = error == nullptr ? 0 : error->line;
        parsed.message = error == nullptr ? "not well-formed" : std::string{text::trim(text_or_empty(error->message))};
    }
    return parsed;
}

// What an XSD from outside may not have: other files, and counters that make the automaton explode.
std::optional<Error> forbidden_in_schema(const Document& xsd, const Element& inside) {
    for (const Element& child : inside.children()) {
        const std::string_view name = child.local_name();
        if (name == "include" || name == "import" || name == "redefine") {
            return Error{ErrorCode::InvalidInput, fmt::format("<xs:{}> is not followed", name),
                         fmt::format("{}:{}:{}", xsd.file(), child.position().line, child.position().column),
                         "a schema must be one file"};
        }
        for (const std::string_view attribute : {"minOccurs", "maxOccurs"}) {
            const std::string_view value = child.attribute_or(attribute, "");
            std::size_t count = 0;
            const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), count);
            if (error == std::errc::result_out_of_range || count > most_occurrences) {
                return Error{ErrorCode::LimitExceeded, fmt::format("{} is more than {}", attribute, most_occurrences),
                             fmt::format("{}:{}:{}", xsd.file(), child.position().line, child.position().column),
                             "write \"unbounded\""};
            }
        }
        if (auto found = forbidden_in_schema(xsd, child)) {
            return found;
        }
    }
    return std::nullopt;
}

struct Collected {
    int code = 0;
    std::string first;
    std::string second;
    std::string message;
    const xmlNode* node = nullptr;
};

void collect(void* list, xmlErrorPtr error) {
    auto& findings = *static_cast<std::vector<Collected>*>(list);
    if (error == nullptr || findings.size() > most_findings) {
        return;
    }
    // A key that could not be computed follows from a bad value, which is told of by itself.
    const bool follows = error->code == XML_SCHEMAV_CVC_IDC && error->message != nullptr &&
                         std::string_view{error->message}.find("Warning:") != std::string_view::npos;
    if (follows) {
        return;
    }
    findings.push_back({error->code, text_or_empty(error->str1), text_or_empty(error->str2),
                        text_or_empty(error->message), static_cast<const xmlNode*>(error->node)});
}

const xmlNode* next_element(const xmlNode* node) {
    const xmlNode* next = node->children;
    while (true) {
        for (; next != nullptr; next = next->next) {
            if (next->type == XML_ELEMENT_NODE) {
                return next;
            }
        }
        if (node == nullptr || node->type != XML_ELEMENT_NODE) {
            return nullptr;
        }
        next = node->next;
        node = node->parent;
    }
}

pugi::xml_node next_element(pugi::xml_node node) {
    pugi::xml_node next = node.first_child();
    while (true) {
        for (; next; next = next.next_sibling()) {
            if (next.type() == pugi::node_element) {
                return next;
            }
        }
        if (node.type() != pugi::node_element) {
            return {};
        }
        next = node.next_sibling();
        node = node.parent();
    }
}

}  // namespace

struct Schema::Impl {
    std::string name;
    Owned<xmlDoc> document;  // outlives the schema, which points into it
    Owned<xmlSchema> schema;
    SchemaNames names;
};

Schema::Schema(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}

Schema::~Schema() = default;

Result<std::shared_ptr<const Schema>> Schema::compile(std::string_view xsd, std::string_view name) {
    Limits limits;
    limits.bytes = largest_schema;
    Diagnostics diagnostics;
    const auto document = Document::parse(std::string{xsd}, name, limits, diagnostics);
    if (document == nullptr) {
        return Error{ErrorCode::InvalidInput, to_string(diagnostics.front()), "", ""};
    }
    if (!document->root().is(xs, "schema")) {
        return Error{ErrorCode::InvalidInput, "the root element is not xs:schema", std::string{name}, ""};
    }
    if (auto forbidden = forbidden_in_schema(*document, document->root())) {
        return std::move(*forbidden);
    }
    auto impl = std::make_unique<Impl>();
    impl->name = name;
    Parsed parsed = parse(document->bytes());
    if (!parsed.document) {
        return Error{ErrorCode::InvalidInput, parsed.message, fmt::format("{}:{}", name, parsed.line), ""};
    }
    impl->document = std::move(parsed.document);
    const Owned<xmlSchemaParserCtxt> context{xmlSchemaNewDocParserCtxt(impl->document.get())};
    struct Complaint {
        int line = 0;
        std::string message;
    } complaint;
    if (context) {
        xmlSchemaSetParserStructuredErrors(
            context.get(),
            [](void* out, xmlErrorPtr error) {
                auto& first = *static_cast<Complaint*>(out);
                if (first.message.empty() && error != nullptr && error->level >= XML_ERR_ERROR) {
                    first = {error->line, std::string{text::trim(text_or_empty(error->message))}};
                }
            },
            &complaint);
        impl->schema.reset(xmlSchemaParse(context.get()));
    }
    if (!impl->schema) {
        return Error{ErrorCode::InvalidInput,
                     complaint.message.empty() ? "the schema cannot be used" : complaint.message,
                     fmt::format("{}:{}", name, complaint.line), ""};
    }
    impl->names = SchemaNames{*document};
    return std::shared_ptr<const Schema>{new Schema{std::move(impl)}};
}

Result<std::shared_ptr<const Schema>> Schema::load(const std::filesystem::path& path) {
    LYCEUM_TRY(const std::string bytes, files::read(path, largest_schema));
    return compile(bytes, path.string());
}

void Schema::validate(const Document& document, Diagnostics& diagnostics) const {
    Parsed parsed = parse(document.bytes());
    if (!parsed.document) {
        diagnostics.push_back(document.diagnose_at({static_cast<std::uint32_t>(parsed.line), 1}, Severity::Error,
                                                   "xml.not-well-formed", parsed.message));
        return;
    }
    const Owned<xmlSchemaValidCtxt> context{xmlSchemaNewValidCtxt(impl_->schema.get())};
    if (!context) {
        diagnostics.push_back(document.diagnose_at({}, Severity::Error, "schema.unavailable", "out of memory"));
        return;
    }
    std::vector<Collected> collected;
    xmlSchemaSetValidStructuredErrors(context.get(), collect, &collected);
    const int outcome = xmlSchemaValidateDoc(context.get(), parsed.document.get());
    if (outcome == 0 && collected.empty()) {
        return;
    }
    if (collected.empty()) {
        diagnostics.push_back(
            document.diagnose_at({}, Severity::Error, "schema.unavailable",
                                 fmt::format("the schema {} could not be applied", in_quotes(impl_->name))));
        return;
    }
    // Both trees hold the same elements in the same order: one walk over the two finds every place.
    std::unordered_map<const xmlNode*, void*> places;
    for (const Collected& finding : collected) {
        places.emplace(finding.node, nullptr);
    }
    const xmlNode* theirs = xmlDocGetRootElement(parsed.document.get());
    pugi::xml_node ours = node_of(document.root().node_);
    while (theirs != nullptr && ours) {
        if (const auto wanted = places.find(theirs); wanted != places.end()) {
            wanted->second = ours.internal_object();
        }
        theirs = next_element(theirs);
        ours = next_element(ours);
    }
    Diagnostics found;
    for (std::size_t i = 0; i < collected.size() && i < most_findings; ++i) {
        Collected& finding = collected[i];
        void* const place = places[finding.node];
        add_sentence(document, impl_->names,
                     {finding.code, std::move(finding.first), std::move(finding.second), std::move(finding.message),
                      place == nullptr ? document.root() : Element{&document, place}},
                     found);
    }
    if (collected.size() > most_findings) {
        found.push_back(document.diagnose_at({}, Severity::Error, "schema.too-many",
                                             fmt::format("only the first {} problems are listed", most_findings),
                                             "mend these first"));
    }
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

}  // namespace lyceum::xml
