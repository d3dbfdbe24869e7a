#pragma once
// The words of the pages: gettext catalogues (locale/*.po, made part of the program as .mo), msgid = the English text.
// The catalogues are read by Boost.Locale's gettext facet alone: no std::locale, no ICU data in memory. [any thread]

#include "host/base/embedded_file.hpp"
#include "host/base/language.hpp"
#include "host/base/result.hpp"

#include <array>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace lyceum::web {

class Texts {
public:
    // `catalogues`: "ru.mo", "be.mo"; English needs none. InvalidInput if one cannot be read.
    static Result<Texts> open(std::span<const EmbeddedFile> catalogues);
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;
    ~Texts();

    // The text in this language, or the msgid itself where a catalogue lacks it.
    std::string_view find(Language language, const char* msgid) const;
    // Plural forms by the catalogue's own rule.
    std::string_view find_plural(Language language, const char* one, const char* many, int count) const;

private:
    struct Catalogue;
    Texts();
    std::array<std::unique_ptr<Catalogue>, 3> catalogues_;  // by Language; null: msgids are the texts
};

// Texts in one language, as page code speaks. Cheap to copy; the Texts must outlive it.
class Speech {
public:
    using Fillings = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    Speech(const Texts& texts, Language language) : texts_{&texts}, language_{language} {}

    Language language() const { return language_; }
    // With each "{name}" replaced by its filling.
    std::string tr(const char* msgid, Fillings fillings = {}) const;
    // With "{count}" replaced too.
    std::string tr_count(const char* one, const char* many, int count) const;

private:
    const Texts* texts_;
    Language language_;
};

// Binds prepositions and conjunctions of one or two letters to the next word with a no-break space, as Russian and
// Belarusian typesetting wants: none is left alone at the end of a line. English is left as it is.
std::string bind_short_words(std::string_view text, Language language);

}  // namespace lyceum::web
