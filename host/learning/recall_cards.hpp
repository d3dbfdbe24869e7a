#pragma once
// Which questions come back, and when: the cards that follow from statements. A question is on a card from the moment
// its step is finished (completed or passed); until then its answers are part of finishing. Called by answer_activity,
// recall, verify and at the start of the server. [any thread]

#include "host/base/result.hpp"
#include "host/learning/statements.hpp"
#include "host/progress/recall.hpp"
#include "host/store/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace lyceum::learning {

// The cards of one registration, from all its statements in the order stored.
class RecallFold {
public:
    void take(const store::Statement& statement, const ReadStatement& read);
    // By unit and question.
    std::vector<store::RecallCard> cards() const;

private:
    struct Unit {
        bool finished = false;
        std::map<std::string, store::RecallCard> cards;  // by question
    };
    std::map<std::string, Unit> units_;
};

// The card after an answer in the step itself, or the first one. `before`: null if there is none.
store::RecallCard card_after_answer(const store::RecallCard* before, const store::Statement& statement,
                                    const ReadStatement& read);
// The card after an answer in recall; `evidence` may be empty.
store::RecallCard card_after_recall(const store::RecallCard& before, progress::Grade grade,
                                    const std::vector<StatedEvidence>& evidence, TimePoint now);
store::RecallCard card_after_putting_off(const store::RecallCard& before, TimePoint now);

// Adds to an answer's record the cards that change with it: all of the step when it finishes the step, those of the
// questions answered when it was finished before. `before`: the step's progress before the answer.
Result<void> add_recall_cards(store::Reader& reader, const std::optional<store::UnitProgress>& before,
                              store::AnswerRecord& record);

// The setting that says that the cards of what was finished before there was recall have been made.
inline constexpr const char* recall_built_setting = "recall-built";
// Makes them, once; before the server answers anybody. [not on an io thread]
Result<void> build_recall_cards(store::Store& store, store::Reader& reader);

}  // namespace lyceum::learning
