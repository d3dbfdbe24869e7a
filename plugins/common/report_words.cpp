#include "plugins/common/report_words.hpp"

namespace lyceum::plugins {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportWords {
    Plural unreadable;
    Text too_few;
};

constexpr ReportWords words_russian{
    .unreadable = {"{} состояние не прочитано и\u00A0не учтено.", "{} состояния не прочитаны и\u00A0не учтены.",
                   "{} состояний не прочитано и\u00A0не учтено."},
    .too_few = "Здесь будут числа, когда данных станет не меньше чем от\u00A0пяти человек.",
};

constexpr ReportWords words_belarusian{
    .unreadable = {"{} стан не прачытаны і\u00A0не ўлічаны.", "{} станы не прачытаныя і\u00A0не ўлічаныя.",
                   "{} станаў не прачытана і\u00A0не ўлічана."},
    .too_few = "Тут будуць лікі, калі даных стане не менш чым ад\u00A0пяці чалавек.",
};

constexpr ReportWords words_english{
    .unreadable = {"{} state could not be read and is left out.", "{} states could not be read and are left out.",
                   "{} states could not be read and are left out."},
    .too_few = "Numbers will stand here once there is something from five people at least.",
};

}  // namespace

std::string unreadable_words(std::size_t count, Language language) {
    return count == 0
               ? std::string{}
               : in_language(language, words_russian, words_belarusian, words_english).unreadable.with(language, count);
}

std::string_view too_few_words(Language language) {
    return in_language(language, words_russian, words_belarusian, words_english).too_few.text();
}

}  // namespace lyceum::plugins
