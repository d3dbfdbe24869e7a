#include "plugins/priorities/answer.hpp"

#include "plugins/common/typed_text.hpp"
#include "plugins/priorities/portfolio.hpp"

namespace lyceum::plugins::priorities {
namespace {

using sdk::Status;

constexpr std::size_t shortest_reason = 10;  // characters

class Answer {
public:
    Answer(const Assignment& assignment, State& state, const sdk::Call& call, const sdk::Tasks& tasks,
           sdk::Reply& reply)
        : assignment_{assignment},
          state_{state},
          call_{call},
          tasks_{tasks},
          reply_{reply},
          texts_{texts_in(language_of(call.language()))},
          portfolio_{portfolio_of(tasks.of(call), state.preferences, texts_)} {}

    Status add() {
        if (portfolio_.drafts.size() >= most_drafts) {
            reply_.set_feedback(texts_.too_many_drafts.text());
            return Status::Ok;
        }
        return edit("new");
    }

    Status edit(std::string_view id) {
        if (id != "new" && portfolio_.find_draft(id) == nullptr) {
            return gone();
        }
        state_.screen = Screen::Edit;
        state_.edited = id;
        state_.typed.reset();
        return save();
    }

    Status withdraw(std::string_view id) {
        if (portfolio_.find_draft(id) == nullptr) {
            return gone();
        }
        tasks_.withdraw(reply_, id);
        std::erase_if(state_.preferences, [&](const auto& pair) { return pair.first == id || pair.second == id; });
        reply_.set_feedback(texts_.withdrawn.text());
        return save();
    }

    Status show(Screen screen) {
        state_.screen = screen;
        state_.typed.reset();
        if (screen == Screen::Compare && !state_.done && waits_for_room()) {
            reply_.set_completion(sdk::Verdict::Yes);
            state_.done = true;
        }
        return save();
    }

    Status write(const sdk::Fields& fields) {
        const std::string_view id = fields.find("task").value_or("");
        auto typed = typed_of(fields);
        if (!typed || !is_task_id(id)) {
            return Status::InvalidFields;
        }
        const sdk::Task* known = id == "new" ? nullptr : portfolio_.find_draft(id);
        if (id != "new" && known == nullptr) {
            return gone();
        }
        Parsed parsed = parse(*typed, day_in_minsk(call_.time()), texts_);
        if (!parsed.slips.empty()) {
            state_.screen = Screen::Edit;
            state_.edited = id;
            state_.typed = std::move(typed);
            reply_.set_feedback(texts_.not_saved.text());
            return save();
        }
        sdk::Task& task = parsed.task;
        if (known != nullptr) {
            task.id = known->id;
            task.source = known->source;
        } else {
            if (portfolio_.drafts.size() >= most_drafts) {
                return add();
            }
            task.id = fresh_id();
            task.source = first_characters(assignment_.title, 200);
        }
        tasks_.propose(reply_, task);
        state_.screen = Screen::List;
        state_.typed.reset();
        const std::vector<std::string> lacking = missing(task, texts_);
        reply_.set_feedback((lacking.empty() ? texts_.saved_whole : texts_.saved).text());
        return save();
    }

    Status prefer(const sdk::Fields& fields) {
        const auto question = open_question(portfolio_.ready, state_.preferences);
        const std::string_view first = fields.find("first").value_or("");
        if (!question || (first != question->first && first != question->second)) {
            reply_.set_feedback(question ? texts_.choose_first.text() : texts_.order_changed.text());
            return show(Screen::Compare);
        }
        if (state_.preferences.size() >= most_preferences) {
            state_.preferences.clear();
        }
        const std::string second{first == question->first ? question->second : question->first};
        state_.preferences.emplace(std::string{first}, second);
        return show(Screen::Compare);
    }

    Status forget_preferences() {
        state_.preferences.clear();
        return show(Screen::Compare);
    }

