#include "host/learning/activity.hpp"
#include "host/learning/place.hpp"
#include "host/learning/statements.hpp"

#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

// The registration of this person in this course; the first time it is made and "launched" and "initialized" are
// stated, once a unit. One write for both, and none at all on every later opening.
asio::awaitable<Result<store::Registration>> begin(Campus& campus, OpenRequest request, Place place) {
    LYCEUM_CO_TRY(const auto known, campus.reader.find_registration(request.person.id, place.course->course->id));
    if (known) {
        LYCEUM_CO_TRY(const auto row, campus.reader.find_unit_progress(known->id, place.unit->au->id));
        if (row) {
            co_return *known;
        }
    }
    const TimePoint now = campus.clock();
    const store::Registration fresh{.id = RegistrationId::make(now),
                                    .user = request.person.id,
                                    .course_id = place.course->course->id,
                                    .started = now};
    std::function<Result<store::Registration>(store::Transaction&)> job =
        [request, place, fresh, now](store::Transaction& transaction) -> Result<store::Registration> {
        LYCEUM_TRY(const store::Registration registration, transaction.enrol(fresh));
        const StatementContext context{.person = request.person,
                                       .registration = registration.id,
                                       .course = place.course.get(),
                                       .unit = place.unit,
                                       .language = place.language,
                                       .now = now};
        const store::UnitProgress begun{.registration = registration.id,
                                        .unit = place.unit->au->id,
                                        .satisfied = progress::is_satisfied(place.unit->rule, {}),
                                        .best_scaled = std::nullopt,
                                        .updated = now};
        LYCEUM_TRY(transaction.begin_unit(begun, {state_launched(context), state_initialized(context)}));
        return registration;
    };
    co_return co_await campus.store.write<store::Registration>(std::move(job));
}

}  // namespace

asio::awaitable<Result<ActivityPage>> open_activity(Campus& campus, OpenRequest request) {
    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const Place place, find_place(*catalogue, request.course, request.unit, request.language));

    LYCEUM_CO_TRY(const auto known, campus.reader.find_registration(request.person.id, place.course->course->id));
    if (known) {
        LYCEUM_CO_TRY(const Standing standing, read_standing(campus, *known, *place.unit));
        LYCEUM_CO_TRY(require_prerequisites(place, standing.units));
    } else {
        LYCEUM_CO_TRY(require_prerequisites(place, {}));
    }
    LYCEUM_CO_TRY(const store::Registration registration, co_await begin(campus, request, place));

    LYCEUM_CO_TRY(const Documents documents, read_documents(campus, registration.id, *place.unit));
    modules::Call call = make_call(campus, place, request.person, documents, request.language);
    LYCEUM_CO_TRY(modules::View view, co_await campus.pool.view(std::move(call)));

    LYCEUM_CO_TRY(const Standing standing, read_standing(campus, registration, *place.unit));
    ActivityPage page;
    page.course = place.course;
    page.unit = place.unit;
    page.content_language = place.language;
    page.xhtml = std::move(view.xhtml);
    page.form = FormId::make(campus.clock());
    page.revision = documents.revision();
    if (documents.state) {
        page.saved = documents.state->updated;
    }
    if (request.answered) {
        LYCEUM_CO_TRY(const auto receipt, campus.reader.find_receipt(registration.id, *request.answered));
        if (receipt && receipt->revision == page.revision) {
            page.feedback = receipt->feedback;
        }
    }
    page.position = place.position;
    if (standing.row) {
        page.standing = to_standing(*standing.row);
    }
    page.course_satisfied =
        progress::satisfied_groups(place.course->rule, standing.units).contains(place.course->rule.id);
    if (const auto next = progress::next_step(place.course->rule, standing.units)) {
        page.next = place.course->find_unit(next->unit);
    }
    co_return page;
}

}  // namespace lyceum::learning
