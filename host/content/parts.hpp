#pragma once
// What the readers of content share: opening a document, texts in several languages, numbers, names
// for messages. Internal to content. [any thread]

#include "host/base/language.hpp"
#include "host/xml/document.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lyceum::content {

// "courses/x" and "cmi5.xml" → "courses/x/cmi5.xml"; "." and "" add nothing.
std::string join_display(std::string_view folder, std::string_view name);

// Reads and parses one file; nothing, with an error added, if that fails. Adds the file's size to
// `bytes`.
std::shared_ptr<const xml::Document> open_document(const std::filesystem::path& file, const std::string& display,
                                                   xml::Diagnostics& diagnostics, std::uint64_t& bytes);

// Puts `text` into `out` under `language`; a warning if that language was there already.
void add_text(LocalizedText& out, std::optional<Language> language, const xml::Document& document,
              const xml::Element& at, xml::Diagnostics& diagnostics);

// The decimal number `text` is, whole; nothing for anything else.
std::optional<int> parse_integer(std::string_view text);
std::optional<double> parse_decimal(std::string_view text);

// The words between blanks.
std::vector<std::string_view> split_words(std::string_view text);

// Ids that must differ, with the place of the first.
class UniqueIds {
public:
    // False, and an error with `rule` at the attribute, if the id was there before.
    bool add(std::string_view id, const xml::Document& document, const xml::Element& element,
             std::string_view attribute, std::string_view rule, xml::Diagnostics& diagnostics);
    const std::vector<std::string>& all() const { return all_; }
    bool contains(std::string_view id) const { return first_.contains(std::string{id}); }

private:
    std::unordered_map<std::string, xml::Element> first_;
    std::vector<std::string> all_;
};

// By place, each once.
void sort_by_place(xml::Diagnostics& diagnostics);

}  // namespace lyceum::content
