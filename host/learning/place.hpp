#pragma once
// What opening and answering look up alike: the unit somebody means, where they stand in it, and the call to its
// module. Called by open_activity and answer_activity only. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/shared_documents.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace lyceum::learning {

struct Place {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;
    std::size_t position = 0;                           // of the unit, from 1
    std::shared_ptr<const modules::Activity> activity;  // the file in the nearest language
    Language language = Language::Ru;                   // of that file
};

// NotFound if there is no such course or unit.
Result<Place> find_place(const Catalogue& catalogue, std::string_view course_slug, std::string_view unit_slug,
                         Language wanted);

// Where a registration stands in each unit it has begun.
struct Standing {
    progress::Standings units;
    std::optional<store::UnitProgress> row;  // of the unit in question; none before its first opening
};

progress::UnitStanding to_standing(const store::UnitProgress& row);

// Denied, with the slug of the first missing unit as Error::where, if prerequisites are not satisfied.
Result<void> require_prerequisites(const Place& place, const progress::Standings& standings);

// The learner's state and the shared documents, with the revisions an answer must still find.
struct Documents {
    std::optional<store::StateDocument> state;
    std::shared_ptr<const SharedSnapshot> shared = SharedSnapshot::empty();  // never null

    std::int64_t revision() const { return state ? state->revision : 0; }
    std::int64_t revision_of_shared(std::string_view key) const;
};

// Everything the database knows about one person in one unit, as it is at one moment.
struct Moment {
    std::optional<store::Registration> registration;  // none: the course is not taken up, and the rest is empty
    Standing standing;
    Documents documents;
    std::optional<store::Receipt> receipt;  // of the form asked for, if it was recorded
    store::CourseProgress course;
    std::vector<store::Task> tasks;  // of the person, if the module uses them
};
// One transaction of the reader: each costs several locks on the database's files, more than the reads themselves.
Result<Moment> read_moment(Campus& campus, const UserId& person, const Place& place, const std::optional<FormId>& form);

modules::Call make_call(const Campus& campus, const Place& place, const store::User& person, const Moment& moment,
                        Language language);

}  // namespace lyceum::learning
