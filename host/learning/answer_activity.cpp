#include "host/learning/activity.hpp"
#include "host/learning/certificate.hpp"
#include "host/learning/judgement.hpp"
#include "host/learning/place.hpp"
#include "host/learning/recall_cards.hpp"
#include "host/learning/statements.hpp"
#include "host/learning/tasks.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

// The part of the record that does not depend on rules: documents and the form they came from.
store::AnswerRecord begin_record(const AnswerRequest& request, const store::Registration& registration,
                                 const PublishedUnit& unit, const Documents& documents, const modules::Outcome& outcome,
                                 TimePoint now) {
    store::AnswerRecord record;
    record.registration = registration.id;
    record.user = request.person.id;
    record.unit = unit.au->id;
    record.form = request.form;
    record.expected_revision = documents.revision();
    if (outcome.state) {
        record.state =
            store::StateDocument{.bytes = outcome.state->bytes, .version = outcome.state->version, .updated = now};
    }
    record.shared_scope = unit.au->id;
    for (const modules::SharedChange& change : outcome.shared) {
        record.shared.push_back(
            {.key = change.key, .expected_revision = documents.revision_of_shared(change.key), .bytes = change.bytes});
    }
    record.feedback = outcome.feedback;
    record.now = now;
    return record;
}

// With the answer that satisfies the course for the first time, its certificate.
void certify(const Campus& campus, const StatementContext& context, const store::CourseProgress& before,
             store::AnswerRecord& record) {
    if (before.satisfied || !record.course_progress || !record.course_progress->satisfied) {
        return;
    }
    const auto satisfied = std::ranges::find_if(record.statements, [&](const store::Statement& statement) {
        return statement.verb == verbs::satisfied && statement.activity == context.course->activity_iri;
    });
    if (satisfied != record.statements.end()) {
        record.certificate = make_certificate(campus.pseudonym_key, *satisfied, context.person.name);
    }
}

// What the module proposed and committed, if its manifest says that it may.
Result<void> add_tasks(const Campus& campus, const std::string& module_id, const StatementContext& context,
                       const Moment& moment, const modules::Outcome& outcome, store::AnswerRecord& record) {
    if (outcome.tasks.empty()) {
        return success();
    }
    if (!campus.pool.uses(module_id, modules::tasks_ability)) {
        return Error{ErrorCode::Protocol, "the module changed tasks, and its manifest does not say that it uses them",
                     module_id, "add <uses ability=\"lyceum.tasks/1\"/> to module.xml"};
    }
    LYCEUM_TRY(record.tasks, plan_tasks(context, moment.tasks, outcome.tasks));
    for (const store::TaskWrite& write : record.tasks) {
        record.statements.push_back(write.statement);
    }
    return success();
}

Error not_begun(const AnswerRequest& request) {
    return Error{ErrorCode::Conflict, "the step has not been opened", request.unit, "open the step, then answer"};
}

}  // namespace

asio::awaitable<Result<Answered>> answer_activity(Campus& campus, AnswerRequest request) {
    // Two learners who write one shared document: the later is computed again on what the earlier left.
    constexpr int tries = 4;

    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const Place place, find_place(*catalogue, request.course, request.unit, request.language));
    // One answer at a time of one person in one course: the standing of a unit and that of the course are written
    // together.
    std::string turn_key = to_string(request.person.id) + " " + place.course->course->id;
    LYCEUM_CO_TRY(const auto turn, co_await campus.turns.take(std::move(turn_key)));

    for (int attempt = 1;; ++attempt) {
        LYCEUM_CO_TRY(const Moment moment, read_moment(campus, request.person.id, place, request.form));
        if (moment.receipt) {
            co_return Answered{.result = store::AnswerResult::Repeated,
                               .feedback = moment.receipt->feedback,
                               .revision = moment.receipt->revision};
        }
        if (!moment.standing.row) {
            co_return not_begun(request);
        }
        LYCEUM_CO_TRY(require_prerequisites(place, moment.standing.units));
        const Documents& documents = moment.documents;
        if (documents.revision() != request.revision) {
            co_return Answered{.result = store::AnswerResult::Stale, .feedback = {}};
        }

        modules::Call call = make_call(campus, place, request.person, moment, request.language);
        call.fields = request.fields;
        LYCEUM_CO_TRY(const modules::Outcome outcome, co_await campus.pool.respond(std::move(call)));

        const TimePoint now = campus.clock();
        const StatementContext context{.person = request.person,
                                       .registration = moment.registration->id,
                                       .course = place.course.get(),
                                       .unit = place.unit,
                                       .language = place.language,
                                       .now = now};
        store::AnswerRecord record = begin_record(request, *moment.registration, *place.unit, documents, outcome, now);
        judge(context, moment.standing, moment.course, outcome, record);
        certify(campus, context, moment.course, record);
        LYCEUM_CO_TRY(add_recall_cards(campus.reader, moment.standing.row, record));
        LYCEUM_CO_TRY(add_tasks(campus, place.activity->module_id, context, moment, outcome, record));

        const bool shares = !record.shared.empty();
        const bool removes = std::ranges::any_of(record.shared, [](const auto& write) { return !write.bytes; });
        std::function<Result<store::AnswerReceipt>(store::Transaction&)> job =
            [record = std::move(record)](store::Transaction& transaction) { return transaction.record_answer(record); };
        LYCEUM_CO_TRY(const store::AnswerReceipt written,
                      co_await campus.store.write<store::AnswerReceipt>(std::move(job)));
        if (written.result == store::AnswerResult::Stale && attempt < tries) {
            continue;
        }
        if (shares && written.result == store::AnswerResult::Recorded) {
            campus.shared.written(place.unit->au->id,
                                  removes ? SharedDocumentCache::Removed::Yes : SharedDocumentCache::Removed::No);
        }
        co_return Answered{.result = written.result,
                           .feedback = written.receipt.feedback,
                           .revision = written.receipt.revision};
    }
}

}  // namespace lyceum::learning
