#include "host/learning/catalogue.hpp"

#include "host/learning/forums.hpp"

#include <algorithm>

namespace lyceum::learning {

namespace {

progress::MoveOn to_rule(content::MoveOn move_on) {
    switch (move_on) {
        case content::MoveOn::NotApplicable:
            return progress::MoveOn::NotApplicable;
        case content::MoveOn::Passed:
            return progress::MoveOn::Passed;
        case content::MoveOn::Completed:
            return progress::MoveOn::Completed;
        case content::MoveOn::CompletedAndPassed:
            return progress::MoveOn::CompletedAndPassed;
        case content::MoveOn::CompletedOrPassed:
            return progress::MoveOn::CompletedOrPassed;
    }
    return progress::MoveOn::NotApplicable;
}

progress::UnitRule to_rule(const content::Au& au) {
    return progress::UnitRule{.id = au.id,
                              .move_on = to_rule(au.move_on),
                              .mastery_score = au.mastery_score,
                              .prerequisites = au.prerequisites,
                              .minutes = au.minutes};
}

std::vector<progress::NodeRule> to_rules(const std::vector<content::Node>& nodes) {
    std::vector<progress::NodeRule> rules;
    for (const content::Node& node : nodes) {
        if (const auto* au = std::get_if<std::shared_ptr<const content::Au>>(&node)) {
            rules.emplace_back(to_rule(**au));
        } else {
            const content::Block& block = *std::get<std::shared_ptr<const content::Block>>(node);
            rules.emplace_back(progress::BlockRule{.id = block.id, .children = to_rules(block.children)});
        }
    }
    return rules;
}

std::shared_ptr<const PublishedCourse> publish(const std::shared_ptr<const content::Course>& course) {
    auto published = std::make_shared<PublishedCourse>();
    published->course = course;
    published->activity_iri = "urn:lyceum:activity:" + course->slug;
    published->rule =
        progress::CourseRule{.id = course->id, .children = to_rules(course->children), .deadline = course->deadline};
    for (const auto& au : course->units) {
        PublishedUnit unit{
            .au = au, .rule = to_rule(*au), .activities = {}, .activity_iri = published->activity_iri + "/" + au->slug};
        for (const Language language : all_languages) {
            const auto index = static_cast<std::size_t>(language);
            if (au->files[index]) {
                unit.activities[index] = to_activity(*au->files[index]);
                if (!unit.forum) {
                    unit.forum = read_forum_dates(*unit.activities[index]);
                }
            }
        }
        published->units.push_back(std::move(unit));
    }
    return published;
}

}  // namespace

const PublishedUnit* PublishedCourse::find_unit_by_slug(std::string_view slug) const {
    const auto found = std::ranges::find_if(units, [&](const PublishedUnit& unit) { return unit.au->slug == slug; });
    return found == units.end() ? nullptr : &*found;
}

const PublishedUnit* PublishedCourse::find_unit(std::string_view id) const {
    const auto found = std::ranges::find_if(units, [&](const PublishedUnit& unit) { return unit.au->id == id; });
    return found == units.end() ? nullptr : &*found;
}

std::shared_ptr<const PublishedCourse> Catalogue::find_course(std::string_view slug) const {
    const auto found = std::ranges::find_if(courses, [&](const auto& course) { return course->course->slug == slug; });
    return found == courses.end() ? nullptr : *found;
}

std::shared_ptr<const PublishedCourse> Catalogue::find_course_by_id(std::string_view id) const {
    const auto found = std::ranges::find_if(courses, [&](const auto& course) { return course->course->id == id; });
    return found == courses.end() ? nullptr : *found;
}

const PublishedUnit* Catalogue::find_unit_by_activity(std::string_view activity_iri) const {
    for (const auto& course : courses) {
        const auto found = std::ranges::find(course->units, activity_iri, &PublishedUnit::activity_iri);
        if (found != course->units.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::shared_ptr<const modules::Activity> to_activity(const content::ActivityFile& file) {
    return std::make_shared<const modules::Activity>(
        modules::Activity{.module_id = file.module_id,
                          .digest = file.digest,
                          .file = file.name,
                          .bytes = file.bytes,
                          .language = std::string{code_of(file.language)}});
}

std::shared_ptr<const Catalogue> make_catalogue(const content::Library& library) {
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->framework = library.framework;
    for (const auto& course : library.courses) {
        catalogue->courses.push_back(publish(course));
    }
    return catalogue;
}

content::Vocabularies vocabularies_of(const std::vector<std::shared_ptr<const modules::Manifest>>& manifests) {
    content::Vocabularies vocabularies;
    for (const auto& manifest : manifests) {
        for (const modules::Claim& claim : manifest->claims) {
            vocabularies.emplace(claim.root, content::Vocabulary{.module_id = manifest->id, .schema = claim.schema});
        }
    }
    return vocabularies;
}

}  // namespace lyceum::learning
