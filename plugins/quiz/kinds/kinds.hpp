#pragma once
// Makes the question of an element: choice and choices (choice.cpp), trueFalse (true_false.cpp), number (number.cpp),
// order (order.cpp), match (match.cpp), shortText (short_text.cpp), hotText (hot_text.cpp). [one thread]

#include "plugins/quiz/element_reader.hpp"

#include <memory>
#include <string_view>

namespace lyceum::plugins::quiz {

bool is_question(std::string_view element);

// Of an element for which is_question holds. What is wrong with it is reported to `reader`; a question is given anyway,
// and the file refused as a whole.
std::unique_ptr<const Question> read_question(const pugi::xml_node& node, ElementReader& reader);

// One for each kind.
std::unique_ptr<const Question> read_choice(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_choices(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_true_false(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_number(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_order(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_match(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_short_text(const pugi::xml_node& node, ElementReader& reader);
std::unique_ptr<const Question> read_hot_text(const pugi::xml_node& node, ElementReader& reader);

}  // namespace lyceum::plugins::quiz
