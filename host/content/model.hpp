#pragma once
// A course as the rest of the host sees it: an immutable value read from cmi5.xml (cmi5 section 13,
// course structure) and the Lyceum extensions (namespace urn:lyceum:course:1). [any thread]

#include "host/base/language.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lyceum::content {

// cmi5 section 13.1.4, moveOn: when an AU counts as satisfied.
enum class MoveOn { NotApplicable, Passed, Completed, CompletedAndPassed, CompletedOrPassed };

// One activity file in one language, ready for the module that claims it.
struct ActivityFile {
    std::string name;       // relative to the course folder, for messages
    std::string module_id;  // who claims its root element
    std::string bytes;
    std::string digest;  // URL-safe base64 of the BLAKE2b-256 of module id, language and bytes: the
                         // activity's key
    Language language = Language::Ru;
    std::string display;  // the file as messages name it, "courses/x/quiz.xml"
};

// An assignable unit, cmi5 section 13.1.4.
struct Au {
    std::string id;    // IRI, unique in the course
    std::string slug;  // in URLs, unique in the course; the stem of the file's name, or if an
                       // earlier unit has that (or it has no plain letters) the last word of the id
    LocalizedText title;
    LocalizedText description;
    std::string url;                      // as written
    std::vector<std::string> objectives;  // IRIs
    MoveOn move_on = MoveOn::NotApplicable;
    std::optional<double> mastery_score;     // 0 to 1
    std::chrono::minutes minutes{0};         // ly:minutes; 0 if not said
    std::vector<std::string> prerequisites;  // AU ids, ly:prerequisites
    // By Language: `url` itself, or its sibling "name.LANG.xml" where there is one. Never null in a
    // course without errors.
    std::array<std::shared_ptr<const ActivityFile>, 3> files;
    Language main_language = Language::Ru;  // of `url` itself
};

struct Block;
using Node = std::variant<std::shared_ptr<const Au>, std::shared_ptr<const Block>>;

// cmi5 section 13.1.2.
struct Block {
    std::string id;
    LocalizedText title;
    LocalizedText description;
    std::vector<std::string> objectives;
    std::vector<Node> children;
};

// An objective of the course (cmi5 section 13.1.3) and the competency it is evidence for.
struct Objective {
    std::string id;
    LocalizedText title;
    LocalizedText description;
    std::string competency;  // "C3"; empty if none
    int level = 0;           // 1 to 4 with a competency
};

struct Course {
    std::string id;
    std::string slug;     // the folder's name; in URLs
    std::string folder;   // absolute path
    std::string display;  // its cmi5.xml as messages name it, "courses/x/cmi5.xml"
    LocalizedText title;
    LocalizedText description;
    std::vector<Objective> objectives;
    std::vector<Node> children;
    std::vector<std::string> roles;                // for whom, ly:audience; empty: everyone
    std::optional<std::chrono::days> deadline;     // from the start, ly:deadline
    std::string updated;                           // "2026-11-24", ly:updated; may be empty
    std::vector<std::shared_ptr<const Au>> units;  // every AU in document order

    std::shared_ptr<const Au> find_unit_by_slug(std::string_view slug) const;
    std::shared_ptr<const Au> find_unit(std::string_view id) const;
};

struct Level {
    int number = 0;
    LocalizedText name;
};

struct Competency {
    std::string id;
    LocalizedText name;
    std::map<int, LocalizedText> descriptors;  // by level
};

struct Role {
    std::string id;
    LocalizedText name;
    std::map<std::string, int> targets;  // competency id → level
};

struct Sector {
    std::string id;
    LocalizedText name;
};

struct Framework {
    std::string version;
    std::vector<Level> levels;
    std::vector<Competency> competencies;
    std::vector<Role> roles;
    std::vector<Sector> sectors;

    const Competency* find_competency(std::string_view id) const;
    const Role* find_role(std::string_view id) const;
};

// Everything published: what one request sees from its beginning to its end.
struct Library {
    Framework framework;
    std::vector<std::shared_ptr<const Course>> courses;

    std::shared_ptr<const Course> find_course(std::string_view slug) const;
};

}  // namespace lyceum::content
