#pragma once
// The part of a Belarusian word that its forms have in common. Snowball has no Belarusian stemmer: this one knows the
// endings of nouns and adjectives and the consonants that change before them, no verbs. Private to host/words.

#include <string>
#include <string_view>

namespace lyceum::words::belarusian {

// Takes a folded word. Without its ending: "паслугамі" and "паслуга" give "паслуг". At least three letters stay.
std::string_view without_ending(std::string_view word);

// The same with the last consonant as it is before all endings: "паслузе" and "паслуга" give one key.
std::string key(std::string_view word);

}  // namespace lyceum::words::belarusian
