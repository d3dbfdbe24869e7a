#include "host/learning/recall.hpp"

#include "host/base/log.hpp"
#include "host/learning/judgement.hpp"
#include "host/learning/recall_cards.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::size_t fields_limit = std::size_t{64} << 10;

// A card with the place where its question can be asked today.
struct Askable {
    store::RecallCard card;
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;
    std::shared_ptr<const modules::Activity> activity;
};

struct Due {
    std::vector<Askable> askable;   // the longest due first
    std::size_t unreachable = 0;  // whose module did not answer
};

std::shared_ptr<const modules::Activity> activity_in(const PublishedUnit& unit, Language language) {
    return unit.activities[static_cast<std::size_t>(language)];
}

// Whether the activity can ask this question alone; asks its module once for all questions.
asio::awaitable<Result<bool>> can_ask(Campus& campus, std::shared_ptr<const modules::Activity> activity,
                                      std::string question) {
    auto known = campus.recall_lists.find(activity->digest);
    if (known == campus.recall_lists.end()) {
        modules::Call call;
        call.activity = activity;
        call.language = activity->language;
        LYCEUM_CO_TRY(const auto questions, co_await campus.pool.recall_questions(std::move(call)));
        std::set<std::string, std::less<>> ids;
        for (const modules::RecallQuestion& listed : questions) {
            ids.insert(listed.id);
        }
        known = campus.recall_lists.insert_or_assign(activity->digest, std::move(ids)).first;
    }
    co_return known->second.contains(question);
}

asio::awaitable<Result<Due>> due_now(Campus& campus, UserId person, Language language) {
    Due due;
    LYCEUM_CO_TRY(const auto cards, campus.reader.recall_due(person, campus.clock()));
    if (cards.empty()) {
        co_return due;
    }
    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const auto registrations, campus.reader.registrations_of(person));
    for (const store::RecallCard& card : cards) {
        const auto registration = std::ranges::find(registrations, card.registration, &store::Registration::id);
        Askable askable;
        askable.card = card;
        askable.course = registration == registrations.end() ? nullptr
                                                             : catalogue->find_course_by_id(registration->course_id);
        askable.unit = askable.course ? askable.course->find_unit(card.unit) : nullptr;
        askable.activity = askable.unit != nullptr ? activity_in(*askable.unit, language) : nullptr;
        if (!askable.activity) {
            continue;
        }
        auto activity = askable.activity;
        std::string question = card.question;
        const auto asked = co_await can_ask(campus, std::move(activity), std::move(question));
        if (!asked) {
            ++due.unreachable;
            log::warning("recall: {}", to_string(asked.error()));
        } else if (asked.value()) {
            due.askable.push_back(std::move(askable));
        }
    }
    co_return due;
}

// Differs from one asking to the next, and is the same in every call about one asking.
modules::Call call_for(const Campus& campus, const store::User& person, const Askable& asked, std::int32_t number,
                       Language language) {
    const std::string& unit = asked.unit->au->id;
    modules::Call call;
    call.activity = asked.activity;
    call.time_ms = campus.clock().time_since_epoch().count();
    call.seed = seed(campus, person.id, unit + "#" + asked.card.question + "#" + std::to_string(number));
    call.language = code_of(language);
    call.role = person.role;
    call.learner = pseudonym(campus, person.id, unit);
    call.question = asked.card.question;
    return call;
}

std::string to_json(const std::vector<modules::Field>& fields) {
    json::array list;
    for (const modules::Field& field : fields) {
        list.push_back(json::array{field.name, field.value});
    }
    return json::serialize(list);
}

std::vector<modules::Field> from_json(const std::string& text) {
    std::vector<modules::Field> fields;
    boost::system::error_code error;
    const json::value whole = json::parse(text, error);
    if (error || !whole.is_array()) {
        return fields;
    }
    for (const json::value& pair : whole.get_array()) {
        if (pair.is_array() && pair.get_array().size() == 2 && pair.at(0).is_string() && pair.at(1).is_string()) {
            fields.push_back({json::value_to<std::string>(pair.at(0)), json::value_to<std::string>(pair.at(1))});
        }
    }
    return fields;
}

