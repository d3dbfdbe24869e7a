#include "host/web/templates.hpp"

#include "host/base/text.hpp"

#include <optional>

namespace lyceum::web {
namespace {

constexpr std::string_view text_open = "{{#t}}";
constexpr std::string_view text_close = "{{/t}}";
constexpr std::string_view partial_open = "{{>";
constexpr int partial_depth = 4;

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// White space means nothing in the templates' HTML but "a space may be here"; less of it makes pages and rendering
// shorter.
std::string one_space(std::string_view source) {
    std::string out;
    for (const char c : source) {
        if (!is_space(c)) {
            out += c;
        } else if (out.empty() || out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

std::string_view name_of(std::string_view path) {
    return path.substr(0, path.find('.'));
}

const EmbeddedFile* find_file(std::span<const EmbeddedFile> files, std::string_view name) {
    for (const auto& file : files) {
        if (name_of(file.path) == name) {
            return &file;
        }
    }
    return nullptr;
}

// Puts {{> name}} in, to a bounded depth.
Result<std::string> with_partials(std::span<const EmbeddedFile> files, const EmbeddedFile& file, int depth) {
    std::string out;
    auto rest = file.bytes;
    for (auto open = rest.find(partial_open); open != std::string_view::npos; open = rest.find(partial_open)) {
        out += rest.substr(0, open);
        const auto close = rest.find("}}", open);
        const auto name = text::trim(rest.substr(open + partial_open.size(), close - open - partial_open.size()));
        const auto* partial = find_file(files, name);
        if (close == std::string_view::npos || partial == nullptr || depth == 0) {
            return Error{
                ErrorCode::InvalidInput, "a template puts in one that is not there", std::string{file.path}, {}};
        }
        LYCEUM_TRY(auto inner, with_partials(files, *partial, depth - 1));
        out += inner;
        rest.remove_prefix(close + 2);
    }
    out += rest;
    return out;
}

std::string translated(std::string_view source, const Speech& speech) {
    std::string out;
    for (auto open = source.find(text_open); open != std::string_view::npos; open = source.find(text_open)) {
        out += source.substr(0, open);
        const auto close = std::min(source.find(text_close, open), source.size());
        const auto msgid = one_space(source.substr(open + text_open.size(), close - open - text_open.size()));
        text::append_escaped_markup(out, speech.tr(msgid.c_str()));
        source.remove_prefix(std::min(close + text_close.size(), source.size()));
    }
    out += source;
    return out;
}

}  // namespace

std::vector<std::string> msgids_of(std::string_view source) {
    std::vector<std::string> found;
    for (auto open = source.find(text_open); open != std::string_view::npos; open = source.find(text_open)) {
        const auto close = std::min(source.find(text_close, open), source.size());
        found.push_back(one_space(source.substr(open + text_open.size(), close - open - text_open.size())));
        source.remove_prefix(std::min(close + text_close.size(), source.size()));
    }
    return found;
}

Result<Templates> Templates::open(std::span<const EmbeddedFile> files, const Texts& texts) {
    Templates templates;
    for (const auto language : all_languages) {
        const Speech speech{texts, language};
        for (const auto& file : files) {
            LYCEUM_TRY(auto source, with_partials(files, file, partial_depth));
            kainjow::mustache::mustache parsed{one_space(translated(source, speech))};
            if (!parsed.is_valid()) {
                return Error{ErrorCode::InvalidInput, parsed.error_message(), std::string{file.path}, {}};
            }
            parsed.set_custom_escape([](const std::string& raw) { return text::escape_markup(raw); });
            templates.parsed_[static_cast<std::size_t>(language)].emplace(name_of(file.path), std::move(parsed));
        }
    }
    return templates;
}

std::string Templates::render(Language language, std::string_view name, const Values& values) {
    auto& parsed = parsed_[static_cast<std::size_t>(language)].find(name)->second;
    std::string page;
    parsed.render(values, [&page](const std::string& part) { page += part; });
    return page;
}

}  // namespace lyceum::web
