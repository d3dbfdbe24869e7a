#include "host/content/parts.hpp"

#include "host/base/files.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace lyceum::content {

using xml::Severity;

std::string join_display(std::string_view folder, std::string_view name) {
    while (folder.size() > 1 && folder.ends_with('/')) {
        folder.remove_suffix(1);
    }
    if (folder.empty() || folder == ".") {
        return std::string{name};
    }
    return folder == "/" ? fmt::format("/{}", name) : fmt::format("{}/{}", folder, name);
}

namespace {

xml::Diagnostic cannot_read(const Error& error, const std::string& display) {
    const auto say = [&](std::string rule, std::string text, std::string hint) {
        return xml::Diagnostic{display, 0, 0, Severity::Error, std::move(rule), std::move(text), std::move(hint)};
    };
    switch (error.code) {
        case ErrorCode::NotFound:
            return say("file.missing", "there is no such file", "");
        case ErrorCode::Denied:
            return say("file.denied", "the file may not be read", "change its access rights");
        case ErrorCode::LimitExceeded:
            return say("xml.too-large", fmt::format("the file is larger than {} MiB", xml::Limits{}.bytes >> 20U),
                       "split it into several files");
        default:
            return say("file.unreadable", error.message, error.hint);
    }
}

}  // namespace

std::shared_ptr<const xml::Document> open_document(const std::filesystem::path& file, const std::string& display,
                                                   xml::Diagnostics& diagnostics, std::uint64_t& bytes) {
    const xml::Limits limits;
    auto text = files::read(file, limits.bytes);
    if (!text) {
        diagnostics.push_back(cannot_read(text.error(), display));
        return nullptr;
    }
    bytes += text.value().size();
    return xml::Document::parse(std::move(text).value(), display, limits, diagnostics);
}

void add_text(LocalizedText& out, std::optional<Language> language, const xml::Document& document,
              const xml::Element& at, xml::Diagnostics& diagnostics) {
    if (!language) {
        return;  // a course may carry more languages than Lyceum shows
    }
    std::string& text = out[*language];
    if (!text.empty()) {
        diagnostics.push_back(document.diagnose(at, Severity::Warning, "content.duplicate-language",
                                                fmt::format("the text in language {} is there twice; the first is used",
                                                            xml::in_quotes(code_of(*language))),
                                                "remove one of the two"));
        return;
    }
    text = at.text();
}

std::optional<int> parse_integer(std::string_view text) {
    int value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || rest != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> parse_decimal(std::string_view text) {
    double value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || rest != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string_view> split_words(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string_view> words;
    std::size_t at = text.find_first_not_of(blanks);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(blanks, end);
    }
    return words;
}

bool UniqueIds::add(std::string_view id, const xml::Document& document, const xml::Element& element,
                    std::string_view attribute, std::string_view rule, xml::Diagnostics& diagnostics) {
    const auto [found, is_new] = first_.try_emplace(std::string{id}, element);
    if (is_new) {
        all_.emplace_back(id);
        return true;
    }
    diagnostics.push_back(
        document.diagnose_attribute(element, attribute, Severity::Error, rule,
                                    fmt::format("{} {} is used twice; it was given on line {} first", attribute,
                                                xml::in_quotes(id), found->second.position().line),
                                    "rename one of the two"));
    return false;
}

void sort_by_place(xml::Diagnostics& diagnostics) {
    std::sort(diagnostics.begin(), diagnostics.end());
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
}

}  // namespace lyceum::content
