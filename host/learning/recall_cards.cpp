#include "host/learning/recall_cards.hpp"

#include "host/learning/task_statements.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace lyceum::learning {

namespace {

progress::Grade grade_of(bool success) {
    return success ? progress::Grade::Recalled : progress::Grade::Forgotten;
}

progress::Memory memory_of(const store::RecallCard& card) {
    return {.stability = card.stability, .difficulty = card.difficulty, .reviewed = card.reviewed, .due = card.due};
}

void put_memory(store::RecallCard& card, const progress::Memory& memory) {
    card.stability = memory.stability;
    card.difficulty = memory.difficulty;
    card.reviewed = memory.reviewed;
    card.due = memory.due;
}

bool is_finish(std::string_view verb) {
    return verb == verbs::completed || verb == verbs::passed;
}

bool matters(const store::Statement& statement) {
    return statement.verb == verbs::answered || statement.verb == verbs::skipped || is_finish(statement.verb);
}

Result<RecallFold> fold_of(store::Reader& reader, const RegistrationId& registration) {
    RecallFold fold;
    LYCEUM_TRY(reader.each_statement(registration, [&](const store::Statement& statement) -> Result<void> {
        if (matters(statement) && !is_about_task(statement)) {
            if (const auto read = read_statement(statement)) {
                fold.take(statement, *read);
            }
        }
        return success();
    }));
    return fold;
}

// The answer that finishes the step: everything answered on the way comes onto cards.
Result<void> add_cards_of_finished(store::Reader& reader, store::AnswerRecord& record) {
    LYCEUM_TRY(RecallFold fold, fold_of(reader, record.registration));
    for (const store::Statement& statement : record.statements) {
        if (matters(statement)) {
            if (const auto read = read_statement(statement)) {
                fold.take(statement, *read);
            }
        }
    }
    for (store::RecallCard& card : fold.cards()) {
        if (card.unit == record.unit) {
            record.recall.push_back(std::move(card));
        }
    }
    return success();
}

// One more attempt at a finished step.
Result<void> add_cards_of_attempt(store::Reader& reader, store::AnswerRecord& record) {
    std::map<std::string, store::RecallCard> changed;
    for (const store::Statement& statement : record.statements) {
        const auto read = statement.verb == verbs::answered ? read_statement(statement) : std::nullopt;
        if (!read || !read->success) {
            continue;
        }
        auto found = changed.find(read->question);
        if (found == changed.end()) {
            LYCEUM_TRY(const auto stored, reader.find_recall_card(record.registration, record.unit, read->question));
            changed.emplace(read->question, card_after_answer(stored ? &*stored : nullptr, statement, *read));
        } else {
            found->second = card_after_answer(&found->second, statement, *read);
        }
    }
    for (auto& [question, card] : changed) {
        record.recall.push_back(std::move(card));
    }
    return success();
}

}  // namespace

store::RecallCard card_after_answer(const store::RecallCard* before, const store::Statement& statement,
                                    const ReadStatement& read) {
    const progress::Grade grade = grade_of(read.success.value_or(false));
    store::RecallCard card;
    if (before != nullptr) {
        card = *before;
        put_memory(card, progress::review(memory_of(card), grade, statement.stored));
    } else {
        card.registration = statement.registration;
        card.user = statement.user;
        card.unit = read.unit;
        card.question = read.question;
        put_memory(card, progress::first_review(grade, statement.stored));
    }
    return card;
}

store::RecallCard card_after_recall(const store::RecallCard& before, progress::Grade grade,
                                    const std::vector<StatedEvidence>& evidence, TimePoint now) {
    store::RecallCard card = before;
    put_memory(card, progress::review(memory_of(before), grade, now));
    card.touched = now;
    ++card.asked;
    if (grade == progress::Grade::Recalled) {
        ++card.answered_right;
        card.confirmed = now;
    }
    card.competency = evidence.empty() ? std::string{} : evidence.front().competency;
    card.level = evidence.empty() ? 0 : evidence.front().level;
    return card;
}

store::RecallCard card_after_putting_off(const store::RecallCard& before, TimePoint now) {
    store::RecallCard card = before;
    put_memory(card, progress::put_off(memory_of(before), now));
    card.touched = now;
    return card;
}

void RecallFold::take(const store::Statement& statement, const ReadStatement& read) {
    Unit& unit = units_[read.unit];
    if (is_finish(read.verb)) {
        unit.finished = true;
        return;
    }
    const auto found = unit.cards.find(read.question);
    const bool exists = found != unit.cards.end();
    if (read.in_recall) {
        if (!exists) {
            return;
        }
        found->second = read.verb == verbs::skipped
                            ? card_after_putting_off(found->second, statement.stored)
                            : card_after_recall(found->second, grade_of(read.success.value_or(false)), read.evidence,
                                                statement.stored);
    } else if (read.verb == verbs::answered && read.success) {
        // Before the step is finished only the last answer counts: the earlier ones were corrected there and then.
        const store::RecallCard* before = exists && unit.finished ? &found->second : nullptr;
        unit.cards.insert_or_assign(read.question, card_after_answer(before, statement, read));
    }
}

std::vector<store::RecallCard> RecallFold::cards() const {
    std::vector<store::RecallCard> all;
    for (const auto& [id, unit] : units_) {
        if (unit.finished) {
            for (const auto& [question, card] : unit.cards) {
                all.push_back(card);
            }
        }
    }
    return all;
}

Result<void> add_recall_cards(store::Reader& reader, const std::optional<store::UnitProgress>& before,
                              store::AnswerRecord& record) {
    if (before && (before->completed || before->passed)) {
        return add_cards_of_attempt(reader, record);
    }
    const bool finishes = std::ranges::any_of(record.statements,
                                              [](const store::Statement& statement) { return is_finish(statement.verb); });
    return finishes ? add_cards_of_finished(reader, record) : success();
}

Result<void> build_recall_cards(store::Store& store, store::Reader& reader) {
    LYCEUM_TRY(const auto built, reader.find_setting(recall_built_setting));
    if (built) {
        return success();
    }
    std::vector<RegistrationId> registrations;
    LYCEUM_TRY(reader.each_registration([&](const store::Registration& registration) -> Result<void> {
        registrations.push_back(registration.id);
        return success();
    }));
    for (const RegistrationId& registration : registrations) {
        LYCEUM_TRY(const RecallFold fold, fold_of(reader, registration));
        const auto cards = fold.cards();
        if (!cards.empty()) {
            LYCEUM_TRY(store.write_now<void>([&](store::Transaction& transaction) {
                return transaction.replace_recall_cards(registration, cards);
            }));
        }
    }
    // Last: what was interrupted is begun again.
    LYCEUM_TRY(store.write_now<std::string>(
        [](store::Transaction& transaction) { return transaction.setting_or(recall_built_setting, "1"); }));
    return success();
}

}  // namespace lyceum::learning
