#include "plugins/service-maturity/reader.hpp"

#include "plugins/common/state_lines.hpp"

#include <set>

namespace lyceum::plugins::service_maturity {
namespace {

constexpr std::size_t most_indicators = 60;

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"service-maturity", language_, findings_} {}

    std::unique_ptr<Assessment> read() {
        auto assessment = std::make_unique<Assessment>();
        const pugi::xml_node root = file_.root();
        assessment->language = language_;
        assessment->title = required_text(root, "title");
        assessment->intro = text_.prose(ContentFile::child(root, "intro"));
        const auto services = number_of<std::size_t>(ContentFile::attribute(root, "services"));
        assessment->services = services && *services >= 1 && *services <= 10 ? *services : 3;
        for (const pugi::xml_node& node : ContentFile::children(root, "level")) {
            read_level(node, *assessment);
        }
        if (assessment->levels.size() < 2 || ids_.size() > most_indicators) {
            error(root, "level-order", "A scale has two levels or more, and at most 60 indicators.",
                  "Add or remove a <level>.");
        }
        std::set<std::string> refs;
        for (const pugi::xml_node& node : ContentFile::children(root, "objective")) {
            Objective objective{.ref = ContentFile::attribute(node, "ref"), .shows = Shows::Placed};
            objective.shows = ContentFile::attribute(node, "shows") == "measured" ? Shows::Measured : Shows::Placed;
            if (objective.ref.empty() || !refs.insert(objective.ref).second) {
                error(node, "duplicate-objective", "The objective is named twice, or not at all.",
                      "Name each objective once.");
            }
            assessment->objectives.push_back(std::move(objective));
        }
        assessment->sources = text_.sources(root);
        return findings_.has_errors() ? nullptr : std::move(assessment);
    }

private:
    void error(const pugi::xml_node& at, std::string_view rule, std::string_view text, std::string_view hint) {
        findings_.error(at, "service-maturity." + std::string{rule}, text, hint);
    }

    std::string required_text(const pugi::xml_node& parent, std::string_view name) {
        const pugi::xml_node node = ContentFile::child(parent, name);
        std::string text = plain_text(node);
        if (text.empty()) {
            error(node ? node : parent, "empty-text", "The " + std::string{name} + " has no text.", {});
        }
        return text;
    }

    void read_level(const pugi::xml_node& node, Assessment& assessment) {
        const auto number = number_of<std::size_t>(ContentFile::attribute(node, "n"));
        const std::size_t wanted = assessment.levels.size();
        if (!number || *number != wanted) {
            error(node, "level-order", "The level here is number " + std::to_string(wanted) + ".",
                  "Number the levels 0, 1, 2… in their order.");
        }
        Level level{.name = required_text(node, "name"),
                    .meaning = required_text(node, "meaning"),
                    .next = required_text(node, "next"),
                    .indicators = {}};
        for (const pugi::xml_node& child : ContentFile::children(node, "indicator")) {
            level.indicators.push_back(indicator(child));
        }
        if (wanted == 0 && !level.indicators.empty()) {
            error(node, "zero-has-indicators", "Level 0 is where a service stands that meets nothing.",
                  "Move the indicators to level 1.");
        }
        if (wanted > 0 && level.indicators.empty()) {
            error(node, "no-indicators", "The level asks for nothing, so every service has it.",
                  "Add an <indicator> that can be observed.");
        }
        assessment.levels.push_back(std::move(level));
    }

    std::optional<double> bound(const pugi::xml_node& node, const char* name) {
        if (!node.attribute(name)) {
            return std::nullopt;
        }
        const auto number = number_of<double>(ContentFile::attribute(node, name));
        if (!number) {
            error(node, "bad-bound", "The bound is no number.", "Write it with a point: 0.5.");
        }
        return number;
    }

    Indicator indicator(const pugi::xml_node& node) {
        Indicator indicator{.id = ContentFile::attribute(node, "id"),
                            .question = required_text(node, "question"),
                            .fact = required_text(node, "fact"),
                            .at_least = bound(node, "at-least"),
                            .at_most = bound(node, "at-most"),
                            .unit = ContentFile::attribute(node, "unit")};
        if (!is_identifier(indicator.id)) {
            error(node, "bad-id", "The id is not 1 to 64 letters, digits, '-', '_' or '.'.", {});
        } else if (!ids_.insert(indicator.id).second) {
            error(node, "duplicate-id", "The id \"" + indicator.id + "\" is used twice.", "Give each its own id.");
        }
        if (indicator.at_least && indicator.at_most && *indicator.at_least > *indicator.at_most) {
            error(node, "bad-bound", "No number is both that large and that small.", "Correct at-least or at-most.");
        }
        return indicator;
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    std::set<std::string> ids_;
};

}  // namespace

std::unique_ptr<Assessment> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "service-maturity");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::service_maturity
