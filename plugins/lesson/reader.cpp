#include "plugins/lesson/reader.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>
#include <set>

namespace lyceum::plugins::lesson {
namespace {

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"lesson", language_, findings_} {}

    std::unique_ptr<Lesson> read() {
        auto lesson = std::make_unique<Lesson>();
        const pugi::xml_node root = file_.root();
        lesson->language = language_;
        lesson->title = required_text(root, "title");
        for (const pugi::xml_node& node : ContentFile::children(root, "section")) {
            lesson->sections.push_back(section(node));
        }
        if (lesson->sections.empty()) {
            findings_.error(root, "lesson.no-sections", "The lesson has no sections.", "Add a <section>.");
        }
        return findings_.has_errors() ? nullptr : std::move(lesson);
    }

private:
    std::string required_text(const pugi::xml_node& parent, std::string_view name) {
        const pugi::xml_node node = ContentFile::child(parent, name);
        std::string text = plain_text(node);
        if (text.empty()) {
            findings_.error(node ? node : parent, "lesson.empty-text", "The " + std::string{name} + " has no text.");
        }
        return text;
    }

    std::string unique_id(const pugi::xml_node& node, std::set<std::string>& taken) {
        std::string id = ContentFile::attribute(node, "id");
        if (!is_identifier(id)) {
            findings_.error(node, "lesson.bad-id",
                            "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
        } else if (!taken.insert(id).second) {
            findings_.error(node, "lesson.duplicate-id", "The id \"" + id + "\" is used twice.",
                            "Give each its own id.");
        }
        return id;
    }

    Section section(const pugi::xml_node& node) {
        Section section;
        section.id = unique_id(node, section_ids_);
        section.title = required_text(node, "title");
        section.minutes = std::clamp(number_of<unsigned>(ContentFile::attribute(node, "minutes")).value_or(1), 1U, 60U);
        section.body = text_.prose(node);
        section.sources = text_.sources(node);
        if (section.body.xhtml.bytes().size() > longest_page) {
            findings_.error(node, "lesson.too-long", "The section is longer than a page may be (300 KiB).",
                            "Split it.");
        }
        if (const pugi::xml_node found = ContentFile::child(node, "check")) {
            section.check = check(found);
        }
        return section;
    }

    Check check(const pugi::xml_node& node) {
        Check check;
        check.id = unique_id(node, check_ids_);
        check.prompt = text_.prompt(ContentFile::child(node, "prompt"));
        std::set<std::string> ids;
        for (const pugi::xml_node& child : ContentFile::children(node, "option")) {
            Option option;
            option.id = unique_id(child, ids);
            const std::string correct = ContentFile::attribute(child, "correct");
            option.correct = correct == "true" || correct == "1";
            option.text = text_.inline_text(ContentFile::child(child, "text"));
            if (const pugi::xml_node feedback = ContentFile::child(child, "feedback")) {
                option.feedback = text_.inline_text(feedback);
            }
            check.options.push_back(std::move(option));
        }
        const auto right = std::ranges::count_if(check.options, &Option::correct);
        if (right == 0) {
            findings_.error(node, "lesson.no-correct-option", "No option of this check is right.",
                            "Put correct=\"true\" on the right one.");
        } else if (right > 1) {
            findings_.error(node, "lesson.many-correct-options", "More than one option of this check is right.",
                            "Leave correct=\"true\" on one.");
        }
        return check;
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    std::set<std::string> section_ids_;
    std::set<std::string> check_ids_;
};

}  // namespace

const Option* Check::find_option(std::string_view option_id) const {
    const auto found = std::ranges::find(options, option_id, &Option::id);
    return found == options.end() ? nullptr : &*found;
}

std::optional<std::size_t> Lesson::find_section(std::string_view id) const {
    const auto found = std::ranges::find(sections, id, &Section::id);
    return found == sections.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - sections.begin())};
}

std::unique_ptr<Lesson> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "lesson");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::lesson
