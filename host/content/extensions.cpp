// The Lyceum extensions of a course structure. The schema lets them pass (they are of another
// namespace), so that each check here can name what is known: competencies, roles, objectives,
// units.

#include "host/content/course_draft.hpp"
#include "host/content/schemas.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace lyceum::content {

using xml::Attribute;
using xml::Element;
using xml::in_quotes;

namespace {

constexpr int most_minutes = 240;
constexpr int most_days = 3650;

struct Extension {
    std::string_view name;
    std::string_view place;  // the cmi5 element it belongs in
    std::vector<std::string> attributes;
};

const std::vector<Extension>& known_elements() {
    static const std::vector<Extension> all{{"audience", "course", {"roles"}},
                                            {"deadline", "course", {"days"}},
                                            {"updated", "course", {"date"}},
                                            {"competency", "objectives", {"objective", "ref", "level"}}};
    return all;
}

bool is_date(std::string_view text) {
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const auto year = parse_integer(text.substr(0, 4));
    const auto month = parse_integer(text.substr(5, 2));
    const auto day = parse_integer(text.substr(8, 2));
    return year && month && day && *month > 0 && *day > 0 &&
           std::chrono::year_month_day{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                       std::chrono::day{static_cast<unsigned>(*day)}}
               .ok();
}

class ExtensionReader {
public:
    explicit ExtensionReader(Draft& draft) : draft_{draft} {}

    void read() { walk(draft_.document.root()); }

private:
    void walk(const Element& inside) {
        check_attributes(inside);
        for (const Element& child : inside.children()) {
            const std::string_view uri = child.namespace_uri();
            if (uri == cmi5_namespace) {
                walk(child);
            } else if (uri == extension_namespace) {
                read_element(child, inside);
            } else {
                check_namespace(uri, child.position());
            }
        }
    }

    // A misspelt Lyceum namespace would otherwise be an extension of somebody else, silently.
    void check_namespace(std::string_view uri, xml::Position at) {
        if (uri.starts_with("urn:lyceum")) {
            const std::vector<std::string> known{std::string{extension_namespace}};
            draft_.diagnostics.push_back(draft_.document.diagnose_at(
                at, xml::Severity::Error, "course.unknown-namespace",
                fmt::format("namespace {} is not one of a course structure", in_quotes(uri)),
                fmt::format("did you mean {}?", in_quotes(extension_namespace))));
        }
    }

    void check_attributes(const Element& element) {
        static const std::vector<std::string> of_units{"minutes", "prerequisites"};
        for (const Attribute& attribute : element.attributes()) {
            if (attribute.namespace_uri != extension_namespace) {
                check_namespace(attribute.namespace_uri, attribute.position());
                continue;
            }
            const bool known = std::find(of_units.begin(), of_units.end(), attribute.local_name) != of_units.end();
            if (!known) {
                std::string hint = xml::did_you_mean(attribute.local_name, of_units);
                draft_.error(element, attribute.local_name, "course.unknown-attribute",
                             fmt::format("attribute {} is not one of Lyceum", in_quotes(attribute.local_name)),
                             hint.empty() ? "on units: \"minutes\" and \"prerequisites\"" : std::move(hint));
            } else if (element.local_name() != "au") {
                draft_.error(element, attribute.local_name, "course.misplaced-extension",
                             fmt::format("attribute {} is not allowed on element {}", in_quotes(attribute.local_name),
                                         in_quotes(element.local_name())),
                             "it belongs on \"au\"");
            }
        }
    }

