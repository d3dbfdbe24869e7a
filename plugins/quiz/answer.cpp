#include "plugins/quiz/answer.hpp"

#include "plugins/quiz/numbers.hpp"
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
          now_ms_{call.time().time_since_epoch().count()},
          reply_{reply} {}

    Status act() {
        const std::string_view act = fields_.find("act").value_or("");
        const Position here = position(quiz_, state_);
        if (act == "start" || act == "retry") {
            const bool possible = act == "start" ? here.stage == Stage::Intro
                                                 : here.stage == Stage::Result && may_try_again(quiz_, state_);
            return possible ? begin_attempt() : Status::Ok;
        }
        if (act == "next") {
            return go_on(here);
        }
        if (act == "answer") {
            return take_answer(here);
        }
        return Status::InvalidFields;
    }

private:
    Status begin_attempt() {
        ++state_.attempt;
        state_.answers.clear();
        state_.ended = false;
        state_.result_shown = false;
        ask(0);
        if (!state_.best) {
            reply_.set_progress(0);
        }
        return save();
    }

    Status go_on(const Position& here) {
        if (here.stage == Stage::Discussion && !state_.ended) {
            // The attempt ends with the last answer, so something is left, unless the file was edited since.
            if (const std::optional<std::size_t> next = next_question(quiz_, state_)) {
                ask(*next);
                return save();
            }
        }
        if (here.stage == Stage::Discussion || here.stage == Stage::AllAnswered) {
            if (!state_.ended) {
                end_attempt();
            }
            state_.result_shown = true;
            return save();
        }
        return Status::Ok;
    }

    Status take_answer(const Position& here) {
        const std::optional<std::string_view> asked = fields_.find("question");
        if (!asked) {
            return Status::InvalidFields;
        }
        const bool same_attempt =
            fields_.find("attempt").value_or(std::to_string(state_.attempt)) == std::to_string(state_.attempt);
        if (here.stage != Stage::Question || quiz_.questions[here.question].id != *asked || !same_attempt) {
            reply_.set_feedback(texts_.another_question.text());
            return Status::Ok;
        }
        const Question& question = quiz_.questions[here.question];
        Response response;
        const Status read =
            question.kind == Kind::Number ? read_number(question, response) : read_options(question, response);
        if (read != Status::Ok || response.empty()) {
            return read;
        }
        record(question, std::move(response));
        if (!next_question(quiz_, state_)) {
            end_attempt();
        }
        return save();
    }

    // An empty response with Ok: nothing changes, the learner has been told why.
    Status read_number(const Question& question, Response& response) {
        const std::string_view typed = fields_.find("number").value_or("");
        if (typed.find_first_not_of(" \t\r\n") == std::string_view::npos) {
            reply_.set_feedback(texts_.type_number.text());
        } else if (const std::optional<double> number = typed_number(typed, question.unit)) {
            response.push_back(plain_number(*number));
        } else {
            reply_.set_feedback(texts_.not_a_number.text());
        }
        return Status::Ok;
    }

    Status read_options(const Question& question, Response& response) {
        const std::vector<std::string_view> chosen = fields_.all("option");
        const bool known =
            std::ranges::all_of(chosen, [&](std::string_view id) { return question.find_option(id) != nullptr; });
        if (!known) {
            return Status::InvalidFields;
        }
        for (const Option& option : question.options) {
            if (std::ranges::find(chosen, option.id) != chosen.end()) {
                response.push_back(option.id);
            }
        }
        if (question.kind == Kind::Choice && response.size() > 1) {
            response.clear();
            return Status::InvalidFields;
        }
        if (response.empty()) {
            reply_.set_feedback(texts_.choose_first.text());
        }
        return Status::Ok;
    }

    void record(const Question& question, Response response) {
        // `since` is known only if the question shown is the one the state moved to.
        const bool timed = state_.at == question.id && state_.since_ms > 0 && now_ms_ >= state_.since_ms;
        const std::int64_t duration = timed ? now_ms_ - state_.since_ms : -1;
        const double share = judge(question, response);
        sdk::Interaction interaction;
        interaction.kind = question.kind == Kind::Number ? sdk::InteractionKind::Numeric : sdk::InteractionKind::Choice;
        interaction.id = question.id;
        interaction.description = cut(question.prompt.plain, longest_description);
        const std::string given = response_pattern(response);
        const std::string right = correct_pattern(question);
        interaction.response = given;
        interaction.correct_pattern = right;
        interaction.success = share >= 1 ? Verdict::Yes : Verdict::No;
        interaction.scaled = share;
        if (timed) {
            interaction.duration = std::chrono::milliseconds{duration};
        }
        reply_.add_interaction(interaction);
        state_.at = question.id;
        state_.answers.push_back({question.id, duration, std::move(response)});
        if (!state_.best) {
            const auto answered = static_cast<std::uint32_t>(std::ranges::count_if(
                quiz_.questions, [&](const Question& asked) { return state_.find_answer(asked.id) != nullptr; }));
            reply_.set_progress(answered * 100 / static_cast<std::uint32_t>(quiz_.questions.size()));
        }
    }

    Points points_of(std::string_view objective) const {
        Points points{0, 0};
        for (const Question& question : quiz_.questions) {
            if (objective.empty() || question.objective == objective) {
                const Answered* answered = state_.find_answer(question.id);
                points.earned += answered == nullptr ? 0 : judge(question, answered->response) * question.points;
                points.possible += question.points;
            }
        }
        points.earned = std::min(points.earned, points.possible);
        return points;
    }

    void end_attempt() {
        const Points points = points_of("");
        state_.ended = true;
        state_.last = points;
        if (!state_.best || points.scaled() > state_.best->scaled()) {
            state_.best = points;
        }
        reply_.set_score({points.scaled(), points.earned, 0, points.possible});
        reply_.set_completion(Verdict::Yes);
        reply_.set_success(has_passed(quiz_, points) ? Verdict::Yes : Verdict::No);
        reply_.set_progress(100);
        std::vector<std::string_view> told;
        for (const Question& question : quiz_.questions) {
            if (!question.objective.empty() && std::ranges::find(told, question.objective) == told.end()) {
                told.push_back(question.objective);
                reply_.add_evidence(question.objective, points_of(question.objective).scaled());
            }
        }
    }

    void ask(std::size_t index) {
        state_.at = quiz_.questions[index].id;
        state_.since_ms = std::max<std::int64_t>(now_ms_, 0);
    }

    Status save() {
        reply_.set_state(write_state(state_, quiz_));
        return Status::Ok;
    }

    const Quiz& quiz_;
    State& state_;
    const Texts& texts_;
    sdk::Fields fields_;
    std::int64_t now_ms_;
    sdk::Reply& reply_;
};

}  // namespace

sdk::Status answer(const Quiz& quiz, State state, Language language, const sdk::Call& call, sdk::Reply& reply) {
    return Answer{quiz, state, texts_in(language), call, reply}.act();
}

}  // namespace lyceum::plugins::quiz
