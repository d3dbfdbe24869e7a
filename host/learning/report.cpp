#include "host/learning/report.hpp"

#include "host/learning/place.hpp"
#include "host/learning/tasks.hpp"

#include <algorithm>

namespace lyceum::learning {
namespace {

// States, tasks and shared documents as they are at one moment.
Result<void> read_everybody(Campus& campus, const std::string& unit, modules::Call& call) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    LYCEUM_TRY(auto states, campus.reader.states_in(unit));
    const bool uses_tasks = campus.pool.uses(call.activity->module_id, modules::tasks_ability);
    for (store::StateOfUser& state : states) {
        modules::LearnerState& learner =
            call.learners.emplace_back(modules::LearnerState{.learner = pseudonym(campus, state.user, unit),
                                                             .state = {std::move(state.bytes), state.version},
                                                             .tasks = {}});
        if (uses_tasks) {
            LYCEUM_TRY(learner.tasks, tasks_for_report(campus, state.user, state.registration, unit));
        }
    }
    // The order of registration would tell who is who.
    std::ranges::sort(call.learners, {}, &modules::LearnerState::learner);
    LYCEUM_TRY(auto documents, campus.reader.shared_documents(unit));
    for (store::SharedRecord& document : documents) {
        call.shared.push_back(std::make_shared<const modules::SharedDocument>(
            modules::SharedDocument{.key = std::move(document.key), .bytes = std::move(document.bytes)}));
    }
    return success();
}

}  // namespace

boost::asio::awaitable<Result<UnitReport>> report_unit(Campus& campus, std::string course, std::string unit,
                                                       Language language) {
    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const Place place, find_place(*catalogue, course, unit, language));
    modules::Call call;
    call.activity = place.activity;
    call.language = code_of(language);
    call.time_ms = campus.clock().time_since_epoch().count();
    LYCEUM_CO_TRY(read_everybody(campus, place.unit->au->id, call));
    UnitReport report{.course = place.course,
                      .unit = place.unit,
                      .learners = call.learners.size(),
                      .tables = {},
                      .made = campus.clock()};
    LYCEUM_CO_TRY(report.tables, co_await campus.pool.report(std::move(call)));
    co_return report;
}

}  // namespace lyceum::learning
