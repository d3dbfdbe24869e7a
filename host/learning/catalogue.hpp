#pragma once
// The published courses, with what answering needs worked out once: rules in the terms of progress, activities in the
// terms of modules. An immutable value; a request keeps the one it began with. Called by the other files of learning,
// web and cli. Includes content, modules, progress. [any thread]

#include "host/base/clock.hpp"
#include "host/content/model.hpp"
#include "host/content/reader.hpp"
#include "host/modules/call.hpp"
#include "host/modules/manifest.hpp"
#include "host/progress/rules.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// When a forum is; what is not said is nothing.
struct ForumDates {
    std::optional<TimePoint> starts;
    std::optional<TimePoint> ends;
};

struct PublishedUnit {
    std::shared_ptr<const content::Au> au;
    progress::UnitRule rule;
    // By Language, as Au::files.
    std::array<std::shared_ptr<const modules::Activity>, 3> activities;
    // The xAPI activity id: the host's own and not the AU's id of the course structure (cmi5 section 9.4).
    std::string activity_iri;
    std::optional<ForumDates> forum = std::nullopt;  // of a unit whose file is a forum (forums.hpp)
};

struct PublishedCourse {
    std::shared_ptr<const content::Course> course;
    progress::CourseRule rule;
    std::vector<PublishedUnit> units;  // in document order
    std::string activity_iri;

    const PublishedUnit* find_unit_by_slug(std::string_view slug) const;
    const PublishedUnit* find_unit(std::string_view id) const;
};

struct Catalogue {
    content::Framework framework;
    std::vector<std::shared_ptr<const PublishedCourse>> courses;

    std::shared_ptr<const PublishedCourse> find_course(std::string_view slug) const;
    std::shared_ptr<const PublishedCourse> find_course_by_id(std::string_view id) const;
    // By its xAPI activity id; null if it is not published (any more).
    const PublishedUnit* find_unit_by_activity(std::string_view activity_iri) const;
};

std::shared_ptr<const Catalogue> make_catalogue(const content::Library& library);

// An activity file in the terms of modules.
std::shared_ptr<const modules::Activity> to_activity(const content::ActivityFile& file);

// What `content` needs to know of the installed modules.
content::Vocabularies vocabularies_of(const std::vector<std::shared_ptr<const modules::Manifest>>& manifests);

}  // namespace lyceum::learning
