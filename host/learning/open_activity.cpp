#include "host/learning/activity.hpp"
#include "host/learning/place.hpp"
#include "host/learning/standing.hpp"
#include "host/learning/statements.hpp"

#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

// The first opening: the person is enrolled if this is the first unit, and "launched" and "initialized" are stated. One
// write.
asio::awaitable<Result<void>> begin(Campus& campus, OpenRequest request, Place place) {
    const TimePoint now = campus.clock();
    const store::Registration fresh{.id = RegistrationId::make(now),
                                    .user = request.person.id,
                                    .course_id = place.course->course->id,
                                    .started = now};
    std::function<Result<bool>(store::Transaction&)> job = [request, place, fresh,
                                                            now](store::Transaction& transaction) -> Result<bool> {
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
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

}  // namespace

asio::awaitable<Result<ActivityPage>> open_activity(Campus& campus, OpenRequest request) {
    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const Place place, find_place(*catalogue, request.course, request.unit, request.language));

    LYCEUM_CO_TRY(Moment moment, read_moment(campus, request.person.id, place, request.answered));
    LYCEUM_CO_TRY(require_prerequisites(place, moment.standing.units));
    if (!moment.standing.row) {
        LYCEUM_CO_TRY(co_await begin(campus, request, place));
        LYCEUM_CO_TRY(moment, read_moment(campus, request.person.id, place, request.answered));
    }
    const Standing& standing = moment.standing;

    modules::Call call = make_call(campus, place, request.person, moment, request.language);
    call.place = request.place;
    LYCEUM_CO_TRY(modules::View view, co_await campus.pool.view(std::move(call)));

    ActivityPage page;
    page.course = place.course;
    page.unit = place.unit;
    page.content_language = place.language;
    page.xhtml = std::move(view.xhtml);
    page.form = FormId::make(campus.clock());
    page.revision = moment.documents.revision();
    page.shared_revision = moment.documents.shared->revision;
    if (moment.documents.state) {
        page.saved = moment.documents.state->updated;
    }
    if (moment.receipt && moment.receipt->revision == page.revision) {
        page.feedback = moment.receipt->feedback;
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
    page.outline = unit_lines(*place.course, standing.units);
    co_return page;
}

}  // namespace lyceum::learning
