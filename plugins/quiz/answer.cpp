#include "plugins/quiz/answer.hpp"

#include "plugins/quiz/sitting.hpp"
#include "plugins/quiz/texts.hpp"

#include <algorithm>
#include <string>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Verdict;

constexpr std::size_t longest_description = 1500;  // bytes; the host takes 2 KiB

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

class Answer {
public:
    Answer(const Quiz& quiz, State& state, const Texts& texts, const sdk::Call& call, sdk::Reply& reply)
        : quiz_{quiz},
          state_{state},
          texts_{texts},
          fields_{call.fields()},
          seed_{call.seed()},
          now_ms_{call.time().time_since_epoch().count()},
          reply_{reply} {}

    Status act() {
        const std::string_view act = fields_.find("act").value_or("");
        const Sitting sitting{quiz_, state_, seed_, now_ms_};
        const Position here = sitting.position();
        if (act == "start" || act == "retry") {
            const bool possible = act == "start" ? here.stage == Stage::Intro
                                                 : here.stage == Stage::Result && may_try_again(quiz_, state_);
            return possible ? begin_attempt(sitting) : Status::Ok;
        }
        if (act == "next") {
            return go_on(sitting, here);
        }
        if (act == "answer") {
            return take_answer(sitting, here);
        }
        return rearrange(act, sitting, here);
    }

private:
    Status begin_attempt(const Sitting& before) {
        if (state_.attempt == 1 && state_.last) {
            // The second attempt is compared with the first.
            state_.first = state_.last;
            state_.then.clear();
            for (const Question* question : before.asked()) {
                state_.then.emplace_back(question->id(), before.share(*question));
            }
        }
        ++state_.attempt;
        state_.answers.clear();
        state_.drawn.clear();
        state_.ended = false;
        state_.time_was_up = false;
        state_.result_shown = false;
        state_.until_ms =
            quiz_.minutes == 0 ? 0 : std::max<std::int64_t>(now_ms_, 0) + std::int64_t{quiz_.minutes} * 60'000;
        const Sitting sitting{quiz_, state_, seed_, now_ms_};
        state_.drawn = sitting.drawn();
        ask(*sitting.asked().front());
        if (!state_.best) {
            reply_.set_progress(0);
        }
        return save();
    }

    Status go_on(const Sitting& sitting, const Position& here) {
        if (here.stage == Stage::Discussion && !state_.ended && !sitting.is_time_up()) {
            // The attempt ends with the last answer, so something is left, unless the file was edited since.
            if (const std::optional<std::size_t> next = sitting.next_question()) {
                ask(*sitting.asked()[*next]);
                return save();
            }
        }
        if (here.stage == Stage::Discussion || here.stage == Stage::AllAnswered || here.stage == Stage::TimeUp) {
            if (!state_.ended) {
                end_attempt(sitting);
            }
            state_.result_shown = true;
            return save();
        }
        return Status::Ok;
    }

    Status take_answer(const Sitting& sitting, const Position& here) {
        const std::optional<std::string_view> asked = fields_.find("question");
        if (!asked) {
            return Status::InvalidFields;
        }
        const std::optional<std::size_t> index = sitting.find_asked(*asked);
        const bool expected = here.stage == Stage::Question && index == here.question && is_of_this_attempt();
        if (!expected && !(index && is_overdue(here, *asked))) {
            reply_.set_feedback(texts_.another_question.text());
            return Status::Ok;
        }
        const Question& question = *sitting.asked()[*index];
        Taken taken = question.take(fields_, texts_);
        if (taken.status != Status::Ok) {
            return taken.status;
        }
        if (taken.response.empty()) {
            reply_.set_feedback(taken.say);
            if (!expected || taken.draft.empty()) {
                return Status::Ok;
            }
            return keep_draft(question, std::move(taken.draft), {});
        }
        record(question, std::move(taken.response), sitting);
        // An answer that counts is judged with the others, also if the learner looked at the result in the meantime.
        const bool over = sitting.is_time_up() || !sitting.next_question();
        if (over && !(state_.ended && sitting.is_late())) {
            end_attempt(sitting);
        }
        if (sitting.is_late()) {
            // There is no discussion any more, the result says what became of the answer.
            state_.result_shown = true;
            reply_.set_feedback(texts_.answer_late.text());
        }
        return save();
    }

    bool is_of_this_attempt() const {
        const std::string attempt = std::to_string(state_.attempt);
        return fields_.find("attempt").value_or(attempt) == attempt;
    }

    // An answer to a question of this attempt for which the time was over before it arrived: it is not lost, whether
    // the attempt has been judged meanwhile or not.
    bool is_overdue(const Position& here, std::string_view question) const {
        const bool over = here.stage == Stage::TimeUp || (state_.ended && state_.time_was_up);
        return over && fields_.find("attempt").has_value() && is_of_this_attempt() &&
               state_.find_answer(question) == nullptr;
    }

