#include "host/words/belarusian.hpp"

#include <algorithm>
#include <array>

namespace lyceum::words::belarusian {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t letter_bytes = 2;  // every letter of the alphabet in UTF-8

// The longest first. As folded words have them: е for ё.
constexpr std::array endings{
    "ыямі"sv, "іямі"sv, "амі"sv, "ямі"sv, "ымі"sv, "імі"sv, "ага"sv, "ога"sv, "яга"sv, "аму"sv, "ому"sv, "яму"sv,
    "ыях"sv,  "іях"sv,  "ыям"sv, "іям"sv, "ыяй"sv, "іяй"sv, "ая"sv,  "яя"sv,  "ое"sv,  "ае"sv,  "яе"sv,  "ыя"sv,
    "ія"sv,   "ыі"sv,   "іі"sv,  "ыю"sv,  "ію"sv,  "ый"sv,  "ій"sv,  "ую"sv,  "юю"sv,  "ай"sv,  "яй"sv,  "ой"sv,
    "ей"sv,   "эй"sv,   "ам"sv,  "ям"sv,  "ом"sv,  "ем"sv,  "ах"sv,  "ях"sv,  "ох"sv,  "оў"sv,  "аў"sv,  "еў"sv,
    "яў"sv,   "ым"sv,   "ім"sv,  "ых"sv,  "іх"sv,  "ою"sv,  "аю"sv,  "яю"sv,  "ею"sv,  "а"sv,   "я"sv,   "у"sv,
    "ю"sv,    "ы"sv,    "і"sv,   "е"sv,   "э"sv,   "о"sv,   "ь"sv,   "й"sv};

constexpr std::size_t shortest_stem = 3 * letter_bytes;

}  // namespace

std::string_view without_ending(std::string_view word) {
    const auto* found = std::find_if(endings.begin(), endings.end(), [&](std::string_view ending) {
        return word.size() >= shortest_stem + ending.size() && word.ends_with(ending);
    });
    return found == endings.end() ? word : word.substr(0, word.size() - found->size());
}

std::string key(std::string_view word) {
    std::string stem{without_ending(word)};
    // After a vowel a word that begins with у begins with ў.
    if (stem.starts_with("ў")) {
        stem = "у" + stem.substr(letter_bytes);
    }
    if (stem.size() <= shortest_stem) {
        return stem;
    }
    // вада, вадзе; паслуга, паслузе; рука, руцэ and карта, карце; страха, страсе.
    struct Change {
        std::string_view from;
        std::string_view to;
    };
    constexpr std::array<Change, 5> changes{
        {{"дз"sv, "д"sv}, {"з"sv, "г"sv}, {"ц"sv, "т"sv}, {"к"sv, "т"sv}, {"с"sv, "х"sv}}};
    const auto* change = std::find_if(changes.begin(), changes.end(),
                                      [&](const Change& each) { return stem.ends_with(each.from); });
    if (change != changes.end()) {
        stem.resize(stem.size() - change->from.size());
        stem += change->to;
    }
    return stem;
}

}  // namespace lyceum::words::belarusian