    Status commit(const sdk::Fields& fields) {
        std::set<std::string> chosen;
        for (const std::string_view id : fields.all("chosen")) {
            chosen.emplace(id);
        }
        const std::string_view raw_reason = fields.find("reason").value_or("");
        if (!is_utf8(raw_reason) || raw_reason.size() > 8000) {
            return Status::InvalidFields;
        }
        const std::string reason{first_characters(clean_line(raw_reason), longest_reason)};
        state_.screen = Screen::Compare;
        if (const std::string_view why_not = refusal(chosen, reason); !why_not.empty()) {
            reply_.set_feedback(why_not);
            return save();
        }
        const bool passed_over = leaves_out_a_better_one(portfolio_.ready, chosen);
        for (const sdk::Task& task : portfolio_.ready) {
            if (chosen.contains(task.id)) {
                tasks_.commit(reply_, task.id, passed_over ? bounded(reason) : std::string{});
            }
        }
        show_evidence(chosen, passed_over);
        reply_.set_completion(sdk::Verdict::Yes);
        state_.done = true;
        state_.screen = Screen::List;
        reply_.set_feedback(texts_.committed.with(language_of(call_.language()), chosen.size()));
        return save();
    }

private:
    // Whole and compared, and three tasks are under way from elsewhere: all is done here that can be. Without this the
    // step, and its course, could not be finished until a task of another course is.
    bool waits_for_room() const {
        const std::vector<sdk::Task> ranking = ranked(portfolio_.ready, state_.preferences);
        return call_.role() != "assistant" && portfolio_.room() == 0 && !ranking.empty() &&
               !open_question(ranking, state_.preferences);
    }

    // Why this choice cannot be; empty: it can.
    std::string_view refusal(const std::set<std::string>& chosen, std::string_view reason) const {
        if (call_.role() == "assistant") {
            return texts_.assistant.text();
        }
        if (chosen.empty()) {
            return texts_.choose_one.text();
        }
        for (const std::string& id : chosen) {
            if (std::none_of(portfolio_.ready.begin(), portfolio_.ready.end(),
                             [&](const sdk::Task& task) { return task.id == id; })) {
                return texts_.order_changed.text();
            }
        }
        if (chosen.size() > portfolio_.room()) {
            return texts_.at_most_three.text();
        }
        if (leaves_out_a_better_one(portfolio_.ready, chosen) && count_characters(reason) < shortest_reason) {
            return texts_.reason_wanted.text();
        }
        return {};
    }

    // The host takes 1000 bytes.
    static std::string bounded(std::string text) {
        while (text.size() > 1000) {
            text = first_characters(text, count_characters(text) - 1);
        }
        return text;
    }

    void show_evidence(const std::set<std::string>& chosen, bool passed_over) {
        std::size_t measured = 0;
        for (const sdk::Task& task : portfolio_.ready) {
            measured += chosen.contains(task.id) && !task.evidence.empty() ? 1 : 0;
        }
        // A task without a way to show that it is done is measured by half.
        const double share = 0.5 + 0.5 * static_cast<double>(measured) / static_cast<double>(chosen.size());
        for (const Objective& objective : assignment_.objectives) {
            const double chosen_well = passed_over ? 0.75 : 1;
            reply_.add_evidence(objective.ref, objective.shows == Shows::Measured ? share : chosen_well);
        }
    }

    std::string fresh_id() { return "t" + std::to_string(state_.next++); }

    Status gone() {
        reply_.set_feedback(texts_.task_gone.text());
        state_.screen = Screen::List;
        state_.typed.reset();
        return save();
    }

    Status save() {
        reply_.set_state(write_state(state_));
        const std::uint32_t percent = state_.done                ? 100
                                      : portfolio_.ready.empty() ? (portfolio_.drafts.empty() ? 0 : 25)
                                                                 : 60;
        reply_.set_progress(percent);
        return Status::Ok;
    }

    const Assignment& assignment_;
    State& state_;
    const sdk::Call& call_;
    const sdk::Tasks& tasks_;
    sdk::Reply& reply_;
    const Texts& texts_;
    Portfolio portfolio_;
};

}  // namespace

sdk::Status answer(const Assignment& assignment, State state, const sdk::Call& call, const sdk::Tasks& tasks,
                   sdk::Reply& reply) {
    Answer answer{assignment, state, call, tasks, reply};
    const sdk::Fields fields = call.fields();
    const std::string_view act = fields.find("act").value_or("");
    if (act == "add") {
        return answer.add();
    }
    if (act.starts_with("edit:")) {
        return answer.edit(act.substr(5));
    }
    if (act.starts_with("withdraw:")) {
        return answer.withdraw(act.substr(9));
    }
    if (act == "save") {
        return answer.write(fields);
    }
    if (act == "list" || act == "compare") {
        return answer.show(act == "list" ? Screen::List : Screen::Compare);
    }
    if (act == "prefer") {
        return answer.prefer(fields);
    }
    if (act == "again") {
        return answer.forget_preferences();
    }
    if (act == "commit") {
        return answer.commit(fields);
    }
    return Status::InvalidFields;
}

}  // namespace lyceum::plugins::priorities