// The question a card is of, as the course is today; nothing if the course has lost it.
Result<std::optional<Askable>> find_asked(Campus& campus, const UserId& person, const RegistrationId& registration_id,
                                          const std::string& unit, const std::string& question, Language language) {
    LYCEUM_TRY(const auto registration, campus.reader.find_registration(registration_id));
    if (!registration || registration->user != person) {
        return Error{ErrorCode::NotFound, "there is no such question", question, "open recall again"};
    }
    Askable asked;
    asked.course = campus.catalogue->find_course_by_id(registration->course_id);
    asked.unit = asked.course ? asked.course->find_unit(unit) : nullptr;
    asked.activity = asked.unit != nullptr ? activity_in(*asked.unit, language) : nullptr;
    LYCEUM_TRY(auto card, campus.reader.find_recall_card(registration_id, unit, question));
    if (!asked.activity || !card) {
        return std::nullopt;
    }
    asked.card = std::move(*card);
    return std::optional{std::move(asked)};
}

void put_place(RecallPage& page, const Askable& asked) {
    page.course = asked.course;
    page.unit = asked.unit;
    page.content_language = parse_language(asked.activity->language).value_or(Language::Ru);
}

// How much of the week's sitting is left, what is due beyond it, and when there is something again.
Result<void> put_sitting(Campus& campus, const UserId& person, Wanted wanted, std::size_t due, RecallPage& page) {
    const TimePoint now = campus.clock();
    LYCEUM_TRY(const std::int64_t taken, campus.reader.recall_taken(person, progress::week_start(now)));
    LYCEUM_TRY(const auto pause, campus.reader.recall_pause(person));
    const bool paused = pause && *pause > now;
    page.taken = static_cast<std::size_t>(taken);
    page.left = wanted == Wanted::More ? due : paused ? 0 : progress::left_of_sitting(due, page.taken);
    page.more = due - page.left;
    if (page.more > 0) {
        page.next = progress::week_after(now);
        page.state = paused && page.left == 0 ? RecallState::Paused : RecallState::Done;
        return success();
    }
    LYCEUM_TRY(page.next, campus.reader.next_recall(person, now));
    page.state = due > 0 || page.next || page.taken > 0 ? RecallState::Done : RecallState::Nothing;
    // A sitting comes once a week, so what falls due before the next one waits for it.
    if (page.next && page.taken >= progress::questions_a_sitting) {
        page.next = std::max(*page.next, progress::week_after(now));
    }
    return success();
}

// What was just answered, with the reasons: shown again from the fields it was answered with.
asio::awaitable<Result<RecallPage>> discuss(Campus& campus, RecallRequest request, store::RecallReceipt receipt,
                                            RecallPage page) {
    page.state = RecallState::Answered;
    page.feedback = receipt.feedback;
    LYCEUM_CO_TRY(const auto asked, find_asked(campus, request.person.id, receipt.registration, receipt.unit,
                                               receipt.question, request.language));
    if (!asked) {
        co_return page;
    }
    put_place(page, *asked);
    page.comes_back = asked->card.due;
    modules::Call call = call_for(campus, request.person, *asked, receipt.asking, request.language);
    call.fields = from_json(receipt.fields);
    const auto view = co_await campus.pool.recall_view(std::move(call));
    if (view) {
        page.xhtml = view.value().xhtml;
    } else {
        // The answer is on disk, and its sentence with it: that is shown, whatever became of the module since.
        log::warning("recall: {}", to_string(view.error()));
    }
    co_return page;
}

// Whom an answer concerns and what was written of it before.
struct Answering {
    std::optional<Askable> asked;  // none: the question is gone
    std::optional<store::RecallReceipt> receipt;
};

Result<Answering> look_up(Campus& campus, const RecallAnswer& answer) {
    Answering found;
    LYCEUM_TRY(found.receipt, campus.reader.find_recall_receipt(answer.person.id, answer.form));
    LYCEUM_TRY(const auto registration, campus.reader.find_registration(answer.asking.registration));
    const auto course = registration ? campus.catalogue->find_course_by_id(registration->course_id) : nullptr;
    const PublishedUnit* unit = course ? course->find_unit_by_slug(answer.asking.unit) : nullptr;
    const std::string unit_id = unit != nullptr ? unit->au->id : std::string{};
    LYCEUM_TRY(found.asked, find_asked(campus, answer.person.id, answer.asking.registration, unit_id,
                                       answer.asking.question, answer.language));
    return found;
}

StatementContext context_of(const Campus& campus, const RecallAnswer& answer, const Askable& asked) {
    return StatementContext{.person = answer.person,
                            .registration = asked.card.registration,
                            .course = asked.course.get(),
                            .unit = asked.unit,
                            .language = parse_language(asked.activity->language).value_or(Language::Ru),
                            .now = campus.clock()};
}