    Status rearrange(std::string_view act, const Sitting& sitting, const Position& here) {
        const std::optional<std::string_view> asked = fields_.find("question");
        const std::size_t colon = act.find(':');
        if (!asked || colon == std::string_view::npos) {
            return Status::InvalidFields;
        }
        if (here.stage != Stage::Question || sitting.find_asked(*asked) != here.question || !is_of_this_attempt()) {
            reply_.set_feedback(texts_.another_question.text());
            return Status::Ok;
        }
        const Question& question = *sitting.asked()[here.question];
        std::optional<Response> draft = question.rearrange(act, fields_);
        return draft ? keep_draft(question, std::move(*draft), act.substr(colon + 1)) : Status::InvalidFields;
    }

    Status keep_draft(const Question& question, Response draft, std::string_view moved) {
        if (state_.at != question.id()) {
            // An edit of the file moved the learner here: nobody knows since when.
            state_.at = question.id();
            state_.since_ms = 0;
        }
        state_.draft = std::move(draft);
        state_.moved = moved;
        return save();
    }

    void record(const Question& question, Response response, const Sitting& sitting) {
        // `since` is known only if the question shown is the one the state moved to.
        const bool timed = state_.at == question.id() && state_.since_ms > 0 && now_ms_ >= state_.since_ms;
        const std::int64_t duration = timed ? now_ms_ - state_.since_ms : -1;
        report_answer(question, response,
                      timed ? std::optional{std::chrono::milliseconds{duration}} : std::nullopt, reply_);
        state_.at = question.id();
        state_.draft.clear();
        state_.moved.clear();
        state_.answers.push_back({question.id(), duration, std::move(response), sitting.is_late()});
        if (!state_.best) {
            const auto answered = static_cast<std::uint32_t>(std::ranges::count_if(
                sitting.asked(), [&](const Question* asked) { return state_.find_answer(asked->id()) != nullptr; }));
            reply_.set_progress(answered * 100 / static_cast<std::uint32_t>(sitting.asked().size()));
        }
    }

    void end_attempt(const Sitting& sitting) {
        const Points points = sitting.points();
        const bool all_in_time = std::ranges::all_of(sitting.asked(), [&](const Question* question) {
            const Answered* answered = state_.find_answer(question->id());
            return answered != nullptr && !answered->late;
        });
        state_.ended = true;
        state_.time_was_up = sitting.is_time_up() && !all_in_time;
        state_.draft.clear();
        state_.moved.clear();
        state_.last = points;
        if (!state_.best || points.scaled() > state_.best->scaled()) {
            state_.best = points;
        }
        reply_.set_score({points.scaled(), points.earned, 0, points.possible});
        reply_.set_completion(Verdict::Yes);
        reply_.set_success(has_passed(quiz_, points) ? Verdict::Yes : Verdict::No);
        reply_.set_progress(100);
        std::vector<std::string_view> told;
        for (const Question* question : sitting.asked()) {
            const std::string& objective = question->frame().objective;
            if (!objective.empty() && std::ranges::find(told, objective) == told.end()) {
                told.push_back(objective);
                reply_.add_evidence(objective, sitting.points(objective).scaled());
            }
        }
    }

    void ask(const Question& question) {
        state_.at = question.id();
        state_.since_ms = std::max<std::int64_t>(now_ms_, 0);
        state_.draft.clear();
        state_.moved.clear();
    }

    Status save() {
        reply_.set_state(write_state(state_, quiz_));
        return Status::Ok;
    }

    const Quiz& quiz_;
    State& state_;
    const Texts& texts_;
    sdk::Fields fields_;
    std::uint64_t seed_;
    std::int64_t now_ms_;
    sdk::Reply& reply_;
};

}  // namespace

void report_answer(const Question& question, const Response& response, std::optional<std::chrono::milliseconds> took,
                   sdk::Reply& reply) {
    const double share = question.judge(response);
    const std::string given = question.response_pattern(response);
    const std::string right = question.correct_pattern();
    sdk::Interaction interaction;
    interaction.kind = question.kind();
    interaction.id = question.id();
    interaction.description = cut(question.frame().prompt.plain, longest_description);
    interaction.response = given;
    interaction.correct_pattern = right;
    interaction.success = share >= 1 ? Verdict::Yes : Verdict::No;
    interaction.scaled = share;
    interaction.duration = took;
    reply.add_interaction(interaction);
}

sdk::Status answer(const Quiz& quiz, State state, Language language, const sdk::Call& call, sdk::Reply& reply) {
    return Answer{quiz, state, texts_in(language), call, reply}.act();
}

}  // namespace lyceum::plugins::quiz
