#include "host/content/parts.hpp"
#include "host/content/reader.hpp"
#include "host/content/schemas.hpp"

#include <fmt/format.h>

namespace lyceum::content {

using xml::Element;
using xml::Severity;

namespace {

class FrameworkReader {
public:
    FrameworkReader(const xml::Document& document, xml::Diagnostics& diagnostics)
        : document_{document}, diagnostics_{diagnostics} {}

    Framework read() {
        const Element root = document_.root();
        framework_.version = root.attribute_or("version", "");
        UniqueIds levels;
        for (const Element& element : elements(root.child(framework_namespace, "levels"), "level")) {
            levels.add(element.attribute_or("n", ""), document_, element, "n", "framework.duplicate-level",
                       diagnostics_);
            framework_.levels.push_back({level_of(element, "n"), texts(element, "name")});
        }
        UniqueIds competencies;
        for (const Element& element : elements(root, "competency")) {
            read_competency(element, competencies);
        }
        UniqueIds roles;
        for (const Element& element : elements(root, "role")) {
            read_role(element, roles, competencies);
        }
        UniqueIds sectors;
        for (const Element& element : elements(root, "sector")) {
            const std::string_view id = element.attribute_or("id", "");
            if (sectors.add(id, document_, element, "id", "framework.duplicate-id", diagnostics_)) {
                framework_.sectors.push_back({std::string{id}, texts(element, "name")});
            }
        }
        return std::move(framework_);
    }

private:
    static std::vector<Element> elements(const Element& inside, std::string_view name) {
        return inside.children(framework_namespace, name);
    }

    LocalizedText texts(const Element& inside, std::string_view name) {
        LocalizedText out;
        for (const Element& element : elements(inside, name)) {
            add_text(out, parse_language(element.attribute_or("lang", "")), document_, element, diagnostics_);
        }
        return out;
    }

    // Whether it is from 1 to 4 the schema has said; here, whether the framework has it.
    int level_of(const Element& element, std::string_view attribute) {
        return parse_integer(element.attribute_or(attribute, "")).value_or(0);
    }

    void require_level(const Element& element, std::string_view attribute, int number) {
        for (const Level& level : framework_.levels) {
            if (level.number == number) {
                return;
            }
        }
        if (number >= 1 && number <= 4) {
            diagnostics_.push_back(document_.diagnose_attribute(
                element, attribute, Severity::Error, "framework.unknown-level",
                fmt::format("level {} is not among the levels at the beginning of the file", number), "add it there"));
        }
    }

    void read_competency(const Element& element, UniqueIds& known) {
        Competency competency;
        competency.id = element.attribute_or("id", "");
        competency.name = texts(element, "name");
        UniqueIds levels;
        for (const Element& level : elements(element, "level")) {
            const int number = level_of(level, "n");
            require_level(level, "n", number);
            if (levels.add(level.attribute_or("n", ""), document_, level, "n", "framework.duplicate-level",
                           diagnostics_)) {
                competency.descriptors[number] = texts(level, "text");
            }
        }
        if (known.add(competency.id, document_, element, "id", "framework.duplicate-id", diagnostics_)) {
            framework_.competencies.push_back(std::move(competency));
        }
    }

    void read_role(const Element& element, UniqueIds& known, const UniqueIds& competencies) {
        Role role;
        role.id = element.attribute_or("id", "");
        role.name = texts(element, "name");
        UniqueIds targets;
        for (const Element& target : elements(element, "target")) {
            const std::string_view competency = target.attribute_or("competency", "");
            const int level = level_of(target, "level");
            require_level(target, "level", level);
            if (!competencies.contains(competency)) {
                diagnostics_.push_back(
                    document_.diagnose_attribute(target, "competency", Severity::Error, "framework.unknown-competency",
                                                 fmt::format("there is no competency {}", xml::in_quotes(competency)),
                                                 xml::did_you_mean(competency, competencies.all())));
            } else if (targets.add(competency, document_, target, "competency", "framework.duplicate-target",
                                   diagnostics_)) {
                role.targets[std::string{competency}] = level;
            }
        }
        if (known.add(role.id, document_, element, "id", "framework.duplicate-id", diagnostics_)) {
            framework_.roles.push_back(std::move(role));
        }
    }

    const xml::Document& document_;
    xml::Diagnostics& diagnostics_;
    Framework framework_;
};

}  // namespace

Checked<Framework> read_framework(const std::filesystem::path& file, const std::string& display) {
    Checked<Framework> checked;
    const auto document = open_document(file, display, checked.diagnostics, checked.bytes);
    if (document == nullptr) {
        return checked;
    }
    framework_schema().validate(*document, checked.diagnostics);
    if (document->root().is(framework_namespace, "framework")) {
        checked.value = std::make_shared<const Framework>(FrameworkReader{*document, checked.diagnostics}.read());
    }
    sort_by_place(checked.diagnostics);
    return checked;
}

}  // namespace lyceum::content