    void read_element(const Element& element, const Element& parent) {
        const std::string name{element.local_name()};
        const auto& known = known_elements();
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const Extension& one) { return one.name == name; });
        if (found == known.end()) {
            std::vector<std::string> names;
            names.reserve(known.size());
            for (const Extension& one : known) {
                names.emplace_back(one.name);
            }
            std::string hint = xml::did_you_mean(name, names);
            complain(element, "course.unknown-element", fmt::format("element {} is not one of Lyceum", in_quotes(name)),
                     hint.empty() ? fmt::format("known: {}", xml::listed(names)) : std::move(hint));
            return;
        }
        const bool below_objectives = found->place == "objectives";
        const bool well_placed = parent.is(cmi5_namespace, found->place) &&
                                 (!below_objectives || parent.parent().is(cmi5_namespace, "courseStructure"));
        if (!well_placed) {
            complain(element, "course.misplaced-extension",
                     fmt::format("element {} is not allowed in {}", in_quotes(name), in_quotes(parent.local_name())),
                     below_objectives ? "it belongs at the end of the course's \"objectives\""
                                      : "it belongs at the end of \"course\"");
            return;
        }
        if (!has_exactly(element, found->attributes)) {
            return;
        }
        if (below_objectives) {
            return read_competency(element);
        }
        if (std::find(seen_.begin(), seen_.end(), found->name) != seen_.end()) {
            complain(element, "course.duplicate-extension", fmt::format("element {} is there twice", in_quotes(name)),
                     "remove one of the two");
            return;
        }
        seen_.push_back(found->name);
        if (name == "audience") {
            read_audience(element);
        } else if (name == "deadline") {
            read_deadline(element);
        } else {
            read_updated(element);
        }
    }

    // Whether the element has these attributes and nothing else.
    bool has_exactly(const Element& element, const std::vector<std::string>& wanted) {
        bool good = true;
        for (const Attribute& attribute : element.attributes()) {
            if (!attribute.namespace_uri.empty() ||
                std::find(wanted.begin(), wanted.end(), attribute.local_name) == wanted.end()) {
                std::string hint = xml::did_you_mean(attribute.local_name, wanted);
                draft_.error(element, attribute.local_name, "course.unknown-attribute",
                             fmt::format("attribute {} is not allowed on element {}", in_quotes(attribute.local_name),
                                         in_quotes(element.local_name())),
                             hint.empty() ? fmt::format("allowed: {}", xml::listed(wanted)) : std::move(hint));
                good = false;
            }
        }
        for (const std::string& name : wanted) {
            if (!element.attribute(name)) {
                complain(element, "course.missing-attribute",
                         fmt::format("element {} needs attribute {}", in_quotes(element.local_name()), in_quotes(name)),
                         {});
                good = false;
            }
        }
        for (const Element& child : element.children()) {
            complain(child, "course.unknown-element",
                     fmt::format("element {} must be empty", in_quotes(element.local_name())), {});
            good = false;
        }
        return good;
    }

    void complain(const Element& at, std::string_view rule, std::string text, std::string hint) {
        draft_.diagnostics.push_back(
            draft_.document.diagnose(at, xml::Severity::Error, rule, std::move(text), std::move(hint)));
    }

    void read_audience(const Element& element) {
        for (const std::string_view role : split_words(element.attribute_or("roles", ""))) {
            if (draft_.framework != nullptr && draft_.framework->find_role(role) == nullptr) {
                std::vector<std::string> known;
                for (const Role& one : draft_.framework->roles) {
                    known.push_back(one.id);
                }
                std::string hint = xml::did_you_mean(role, known);
                draft_.error(
                    element, "roles", "course.unknown-role",
                    fmt::format("there is no role {} in framework.xml", in_quotes(role)),
                    hint.empty() && !known.empty() ? fmt::format("known: {}", xml::listed(known)) : std::move(hint));
            }
            draft_.course.roles.emplace_back(role);
        }
        if (draft_.course.roles.empty()) {
            draft_.error(element, "roles", "course.empty-audience", "the audience names no role",
                         "for everyone, leave the element out");
        }
    }

    void read_deadline(const Element& element) {
        const std::string_view written = element.attribute_or("days", "");
        const auto days = parse_integer(written);
        if (!days || *days < 1 || *days > most_days) {
            draft_.error(element, "days", "course.bad-deadline",
                         fmt::format("{} is not a number of days from 1 to {}", in_quotes(written), most_days));
            return;
        }
        draft_.course.deadline = std::chrono::days{*days};
    }

    void read_updated(const Element& element) {
        const std::string_view written = element.attribute_or("date", "");
        if (!is_date(written)) {
            draft_.error(element, "date", "course.bad-date", fmt::format("{} is not a date", in_quotes(written)),
                         "write year, month and day, such as 2026-11-24");
            return;
        }
        draft_.course.updated = written;
    }

    void read_competency(const Element& element) {
        const std::string_view id = element.attribute_or("objective", "");
        const std::string_view reference = element.attribute_or("ref", "");
        const std::string_view written = element.attribute_or("level", "");
        auto& objectives = draft_.course.objectives;
        const auto objective =
            std::find_if(objectives.begin(), objectives.end(), [id](const Objective& one) { return one.id == id; });
        if (objective == objectives.end()) {
            draft_.error(element, "objective", "course.unknown-objective",
                         fmt::format("the course has no objective {}", in_quotes(id)),
                         xml::did_you_mean(id, draft_.objectives.all()));
        } else if (!objective->competency.empty()) {
            draft_.error(element, "objective", "course.duplicate-competency",
                         fmt::format("objective {} has a competency already", in_quotes(id)),
                         "one objective is evidence for one competency");
            return;
        }
        const auto level = parse_integer(written);
        const bool good_level = level && *level >= 1 && *level <= 4;
        if (!good_level) {
            draft_.error(element, "level", "course.bad-level",
                         fmt::format("{} is not a level; levels are 1, 2, 3 and 4", in_quotes(written)));
        }
        if (draft_.framework != nullptr && draft_.framework->find_competency(reference) == nullptr) {
            std::vector<std::string> known;
            for (const Competency& one : draft_.framework->competencies) {
                known.push_back(one.id);
            }
            std::string hint = xml::did_you_mean(reference, known);
            draft_.error(
                element, "ref", "course.unknown-competency",
                fmt::format("there is no competency {} in framework.xml", in_quotes(reference)),
                hint.empty() && !known.empty() ? fmt::format("known: {}", xml::listed(known)) : std::move(hint));
            return;
        }
        if (objective != objectives.end() && good_level) {
            objective->competency = reference;
            objective->level = *level;
        }
    }

    Draft& draft_;
    std::vector<std::string_view> seen_;
};

void read_unit_attributes(Draft& draft, const DraftUnit& unit) {
    if (const auto written = unit.element.attribute("minutes", extension_namespace)) {
        const auto minutes = parse_integer(*written);
        if (!minutes || *minutes < 1 || *minutes > most_minutes) {
            draft.error(unit.element, "minutes", "course.bad-minutes",
                        fmt::format("{} is not a number of minutes from 1 to {}", in_quotes(*written), most_minutes));
        } else {
            unit.au->minutes = std::chrono::minutes{*minutes};
        }
    }
    if (const auto written = unit.element.attribute("prerequisites", extension_namespace)) {
        for (const std::string_view id : split_words(*written)) {
            unit.au->prerequisites.emplace_back(id);
        }
    }
}

}  // namespace

void read_extensions(Draft& draft) {
    ExtensionReader{draft}.read();
    for (const DraftUnit& unit : draft.units) {
        read_unit_attributes(draft, unit);
    }
}

}  // namespace lyceum::content
