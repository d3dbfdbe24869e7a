#include "host/base/text.hpp"
#include "host/content/activity_reader.hpp"
#include "host/content/course_draft.hpp"
#include "host/content/schemas.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace lyceum::content {

using xml::Element;
using xml::in_quotes;
using xml::Severity;

namespace {

constexpr std::size_t most_units = 500;
constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;
// Pages of the course itself, at addresses where units have theirs.
constexpr std::string_view certificate_page = "certificate";
constexpr std::string_view glossary_page = "glossary";

bool is_page_of_course(std::string_view slug) {
    return slug == certificate_page || slug == glossary_page;
}

MoveOn parse_move_on(std::string_view text) {
    if (text == "Passed") {
        return MoveOn::Passed;
    }
    if (text == "Completed") {
        return MoveOn::Completed;
    }
    if (text == "CompletedAndPassed") {
        return MoveOn::CompletedAndPassed;
    }
    if (text == "CompletedOrPassed") {
        return MoveOn::CompletedOrPassed;
    }
    return MoveOn::NotApplicable;
}

// What of `text` an address can hold as it is; everything else becomes "-".
std::string to_slug(std::string_view text) {
    std::string slug;
    for (const char next : text) {
        const bool plain = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                           (next >= '0' && next <= '9') || next == '_' || next == '.';
        if (plain) {
            slug += next;
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    while (!slug.empty() && (slug.back() == '-' || slug.back() == '.')) {
        slug.pop_back();
    }
    slug.erase(0, std::min(slug.find_first_not_of("-."), slug.size()));
    return slug;
}

std::string_view last_word(std::string_view id) {
    while (id.ends_with('/') || id.ends_with(':') || id.ends_with('#')) {
        id.remove_suffix(1);
    }
    return id.substr(id.find_last_of("/:#") + 1);
}

// "steps/intro.ru.xml" → folder and name "steps/intro", extension ".xml", language ru.
struct FileName {
    std::string stem;
    std::string extension;
    std::optional<Language> language;

    explicit FileName(const std::string& path) {
        const std::size_t slash = path.rfind('/') + 1;
        const std::size_t dot = path.rfind('.');
        const bool has_extension = dot != std::string::npos && dot > slash;
        stem = has_extension ? path.substr(0, dot) : path;
        extension = has_extension ? path.substr(dot) : "";
        for (const Language one : all_languages) {
            const std::string suffix = fmt::format(".{}", code_of(one));
            if (stem.size() > slash + suffix.size() && stem.ends_with(suffix)) {
                language = one;
                stem.resize(stem.size() - suffix.size());
                break;
            }
        }
    }
    std::string in(Language wanted) const { return fmt::format("{}.{}{}", stem, code_of(wanted), extension); }
    std::string_view base() const { return std::string_view{stem}.substr(stem.rfind('/') + 1); }
};

class CourseReader {
public:
    CourseReader(Draft& draft, Folder& folder, std::string display, const Vocabularies& vocabularies,
                 std::uint64_t& bytes)
        : draft_{draft}, folder_{folder}, display_{std::move(display)}, vocabularies_{vocabularies}, bytes_{bytes} {}

    void read() {
        const Element root = draft_.document.root();
        const Element course = root.child(cmi5_namespace, "course");
        draft_.course.id = course.attribute_or("id", "");
        if (course) {
            draft_.ids.add(draft_.course.id, draft_.document, course, "id", "course.duplicate-id", draft_.diagnostics);
        }
        draft_.course.title = phrases(course, "title");
        draft_.course.description = phrases(course, "description");
        if (course && draft_.course.title.empty()) {
            draft_.warning(course, "", "course.no-title", "the course has no title in Russian, Belarusian or English");
        }
        for (const Element& element : root.child(cmi5_namespace, "objectives").children(cmi5_namespace, "objective")) {
            read_objective(element);
        }
        draft_.course.children = read_children(root);
        read_extensions(draft_);
        check_rules(draft_);
        for (const DraftUnit& unit : draft_.units) {
            draft_.course.units.push_back(unit.au);
        }
        read_files();
    }

private:
    LocalizedText phrases(const Element& inside, std::string_view name) {
        LocalizedText out;
        for (const Element& phrase : inside.child(cmi5_namespace, name).children(cmi5_namespace, "langstring")) {
            const auto language = phrase.attribute("lang");
            add_text(out, language ? parse_language(*language) : Language::Ru, draft_.document, phrase,
                     draft_.diagnostics);
        }
        return out;
    }

    void read_objective(const Element& element) {
        Objective objective;
        objective.id = element.attribute_or("id", "");
        objective.title = phrases(element, "title");
        objective.description = phrases(element, "description");
        if (draft_.objectives.add(objective.id, draft_.document, element, "id", "course.duplicate-id",
                                  draft_.diagnostics)) {
            draft_.course.objectives.push_back(std::move(objective));
        }
    }

    std::vector<std::string> references(const Element& inside) {
        std::vector<std::string> all;
        for (const Element& element :
             inside.child(cmi5_namespace, "objectives").children(cmi5_namespace, "objective")) {
            const std::string id{element.attribute_or("idref", "")};
            if (!draft_.objectives.contains(id)) {
                draft_.error(element, "idref", "course.unknown-objective",
                             fmt::format("the course has no objective {}", in_quotes(id)),
                             xml::did_you_mean(id, draft_.objectives.all()));
            } else {
                all.push_back(id);
            }
        }
        return all;
    }

    // The parser has bounded the depth, so this recursion ends.
    std::vector<Node> read_children(const Element& inside) {
        std::vector<Node> nodes;
        for (const Element& element : inside.children()) {
            if (element.is(cmi5_namespace, "block")) {
                auto block = std::make_shared<Block>();
                block->id = element.attribute_or("id", "");
                draft_.ids.add(block->id, draft_.document, element, "id", "course.duplicate-id", draft_.diagnostics);
                block->title = phrases(element, "title");
                block->description = phrases(element, "description");
                block->objectives = references(element);
                block->children = read_children(element);
                nodes.emplace_back(std::shared_ptr<const Block>{std::move(block)});
            } else if (element.is(cmi5_namespace, "au")) {
                if (draft_.units.size() == most_units) {
                    if (!told_too_many_) {
                        draft_.error(element, "", "course.too-many-units",
                                     fmt::format("a course may have {} units at most", most_units),
                                     "make two courses of it");
                    }
                    told_too_many_ = true;
                    continue;
                }
                nodes.emplace_back(std::shared_ptr<const Au>{read_unit(element)});
            }
        }
        return nodes;
    }

    std::shared_ptr<Au> read_unit(const Element& element) {
        auto unit = std::make_shared<Au>();
        unit->id = element.attribute_or("id", "");
        draft_.ids.add(unit->id, draft_.document, element, "id", "course.duplicate-id", draft_.diagnostics);
        unit->title = phrases(element, "title");
        unit->description = phrases(element, "description");
        unit->objectives = references(element);
        unit->url = element.child(cmi5_namespace, "url").text();
        unit->move_on = parse_move_on(element.attribute_or("moveOn", ""));
        if (const auto score = element.attribute("masteryScore")) {
            unit->mastery_score = parse_decimal(text::trim(*score));
        }
        unit->slug = slug_for(*unit, element);
        draft_.units.push_back({unit, element});
        return unit;
    }

    // The first unit of a name keeps it; a later one is called by its id.
    std::string slug_for(const Au& unit, const Element& element) {
        std::string slug = to_slug(FileName{decode_percent(unit.url)}.base());
        if (slug.empty() || is_remote(unit.url) || is_page_of_course(slug) || slugs_.contains(slug)) {
            slug = to_slug(last_word(unit.id));
        }
        if (slug.empty()) {
            slug = fmt::format("unit-{}", draft_.units.size() + 1);
        }
        if (is_page_of_course(slug) || !slugs_.insert(slug).second) {
            draft_.error(
                element, "id", "course.duplicate-slug",
                is_page_of_course(slug)
                    ? fmt::format("a unit cannot have the address {}: the course has a page of its own there",
                                  in_quotes(slug))
                    : fmt::format("two units would have the address {}", in_quotes(slug)),
                "name their files differently, or end their ids differently");
        }
        return slug;
    }

    void read_files() {
        for (const DraftUnit& unit : draft_.units) {
            if (bytes_ > most_bytes) {
                draft_.error(unit.element, "", "course.too-large",
                             fmt::format("the files of the course have more than {} MiB", most_bytes >> 20U),
                             "make two courses of it");
                return;
            }
            read_files_of(unit);
        }
    }

    void read_files_of(const DraftUnit& unit) {
        Au& au = *unit.au;
        const Element url = unit.element.child(cmi5_namespace, "url");
        if (au.url.empty()) {
            return;  // the schema has said so
        }
        if (is_remote(au.url)) {
            draft_.error(url, "", "course.cmi5-launch",
                         fmt::format("{} is not a file of the course; launching units elsewhere "
                                     "(cmi5 launch) is not supported yet",
                                     in_quotes(au.url)),
                         "write the name of an XML file in the course folder");
            return;
        }
        const std::string path = decode_percent(au.url);
        const auto& found = folder_.find(path);
        if (!found) {
            if (found.error().code == ErrorCode::NotFound) {
                draft_.error(url, "", "course.missing-activity",
                             fmt::format("there is no file {} in the course folder", in_quotes(path)),
                             folder_.suggest(path, ".xml"));
            } else {
                draft_.error(url, "", "course.path-leaves-folder",
                             fmt::format("{} leads out of the course folder", in_quotes(path)),
                             "put the file into the course folder");
            }
            return;
        }
        const FileName name{path};
        const ReadActivity main = read_file(found.value(), path, name.language);
        if (main.file == nullptr) {
            return;
        }
        au.main_language = main.file->language;
        au.files[index_of(au.main_language)] = main.file;
        for (const Language language : all_languages) {
            if (language != au.main_language) {
                read_sibling(unit, url, name, main, language);
            }
        }
        fill_missing(au);
    }

    void read_sibling(const DraftUnit& unit, const Element& url, const FileName& name, const ReadActivity& main,
                      Language language) {
        const std::string path = name.in(language);
        const auto& found = folder_.find(path);
        if (!found) {
            if (found.error().code != ErrorCode::NotFound) {
                draft_.error(url, "", "course.path-leaves-folder",
                             fmt::format("{} leads out of the course folder", in_quotes(path)),
                             "put the file into the course folder");
            }
            return;
        }
        const ReadActivity sibling = read_file(found.value(), path, language, &main);
        unit.au->files[index_of(language)] = sibling.file;  // may be null: fill_missing sees to it
    }

    // A reader whose language is missing gets the nearest one.
    static void fill_missing(Au& au) {
        const auto written = au.files;
        for (const Language wanted : all_languages) {
            for (const Language language : fallback_order(wanted)) {
                if (written[index_of(language)] != nullptr) {
                    au.files[index_of(wanted)] = written[index_of(language)];
                    break;
                }
            }
        }
    }

    const ReadActivity& read_file(const std::filesystem::path& file, const std::string& path,
                                  std::optional<Language> language, const ReadActivity* main = nullptr) {
        const auto known = read_.find(path);
        if (known != read_.end()) {
            return known->second;
        }
        const ActivitySurroundings surroundings{vocabularies_, folder_, &draft_.objectives.all()};
        ActivitySource source{file, path, join_display(display_, path)};
        if (main != nullptr) {
            source.expected_root = main->root;
            source.expected_root_file = main->file->name;
        }
        ReadActivity read = read_activity_file(source, surroundings, language, draft_.diagnostics, bytes_);
        return read_.emplace(path, std::move(read)).first->second;
    }

    static std::size_t index_of(Language language) { return static_cast<std::size_t>(language); }

    Draft& draft_;
    Folder& folder_;
    std::string display_;
    const Vocabularies& vocabularies_;
    std::uint64_t& bytes_;
    std::set<std::string> slugs_;
    std::unordered_map<std::string, ReadActivity> read_;
    bool told_too_many_ = false;
};

}  // namespace

Checked<Course> read_course(const std::filesystem::path& folder, const std::string& display,
                            const Vocabularies& vocabularies, const Framework* framework) {
    Checked<Course> checked;
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(folder, error).lexically_normal();
    const std::filesystem::path root = absolute.has_filename() ? absolute : absolute.parent_path();
    Folder files{root};
    const std::string file = join_display(display, "cmi5.xml");
    if (!std::filesystem::exists(root / "cmi5.xml", error)) {
        checked.diagnostics.push_back(
            {file, 0, 0, Severity::Error, "file.missing", "a course folder needs this file", ""});
        return checked;
    }
    const auto document = open_document(root / "cmi5.xml", file, checked.diagnostics, checked.bytes);
    if (document == nullptr) {
        return checked;
    }
    course_schema().validate(*document, checked.diagnostics);
    if (document->root().is(cmi5_namespace, "courseStructure")) {
        Draft draft{*document, framework, checked.diagnostics, {}, {}, {}, {}};
        draft.course.slug = root.filename().string();
        draft.course.folder = root.string();
        draft.course.display = file;
        CourseReader{draft, files, display, vocabularies, checked.bytes}.read();
        checked.value = std::make_shared<const Course>(std::move(draft.course));
    }
    sort_by_place(checked.diagnostics);
    return checked;
}

}  // namespace lyceum::content
