#pragma once
// A course while it is being read: the model so far, and for each part the element it came from, so
// that every rule can say where. Internal to content. [one thread]

#include "host/content/model.hpp"
#include "host/content/parts.hpp"
#include "host/content/reader.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace lyceum::content {

struct DraftUnit {
    std::shared_ptr<Au> au;
    xml::Element element;
};

struct Draft {
    const xml::Document& document;
    const Framework* framework;  // null: competencies and roles are not checked
    xml::Diagnostics& diagnostics;
    Course course;
    std::vector<DraftUnit> units;
    UniqueIds ids;         // of course, blocks and units
    UniqueIds objectives;  // declared

    void error(const xml::Element& at, std::string_view attribute, std::string_view rule, std::string text,
               std::string hint = {}) {
        diagnostics.push_back(
            document.diagnose_attribute(at, attribute, xml::Severity::Error, rule, std::move(text), std::move(hint)));
    }
    void warning(const xml::Element& at, std::string_view attribute, std::string_view rule, std::string text,
                 std::string hint = {}) {
        diagnostics.push_back(
            document.diagnose_attribute(at, attribute, xml::Severity::Warning, rule, std::move(text), std::move(hint)));
    }
};

// Elements and attributes of the Lyceum namespace: puts what they say into the draft, refuses what
// is unknown or misplaced.
void read_extensions(Draft& draft);

// What can be said only when the whole structure is known: prerequisites, scores nobody uses.
void check_rules(Draft& draft);

}  // namespace lyceum::content
