#include "plugins/priorities/reader.hpp"

#include "plugins/common/state_lines.hpp"

#include <set>

namespace lyceum::plugins::priorities {
namespace {

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"priorities", language_, findings_} {}

    std::unique_ptr<Assignment> read() {
        auto assignment = std::make_unique<Assignment>();
        const pugi::xml_node root = file_.root();
        assignment->language = language_;
        assignment->title = required_text(root, "title");
        assignment->intro = text_.prose(ContentFile::child(root, "intro"));
        assignment->effect_sector = scale(root, "effect-sector");
        assignment->effect_state = scale(root, "effect-state");
        assignment->effort = scale(root, "effort");
        std::set<std::string> refs;
        for (const pugi::xml_node& node : ContentFile::children(root, "objective")) {
            Objective objective{.ref = ContentFile::attribute(node, "ref"), .shows = Shows::Measured};
            objective.shows = ContentFile::attribute(node, "shows") == "chosen" ? Shows::Chosen : Shows::Measured;
            if (objective.ref.empty() || !refs.insert(objective.ref).second) {
                findings_.error(node, "priorities.duplicate-objective", "The objective is named twice, or not at all.",
                                "Name each objective once.");
            }
            assignment->objectives.push_back(std::move(objective));
        }
        assignment->sources = text_.sources(root);
        return findings_.has_errors() ? nullptr : std::move(assignment);
    }

private:
    std::string required_text(const pugi::xml_node& parent, std::string_view name) {
        const pugi::xml_node node = ContentFile::child(parent, name);
        std::string text = plain_text(node);
        if (text.empty()) {
            findings_.error(node ? node : parent, "priorities.empty-text",
                            "The " + std::string{name} + " has no text.");
        }
        return text;
    }

    Scale scale(const pugi::xml_node& root, std::string_view name) {
        const pugi::xml_node node = ContentFile::child(root, name);
        Scale scale;
        scale.question = required_text(node ? node : root, "question");
        for (const pugi::xml_node& grade : ContentFile::children(node, "grade")) {
            const auto number = number_of<std::size_t>(ContentFile::attribute(grade, "n"));
            if (!number || *number < 1 || *number > 5 || !scale.grades[*number - 1].empty()) {
                findings_.error(grade, "priorities.bad-grade", "A grade is 1, 2, 3, 4 or 5, each once.",
                                "Number the grades from 1 to 5.");
                continue;
            }
            scale.grades[*number - 1] = plain_text(grade);
        }
        for (const std::string& grade : scale.grades) {
            if (grade.empty()) {
                findings_.error(node ? node : root, "priorities.bad-grade",
                                "The scale \"" + std::string{name} + "\" lacks a grade, or one has no text.",
                                "Say of each grade from 1 to 5 what it means.");
                break;
            }
        }
        return scale;
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
};

}  // namespace

std::unique_ptr<Assignment> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "priorities");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::priorities
