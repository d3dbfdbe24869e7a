#include "plugins/lesson/reader.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace lyceum::plugins::lesson {
namespace {

constexpr std::size_t words_a_minute = 180;  // for people who read for work, on a phone, in Russian
constexpr std::size_t most_minutes = 60;
constexpr std::size_t longest_summary = 400;  // characters

// Words are what stands between blanks, a dash or a number sign alone not counted.
std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    for (const std::string_view word : split(text, ' ')) {
        const bool counts = std::ranges::any_of(word, [](char character) {
            const auto byte = static_cast<unsigned char>(character);
            // 0xC2 and 0xE2 begin the signs: « » — – … №
            return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                   byte == 0xD0 || byte == 0xD1 || byte == 0xD2;
        });
        words += counts ? 1 : 0;
    }
    return words;
}

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
        lesson->has_notes = is_true(ContentFile::attribute(root, "notes"));
        read_glossary(ContentFile::child(root, "glossary"), *lesson);
        for (const pugi::xml_node& node : ContentFile::children(root, "section")) {
            lesson->sections.push_back(section(node, *lesson));
        }
        for (const pugi::xml_node& node : definitions_) {
            const std::string id = ContentFile::attribute(node, "id");
            const bool used = std::ranges::any_of(lesson->sections, [&](const Section& section) {
                return std::ranges::find(section.terms, id) != section.terms.end();
            });
            if (!used) {
                findings_.warning(node, "lesson.unused-term", "No section names the term \"" + id + "\".",
                                  "Put <term id=\"" + id + "\"> around the word where it is first used.");
            }
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

    static bool is_true(std::string_view value) { return value == "true" || value == "1"; }

    void read_glossary(const pugi::xml_node& node, Lesson& lesson) {
        std::set<std::string> ids;
        std::size_t bytes = 0;
        for (const pugi::xml_node& child : ContentFile::children(node, "define")) {
            Term term;
            term.id = unique_id(child, ids);
            term.name = required_text(child, "name");
            const pugi::xml_node meaning = ContentFile::child(child, "meaning");
            term.meaning = text_.inline_text(meaning ? meaning : child);
            bytes += term.name.size() + term.meaning.xhtml.bytes().size();
            definitions_.push_back(child);
            lesson.glossary.push_back(std::move(term));
        }
        if (bytes > longest_page) {
            findings_.error(node, "lesson.too-long", "The glossary is longer than a page may be (300 KiB).",
                            "Define fewer terms.");
        }
        for (const TermUse& use : text_.take_terms()) {
            findings_.error(use.at, "lesson.term-in-definition", "A definition names another term.",
                            "Say it in plain words: a reader sees the terms of one section only.");
        }
        std::ranges::stable_sort(lesson.glossary, {}, [](const Term& term) { return sorting_key(term.name); });
    }

    // Those of the glossary that the text since the last call names, each once.
    std::vector<std::string> terms(const Lesson& lesson) {
        std::vector<std::string> named;
        for (const TermUse& use : text_.take_terms()) {
            if (lesson.find_term(use.term) == nullptr) {
                findings_.error(use.at, "lesson.unknown-term",
                                "The glossary does not define \"" + use.term.substr(0, 100) + "\".",
                                "Add a <define> with this id to <glossary>.");
            } else if (std::ranges::find(named, use.term) == named.end()) {
                named.push_back(use.term);
            }
        }
        return named;
    }

    unsigned minutes(const pugi::xml_node& node, const Section& section) {
        const pugi::xml_attribute written = node.attribute("minutes");
        if (!written) {
            const std::size_t words =
                count_words(section.title) + count_words(section.body.plain) + count_words(section.summary.plain);
            return static_cast<unsigned>(
                std::clamp<std::size_t>((words + words_a_minute - 1) / words_a_minute, 1, most_minutes));
        }
        const auto number = number_of<unsigned>(ContentFile::attribute(node, "minutes"));
        if (!number || *number < 1 || *number > most_minutes) {
            findings_.error(node, "lesson.bad-minutes", "Minutes are a whole number from 1 to 60.",
                            "Leave the attribute out, and the time is estimated from the text.");
        }
        return number.value_or(1);
    }

    Section section(const pugi::xml_node& node, const Lesson& lesson) {
        Section section;
        section.id = unique_id(node, section_ids_);
        section.title = required_text(node, "title");
        section.body = body(node);
        section.sources = text_.sources(node);
        if (const pugi::xml_node summary = ContentFile::child(node, "summary")) {
            section.summary = text_.inline_text(summary);
            if (count_characters(section.summary.plain) > longest_summary) {
                findings_.error(summary, "lesson.long-summary", "The summary is longer than 400 characters.",
                                "Say in two sentences what to remember.");
            }
        }
        section.minutes = minutes(node, section);
        if (section.body.xhtml.bytes().size() > longest_page) {
            findings_.error(node, "lesson.too-long", "The section is longer than a page may be (300 KiB).",
                            "Split it.");
        }
        if (const pugi::xml_node found = ContentFile::child(node, "check")) {
            section.check = check(found);
        }
        section.terms = terms(lesson);
        return section;
    }

    // What is read of a section, without its title, sources, summary and check.
    RichText body(const pugi::xml_node& node) {
        RichText body = text_.prose(node);
        body.plain.clear();
        for (const pugi::xml_node& child : node.children()) {
            constexpr std::array<std::string_view, 4> apart{"title", "source", "summary", "check"};
            if (child.type() == pugi::node_element && std::ranges::find(apart, local_name(child)) == apart.end()) {
                body.plain += plain_text(child) + " ";
            }
        }
        return body;
    }

    Check check(const pugi::xml_node& node) {
        Check check;
        check.id = unique_id(node, check_ids_);
        check.prompt = text_.prompt(ContentFile::child(node, "prompt"));
        std::set<std::string> ids;
        for (const pugi::xml_node& child : ContentFile::children(node, "option")) {
            Option option;
            option.id = unique_id(child, ids);
            option.correct = is_true(ContentFile::attribute(child, "correct"));
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
    std::vector<pugi::xml_node> definitions_;
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

const Term* Lesson::find_term(std::string_view id) const {
    const auto found = std::ranges::find(glossary, id, &Term::id);
    return found == glossary.end() ? nullptr : &*found;
}

std::unique_ptr<Lesson> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "lesson");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::lesson
