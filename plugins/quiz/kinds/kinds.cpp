#include "plugins/quiz/kinds/kinds.hpp"

#include <algorithm>
#include <array>

namespace lyceum::plugins::quiz {
namespace {

struct Kind {
    std::string_view element;
    std::unique_ptr<const Question> (*read)(const pugi::xml_node& node, ElementReader& reader);
};

constexpr std::array<Kind, 8> kinds{{{"choice", &read_choice},
                                     {"choices", &read_choices},
                                     {"trueFalse", &read_true_false},
                                     {"number", &read_number},
                                     {"order", &read_order},
                                     {"match", &read_match},
                                     {"shortText", &read_short_text},
                                     {"hotText", &read_hot_text}}};

}  // namespace

bool is_question(std::string_view element) {
    return std::ranges::find(kinds, element, &Kind::element) != kinds.end();
}

std::unique_ptr<const Question> read_question(const pugi::xml_node& node, ElementReader& reader) {
    return std::ranges::find(kinds, local_name(node), &Kind::element)->read(node, reader);
}

}  // namespace lyceum::plugins::quiz
