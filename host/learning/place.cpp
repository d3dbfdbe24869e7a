#include "host/learning/place.hpp"

#include "host/learning/tasks.hpp"

namespace lyceum::learning {

Result<Place> find_place(const Catalogue& catalogue, std::string_view course_slug, std::string_view unit_slug,
                         Language wanted) {
    Place place;
    place.course = catalogue.find_course(course_slug);
    if (!place.course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug},
                     "see the list of courses"};
    }
    place.unit = place.course->find_unit_by_slug(unit_slug);
    if (place.unit == nullptr) {
        return Error{ErrorCode::NotFound, "the course has no such step", std::string{unit_slug},
                     "see the course's page"};
    }
    place.position = static_cast<std::size_t>(place.unit - place.course->units.data()) + 1;
    place.activity = place.unit->activities[static_cast<std::size_t>(wanted)];
    if (!place.activity) {
        return Error{ErrorCode::NotFound, "the step has no content", std::string{unit_slug},
                     "check the course's files"};
    }
    place.language = parse_language(place.activity->language).value_or(Language::Ru);
    return place;
}

progress::UnitStanding to_standing(const store::UnitProgress& row) {
    return progress::UnitStanding{.initialized = true,
                                  .completed = row.completed,
                                  .passed = row.passed,
                                  .failed = row.failed,
                                  .satisfied = row.satisfied,
                                  .best_scaled = row.best_scaled,
                                  .percent = row.percent};
}

Result<void> require_prerequisites(const Place& place, const progress::Standings& standings) {
    const auto missing = progress::missing_prerequisites(place.course->rule, place.unit->rule, standings);
    if (missing.empty()) {
        return success();
    }
    const PublishedUnit* first = place.course->find_unit(missing.front());
    return Error{ErrorCode::Denied, "another step comes first", first == nullptr ? missing.front() : first->au->slug,
                 "finish that step, then come back"};
}

std::int64_t Documents::revision_of_shared(std::string_view key) const {
    return shared->revision_of(key);
}

Result<Moment> read_moment(Campus& campus, const UserId& person, const Place& place,
                           const std::optional<FormId>& form) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    Moment moment;
    LYCEUM_TRY(moment.registration, campus.reader.find_registration(person, place.course->course->id));
    if (!moment.registration) {
        return moment;
    }
    const RegistrationId registration = moment.registration->id;
    const std::string& unit = place.unit->au->id;
    LYCEUM_TRY(const auto rows, campus.reader.unit_progress(registration));
    for (const store::UnitProgress& row : rows) {
        moment.standing.units.emplace(row.unit, to_standing(row));
        if (row.unit == unit) {
            moment.standing.row = row;
        }
    }
    LYCEUM_TRY(moment.documents.state, campus.reader.find_state(registration, unit));
    LYCEUM_TRY(moment.documents.shared, campus.shared.current(campus.reader, unit));
    if (form) {
        LYCEUM_TRY(moment.receipt, campus.reader.find_receipt(registration, *form));
    }
    LYCEUM_TRY(moment.course, campus.reader.course_progress(registration));
    if (campus.pool.uses(place.activity->module_id, modules::tasks_ability)) {
        LYCEUM_TRY(moment.tasks, campus.reader.tasks_of(person));
    }
    return moment;
}

modules::Call make_call(const Campus& campus, const Place& place, const store::User& person, const Moment& moment,
                        Language language) {
    const Documents& documents = moment.documents;
    modules::Call call;
    call.activity = place.activity;
    if (documents.state) {
        call.state = modules::State{.bytes = documents.state->bytes, .version = documents.state->version};
    }
    call.time_ms = campus.clock().time_since_epoch().count();
    call.seed = seed(campus, person.id, place.unit->au->id);
    call.language = code_of(language);
    call.role = person.role;
    call.learner = pseudonym(campus, person.id, place.unit->au->id);
    call.shared = documents.shared->documents;
    if (moment.registration) {
        call.tasks = to_module_tasks(moment.tasks, moment.registration->id, place.unit->au->id);
    }
    return call;
}

}  // namespace lyceum::learning
