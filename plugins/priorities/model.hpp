#pragma once
// What one file of priorities says. Made by the reader, never changed. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <array>
#include <string>
#include <vector>

namespace lyceum::plugins::priorities {

// A question with five answers; the grade is the place of the answer, from 1.
struct Scale {
    std::string question;
    std::array<std::string, 5> grades;
};

enum class Shows { Measured, Chosen };

struct Objective {
    std::string ref;
    Shows shows = Shows::Measured;
};

struct Assignment {
    Language language = Language::Ru;
    std::string title;
    RichText intro;
    Scale effect_sector;
    Scale effect_state;
    Scale effort;
    std::vector<Objective> objectives;
    std::vector<sdk::Xhtml> sources;
};

}  // namespace lyceum::plugins::priorities
