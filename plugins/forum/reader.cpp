#include "plugins/forum/reader.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace lyceum::plugins::forum {
namespace {

constexpr std::size_t most_statements = 200;

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"forum", language_, findings_} {}

    std::unique_ptr<Forum> read() {
        auto forum = std::make_unique<Forum>();
        const pugi::xml_node root = file_.root();
        forum->language = language_;
        forum->title = required_text(root, "title");
        forum->place = plain_text(ContentFile::child(root, "place"));
        forum->illustrative = is_true(ContentFile::attribute(root, "illustrative"));
        read_times(root, *forum);
        if (const pugi::xml_node intro = ContentFile::child(root, "intro")) {
            forum->intro = text_.prose(intro);
        }
        for (const pugi::xml_node& node : ContentFile::children(ContentFile::child(root, "agenda"), "section")) {
            forum->sections.push_back(section(node));
        }
        for (const pugi::xml_node& node : ContentFile::children(ContentFile::child(root, "topics"), "topic")) {
            forum->topics.push_back({unique_id(node), own_text(node)});
        }
        for (const pugi::xml_node& node : ContentFile::children(ContentFile::child(root, "statements"), "statement")) {
            forum->statements.push_back({unique_id(node), own_text(node)});
            if (count_characters(forum->statements.back().text) > longest_statement) {
                findings_.error(node, "forum.long-statement", "The statement is longer than 140 characters.",
                                "Say one thing, so that one can agree or disagree.");
            }
        }
        for (const pugi::xml_node& node : ContentFile::children(ContentFile::child(root, "ratings"), "rating")) {
            forum->ratings.push_back({unique_id(node), own_text(node)});
        }
        check(root, *forum);
        return findings_.has_errors() ? nullptr : std::move(forum);
    }

private:
    static bool is_true(std::string_view value) { return value == "true" || value == "1"; }

    void check(const pugi::xml_node& root, const Forum& forum) {
        if (forum.sections.empty()) {
            findings_.error(root, "forum.no-sections", "The agenda has no sections.", "Add a <section> to <agenda>.");
        }
        if (forum.topics.empty() && forum.statements.empty()) {
            findings_.warning(root, "forum.nothing-to-do",
                              "The forum has neither topics nor statements: participants can only ask questions.",
                              "Add <topics> or <statements>.");
        }
        std::size_t bytes = forum.intro.xhtml.bytes().size();
        for (const Section& section : forum.sections) {
            bytes += section.body.xhtml.bytes().size();
        }
        if (bytes > longest_page || forum.statements.size() > most_statements) {
            findings_.error(root, "forum.too-long",
                            "The agenda is longer than a page may be (300 KiB), or there are more than 200 statements.",
                            "Shorten it: an agenda is read on a phone.");
        }
    }

    void read_times(const pugi::xml_node& root, Forum& forum) {
        forum.starts = moment(root, "starts", forum.starts_ms);
        forum.ends = moment(root, "ends", forum.ends_ms);
        if (forum.starts_ms != 0 && forum.ends_ms != 0 && forum.ends_ms <= forum.starts_ms) {
            findings_.error(root, "forum.ends-before-it-starts", "The forum ends before it starts.",
                            "Correct \"starts\" or \"ends\".");
        }
    }

    std::string moment(const pugi::xml_node& root, const char* name, std::int64_t& milliseconds) {
        std::string text = ContentFile::attribute(root, name);
        if (text.empty()) {
            return text;
        }
        if (const auto read = moment_of(text)) {
            milliseconds = *read;
        } else {
            findings_.error(root, "forum.bad-time",
                            "There is no such moment: " + std::string{name} + "=\"" + text.substr(0, 40) + "\".",
                            "Write it as 2026-11-20T09:00.");
        }
        return text;
    }

    Section section(const pugi::xml_node& node) {
        Section section;
        section.id = unique_id(node);
        section.time = ContentFile::attribute(node, "time");
        section.title = required_text(node, "title");
        section.body = text_.prose(node);
        for (const pugi::xml_node& child : ContentFile::children(node, "speaker")) {
            section.speakers.push_back(
                {unique_id(child), required_attribute(child, "name"), ContentFile::attribute(child, "post")});
        }
        for (const pugi::xml_node& child : ContentFile::children(node, "material")) {
            Material material{required_attribute(child, "title"), ContentFile::attribute(child, "href")};
            if (!material.href.starts_with("https://") && !material.href.starts_with("http://")) {
                findings_.error(child, "forum.bad-link", "The material's address does not begin with https://.",
                                "Write the whole address of the page.");
            }
            section.materials.push_back(std::move(material));
        }
        return section;
    }

    std::string required_text(const pugi::xml_node& parent, std::string_view name) {
        const pugi::xml_node node = ContentFile::child(parent, name);
        return own_text(node ? node : parent, plain_text(node));
    }
    std::string own_text(const pugi::xml_node& node) { return own_text(node, plain_text(node)); }
    std::string required_attribute(const pugi::xml_node& node, const char* name) {
        return own_text(node, ContentFile::attribute(node, name));
    }
    std::string own_text(const pugi::xml_node& at, std::string text) {
        if (text.empty()) {
            findings_.error(at, "forum.empty-text", "Words are missing here.");
        }
        return text;
    }

    // One space of ids for everything people may act on: an act names one of them.
    std::string unique_id(const pugi::xml_node& node) {
        std::string id = ContentFile::attribute(node, "id");
        if (!is_identifier(id)) {
            findings_.error(node, "forum.bad-id",
                            "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
        } else if (!ids_.insert(id).second) {
            findings_.error(node, "forum.duplicate-id", "The id \"" + id + "\" is used twice.",
                            "Give each its own id.");
        }
        return id;
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    std::set<std::string> ids_;
};

template <typename Element>
const Element* find_by_id(const std::vector<Element>& all, std::string_view id) {
    const auto found = std::ranges::find(all, id, &Element::id);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Section* Forum::find_section(std::string_view id) const {
    return find_by_id(sections, id);
}
const Topic* Forum::find_topic(std::string_view id) const {
    return find_by_id(topics, id);
}
const Statement* Forum::find_statement(std::string_view id) const {
    return find_by_id(statements, id);
}

std::optional<std::int64_t> moment_of(std::string_view text) {
    using namespace std::chrono;
    if (text.size() != 16 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':') {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t length) {
        return number_of<unsigned>(text.substr(at, length));
    };
    const auto year_read = number(0, 4);
    const auto month_read = number(5, 2);
    const auto day_read = number(8, 2);
    const auto hour_read = number(11, 2);
    const auto minute_read = number(14, 2);
    if (!year_read || !month_read || !day_read || !hour_read || !minute_read || *hour_read > 23 || *minute_read > 59) {
        return std::nullopt;
    }
    const year_month_day date{year{static_cast<int>(*year_read)}, month{*month_read}, day{*day_read}};
    if (!date.ok() || *year_read < 1970) {
        return std::nullopt;
    }
    constexpr hours of_minsk{3};
    const auto moment = sys_days{date} + hours{*hour_read} + minutes{*minute_read} - of_minsk;
    return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

std::unique_ptr<Forum> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "forum");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::forum
