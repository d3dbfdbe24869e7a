#include "host/web/texts.hpp"

#include "host/base/text.hpp"

#include <boost/locale/gnu_gettext.hpp>

#include <algorithm>
#include <array>
#include <locale>
#include <stdexcept>
#include <vector>

namespace lyceum::web {
namespace {

namespace gettext = boost::locale::gnu_gettext;

constexpr std::string_view no_break_space = "\u00A0";

// Prepositions, conjunctions and particles of one or two letters; pronouns ("их", "ей") may well end a line.
constexpr std::array short_words{"а",  "б",  "в",  "и",  "к",  "о",  "с",  "у",  "бы", "во",
                                 "до", "за", "из", "ко", "на", "не", "ни", "но", "об", "от",
                                 "по", "со", "і",  "ў",  "з",  "ад", "да", "па", "ці"};

// With a capital as its first letter too: Cyrillic capitals lie 32 code points before their small letters (І and Ў 80).
bool is_short_word(std::string_view word) {
    if (word.size() != 2 && word.size() != 4) {
        return false;
    }
    const auto lead = static_cast<unsigned char>(word[0]);
    const auto trail = static_cast<unsigned char>(word[1]);
    std::string lower{word};
    if (lead == 0xD0 && trail >= 0x90 && trail <= 0x9F) {
        lower[1] = static_cast<char>(trail + 0x20);
    } else if (lead == 0xD0 && trail >= 0xA0 && trail <= 0xAF) {
        lower.replace(0, 2, {static_cast<char>(0xD1), static_cast<char>(trail - 0x20)});
    } else if (lead == 0xD0 && (trail == 0x86 || trail == 0x8E)) {
        lower.replace(0, 2, {static_cast<char>(0xD1), static_cast<char>(trail + 0x10)});
    }
    return std::find(short_words.begin(), short_words.end(), lower) != short_words.end();
}

}  // namespace

struct Texts::Catalogue {
    std::locale owner;  // facets are counted, and a locale is what counts them; it is used for nothing else
    boost::locale::message_format<char>* messages = nullptr;
};

Texts::Texts() = default;
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

Result<Texts> Texts::open(std::span<const EmbeddedFile> catalogues) {
    Texts texts;
    for (const auto& file : catalogues) {
        const auto language = parse_language(file.path.substr(0, file.path.find('.')));
        if (!language) {
            return Error{ErrorCode::InvalidInput, "a catalogue of an unknown language", std::string{file.path}, {}};
        }
        gettext::messages_info info;
        info.language = code_of(*language);
        info.encoding = "UTF-8";
        info.domains.emplace_back("lyceum");
        info.paths.emplace_back("embedded");
        // Asked for several names (with country, with variant); the one file is the answer to the shortest.
        info.callback = [&file, wanted = "embedded/" + std::string{code_of(*language)} + "/LC_MESSAGES/lyceum.mo"](
                            const std::string& name, const std::string&) {
            return name == wanted ? std::vector<char>{file.bytes.begin(), file.bytes.end()} : std::vector<char>{};
        };
        auto catalogue = std::make_unique<Catalogue>();
        try {
            catalogue->messages = gettext::create_messages_facet<char>(info);
        } catch (const std::exception& problem) {
            return Error{ErrorCode::InvalidInput, problem.what(), std::string{file.path}, {}};
        }
        if (catalogue->messages == nullptr) {
            return Error{ErrorCode::InvalidInput, "the catalogue cannot be read", std::string{file.path}, {}};
        }
        catalogue->owner = std::locale{std::locale::classic(), catalogue->messages};
        texts.catalogues_[static_cast<std::size_t>(*language)] = std::move(catalogue);
    }
    return texts;
}

std::string_view Texts::find(Language language, const char* msgid) const {
    const auto& catalogue = catalogues_[static_cast<std::size_t>(language)];
    const char* text = catalogue ? catalogue->messages->get(0, nullptr, msgid) : nullptr;
    return text != nullptr ? text : msgid;
}

std::string_view Texts::find_plural(Language language, const char* one, const char* many, int count) const {
    const auto& catalogue = catalogues_[static_cast<std::size_t>(language)];
    const char* text = catalogue ? catalogue->messages->get(0, nullptr, one, count) : nullptr;
    if (text != nullptr) {
        return text;
    }
    return count == 1 ? one : many;
}

namespace {

std::string fill(std::string_view text, Speech::Fillings fillings) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) {
            break;
        }
        const auto name = text.substr(open + 1, close - open - 1);
        out += text.substr(0, open);
        bool known = false;
        for (const auto& [key, value] : fillings) {
            if (key == name) {
                out += value;
                known = true;
                break;
            }
        }
        if (!known) {
            out += text.substr(open, close - open + 1);
        }
        text.remove_prefix(close + 1);
    }
    out += text;
    return out;
}

}  // namespace

std::string Speech::tr(const char* msgid, Fillings fillings) const {
    return bind_short_words(fill(texts_->find(language_, msgid), fillings), language_);
}

std::string Speech::tr_count(const char* one, const char* many, int count) const {
    return fill(texts_->find_plural(language_, one, many, count), {{"count", std::to_string(count)}});
}

std::string bind_short_words(std::string_view text, Language language) {
    std::string out;
    out.reserve(text.size() + 16);
    if (language == Language::En) {
        out = text;
        return out;
    }
    std::size_t word = 0;  // where the current word begins
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == ' ') {
            if (is_short_word(text.substr(word, i - word))) {
                out += no_break_space;
            } else {
                out += ' ';
            }
            word = i + 1;
            continue;
        }
        // An opening quotation mark or bracket is no part of the word after it.
        if (i == word && byte == '(') {
            word = i + 1;
        }
        out += text[i];
    }
    return out;
}

}  // namespace lyceum::web
