#include "plugins/quiz/element_reader.hpp"

#include "plugins/common/state_lines.hpp"

#include <cmath>

namespace lyceum::plugins::quiz {
namespace {

constexpr std::size_t most_objectives = 64;  // what one answer may report, module.h

// xs:decimal: a sign, digits, a point; no exponent. Nothing for anything else.
std::optional<double> decimal(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (text.empty() || text.size() > 40 || text.find_first_not_of("-0123456789.") != std::string_view::npos) {
        return std::nullopt;
    }
    // xs:decimal allows "5." and ".5", and so does from_chars.
    const std::optional<double> number = number_of<double>(text);
    return number && std::abs(*number) <= 1e12 ? number : std::nullopt;
}

}  // namespace

ElementReader::ElementReader(const sdk::Content& content, const ContentFile& file)
    : findings_{content, file},
      language_{language_of(ContentFile::attribute(file.root(), "lang"))},
      text_{"quiz", language_, findings_},
      shuffle_{truth(file.root(), "shuffle", false)} {}

double ElementReader::number(const pugi::xml_node& node, const char* name, double fallback, Bounds bounds,
                             std::string_view rule, std::string_view text) {
    if (!node.attribute(name)) {
        return fallback;
    }
    const std::optional<double> value = decimal(ContentFile::attribute(node, name));
    if (!value || *value < bounds.least || *value > bounds.most) {
        findings_.error(node, rule, text);
        return fallback;
    }
    return *value;
}

unsigned ElementReader::whole(const pugi::xml_node& node, const char* name, unsigned fallback, Bounds bounds,
                              std::string_view rule, std::string_view text) {
    const double value = number(node, name, fallback, bounds, rule, text);
    if (value != std::floor(value)) {
        findings_.error(node, rule, text);
        return fallback;
    }
    return static_cast<unsigned>(value);
}

bool ElementReader::truth(const pugi::xml_node& node, const char* name, bool fallback) {
    const std::string value = ContentFile::attribute(node, name);
    return value.empty() ? fallback : value == "true" || value == "1";
}

std::string ElementReader::unique_id(const pugi::xml_node& node, std::set<std::string>& taken) {
    std::string id = ContentFile::attribute(node, "id");
    if (!is_identifier(id)) {
        findings_.error(node, "quiz.bad-id",
                        "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
    } else if (!taken.insert(id).second) {
        findings_.error(node, "quiz.duplicate-id", "The id \"" + id + "\" is used twice.", "Give each its own id.");
    }
    return id;
}

QuestionFrame ElementReader::frame(const pugi::xml_node& node) {
    QuestionFrame frame;
    frame.id = unique_id(node, question_ids_);
    frame.points = whole(node, "points", 1, {1, 100}, "quiz.bad-points", "Points are a whole number from 1 to 100.");
    frame.objective = ContentFile::attribute(node, "objective");
    if (!frame.objective.empty() && objectives_.insert(frame.objective).second &&
        objectives_.size() == most_objectives + 1) {
        findings_.error(node, "quiz.too-many-objectives", "The questions name more than 64 different objectives.");
    }
    frame.prompt = text_.prompt(ContentFile::child(node, "prompt"));
    frame.explanation = text_.prose(ContentFile::child(node, "explanation"));
    if (frame.explanation.empty()) {
        findings_.error(node, "quiz.empty-text", "The question has no explanation.",
                        "Say in <explanation> why the right answer is right.");
    }
    frame.sources = text_.sources(node);
    return frame;
}

}  // namespace lyceum::plugins::quiz