store::RecallRecord begin_record(const RecallAnswer& answer, const Askable& asked, TimePoint now) {
    store::RecallRecord record;
    record.receipt = {.form = answer.form,
                      .user = answer.person.id,
                      .registration = asked.card.registration,
                      .unit = asked.card.unit,
                      .question = asked.card.question,
                      .asking = asked.card.asked,
                      .fields = {},
                      .feedback = {},
                      .stored = now};
    record.expected_reviewed = asked.card.reviewed;
    return record;
}

// One answer at a time of one person in one course, as in answer_activity.
std::string turn_key(const RecallAnswer& answer, const Askable& asked) {
    return to_string(answer.person.id) + " " + asked.course->course->id;
}

asio::awaitable<Result<store::AnswerResult>> write(Campus& campus, store::RecallRecord record) {
    std::function<Result<store::AnswerResult>(store::Transaction&)> job =
        [record = std::move(record)](store::Transaction& transaction) { return transaction.record_recall(record); };
    co_return co_await campus.store.write<store::AnswerResult>(std::move(job));
}

std::size_t size_of(const std::vector<modules::Field>& fields) {
    std::size_t size = 0;
    for (const modules::Field& field : fields) {
        size += field.name.size() + field.value.size();
    }
    return size;
}

}  // namespace

std::string to_text(const Asking& asking) {
    return to_string(asking.registration) + "/" + asking.unit + "/" + asking.question + "/" +
           std::to_string(asking.number);
}

std::optional<Asking> parse_asking(std::string_view text) {
    std::vector<std::string_view> parts;
    while (parts.size() < 5) {
        const auto end = std::min(text.find('/'), text.size());
        parts.push_back(text.substr(0, end));
        if (end == text.size()) {
            break;
        }
        text.remove_prefix(end + 1);
    }
    if (parts.size() != 4 || parts[1].empty() || parts[2].empty()) {
        return std::nullopt;
    }
    const auto registration = RegistrationId::parse(parts[0]);
    std::int32_t number = 0;
    const char* const last = parts[3].data() + parts[3].size();
    const auto [end, problem] = std::from_chars(parts[3].data(), last, number);
    if (!registration || problem != std::errc{} || end != last || number < 0) {
        return std::nullopt;
    }
    return Asking{.registration = *registration,
                  .unit = std::string{parts[1]},
                  .question = std::string{parts[2]},
                  .number = number};
}

asio::awaitable<Result<RecallOffer>> recall_offer(Campus& campus, store::User person, Language language) {
    LYCEUM_CO_TRY(const Due due, co_await due_now(campus, person.id, language));
    RecallOffer offer;
    if (!due.askable.empty()) {
        RecallPage page;
        LYCEUM_CO_TRY(put_sitting(campus, person.id, Wanted::Sitting, due.askable.size(), page));
        offer.questions = page.left;
        offer.minutes = progress::time_for(page.left);
    }
    co_return offer;
}

asio::awaitable<Result<RecallPage>> open_recall(Campus& campus, RecallRequest request) {
    LYCEUM_CO_TRY(const Due due, co_await due_now(campus, request.person.id, request.language));
    RecallPage page;
    LYCEUM_CO_TRY(put_sitting(campus, request.person.id, request.wanted, due.askable.size(), page));
    if (request.answered) {
        LYCEUM_CO_TRY(auto receipt, campus.reader.find_recall_receipt(request.person.id, *request.answered));
        if (receipt && !receipt->fields.empty()) {
            store::RecallReceipt found = std::move(*receipt);
            co_return co_await discuss(campus, std::move(request), std::move(found), std::move(page));
        }
    }
    if (due.askable.empty() && due.unreachable > 0) {
        page.state = RecallState::Unreachable;
        co_return page;
    }
    if (page.left == 0) {
        co_return page;
    }
    const Askable& asked = due.askable.front();
    page.state = RecallState::Question;
    put_place(page, asked);
    page.asking = {.registration = asked.card.registration,
                   .unit = asked.unit->au->slug,
                   .question = asked.card.question,
                   .number = asked.card.asked};
    page.form = FormId::make(campus.clock());
    modules::Call call = call_for(campus, request.person, asked, asked.card.asked, request.language);
    LYCEUM_CO_TRY(modules::View view, co_await campus.pool.recall_view(std::move(call)));
    page.xhtml = std::move(view.xhtml);
    co_return page;
}

asio::awaitable<Result<RecallAnswered>> answer_recall(Campus& campus, RecallAnswer answer) {
    if (size_of(answer.fields) > fields_limit) {
        co_return Error{ErrorCode::LimitExceeded, "the answer is too long", "fields", "shorten it"};
    }
    LYCEUM_CO_TRY(Answering found, look_up(campus, answer));
    if (found.receipt) {
        co_return RecallAnswered{.result = store::AnswerResult::Repeated, .again = std::nullopt};
    }
    if (!found.asked) {
        co_return RecallAnswered{.result = store::AnswerResult::Stale, .again = std::nullopt};
    }
    std::string key = turn_key(answer, *found.asked);
    LYCEUM_CO_TRY(const auto turn, co_await campus.turns.take(std::move(key)));
    LYCEUM_CO_TRY(found, look_up(campus, answer));
    if (found.receipt) {
        co_return RecallAnswered{.result = store::AnswerResult::Repeated, .again = std::nullopt};
    }
    if (!found.asked || found.asked->card.asked != answer.asking.number) {
        co_return RecallAnswered{.result = store::AnswerResult::Stale, .again = std::nullopt};
    }
    const Askable& asked = *found.asked;

    modules::Call call = call_for(campus, answer.person, asked, asked.card.asked, answer.language);
    call.fields = answer.fields;
    LYCEUM_CO_TRY(const modules::Outcome outcome, co_await campus.pool.recall_respond(std::move(call)));
    if (outcome.interactions.empty()) {
        RecallPage page;
        LYCEUM_CO_TRY(const Due due, co_await due_now(campus, answer.person.id, answer.language));
        LYCEUM_CO_TRY(put_sitting(campus, answer.person.id, answer.wanted, due.askable.size(), page));
        page.state = RecallState::Question;
        put_place(page, asked);
        page.asking = answer.asking;
        page.form = FormId::make(campus.clock());
        page.feedback = outcome.feedback;
        modules::Call shown = call_for(campus, answer.person, asked, asked.card.asked, answer.language);
        shown.fields = answer.fields;
        LYCEUM_CO_TRY(modules::View view, co_await campus.pool.recall_view(std::move(shown)));
        page.xhtml = std::move(view.xhtml);
        co_return RecallAnswered{.result = store::AnswerResult::Recorded, .again = std::move(page)};
    }

    const StatementContext context = context_of(campus, answer, asked);
    const modules::Interaction& interaction = outcome.interactions.front();
    const auto evidence = to_stated(*asked.course->course, outcome.evidence);
    const progress::Grade grade = interaction.success == modules::Verdict::Yes ? progress::Grade::Recalled
                                                                               : progress::Grade::Forgotten;
    store::RecallRecord record = begin_record(answer, asked, context.now);
    record.receipt.fields = to_json(answer.fields);
    record.receipt.feedback = outcome.feedback;
    record.card = card_after_recall(asked.card, grade, evidence, context.now);
    record.statements = {state_recalled(context, interaction, evidence)};
    LYCEUM_CO_TRY(const store::AnswerResult result, co_await write(campus, std::move(record)));
    co_return RecallAnswered{.result = result, .again = std::nullopt};
}

asio::awaitable<Result<store::AnswerResult>> put_off_question(Campus& campus, RecallAnswer answer) {
    LYCEUM_CO_TRY(Answering found, look_up(campus, answer));
    if (found.receipt) {
        co_return store::AnswerResult::Repeated;
    }
    if (!found.asked) {
        co_return store::AnswerResult::Stale;
    }
    std::string key = turn_key(answer, *found.asked);
    LYCEUM_CO_TRY(const auto turn, co_await campus.turns.take(std::move(key)));
    LYCEUM_CO_TRY(found, look_up(campus, answer));
    if (!found.asked || found.asked->card.asked != answer.asking.number) {
        co_return store::AnswerResult::Stale;
    }
    const StatementContext context = context_of(campus, answer, *found.asked);
    store::RecallRecord record = begin_record(answer, *found.asked, context.now);
    record.card = card_after_putting_off(found.asked->card, context.now);
    record.statements = {state_put_off(context, found.asked->card.question)};
    co_return co_await write(campus, std::move(record));
}

asio::awaitable<Result<void>> pause_recall(Campus& campus, UserId person) {
    const TimePoint until = progress::week_after(campus.clock());
    std::function<Result<bool>(store::Transaction&)> job = [person, until](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.pause_recall(person, until));
        return true;
    };
    LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    co_return success();
}

}  // namespace lyceum::learning
