#include "plugins/quiz/sitting.hpp"

#include <algorithm>

namespace lyceum::plugins::quiz {
namespace {

// Adds a pool's questions to `asked`: those drawn before, then, while too few are left of them, the next by rank.
void draw(const Quiz& quiz, const Pool& pool, const State& state, const Arrangement& arrangement,
          std::vector<std::size_t>& asked) {
    std::vector<std::size_t> order;
    for (std::size_t index = pool.first; index < pool.first + pool.count; ++index) {
        order.push_back(index);
    }
    const auto is_drawn = [&](std::size_t index) {
        return std::ranges::find(state.drawn, quiz.questions[index]->id()) != state.drawn.end();
    };
    std::ranges::stable_sort(order, {}, [&](std::size_t index) {
        return std::pair{!is_drawn(index), arrangement.rank(quiz.questions[index]->id(), {})};
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (place < pool.draw || is_drawn(order[place])) {
            asked.push_back(order[place]);
        }
    }
}

}  // namespace

Sitting::Sitting(const Quiz& quiz, const State& state, std::uint64_t seed, std::int64_t now_ms)
    // Before the first attempt: the one that would begin.
    : quiz_{quiz}, state_{state}, now_ms_{now_ms}, arrangement_{seed, std::max(state.attempt, 1U)} {
    std::vector<std::size_t> asked;
    for (std::size_t index = 0; index < quiz.questions.size(); ++index) {
        const bool in_pool = std::ranges::any_of(quiz.pools, [&](const Pool& pool) { return pool.holds(index); });
        if (!in_pool) {
            asked.push_back(index);
        }
    }
    for (const Pool& pool : quiz.pools) {
        draw(quiz, pool, state, arrangement_, asked);
    }
    std::ranges::sort(asked);
    for (const std::size_t index : asked) {
        asked_.push_back(quiz.questions[index].get());
    }
}

std::vector<std::string> Sitting::drawn() const {
    std::vector<std::string> ids;
    for (const Question* question : asked_) {
        const std::size_t index = *quiz_.find_question(question->id());
        if (std::ranges::any_of(quiz_.pools, [&](const Pool& pool) { return pool.holds(index); })) {
            ids.push_back(question->id());
        }
    }
    return ids;
}

std::optional<std::size_t> Sitting::find_asked(std::string_view id) const {
    const auto found = std::ranges::find_if(asked_, [&](const Question* question) { return question->id() == id; });
    return found == asked_.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - asked_.begin())};
}

std::optional<std::size_t> Sitting::next_question() const {
    for (std::size_t index = 0; index < asked_.size(); ++index) {
        if (state_.find_answer(asked_[index]->id()) == nullptr) {
            return index;
        }
    }
    return std::nullopt;
}

Position Sitting::position() const {
    if (state_.attempt == 0) {
        return {Stage::Intro};
    }
    if (state_.result_shown) {
        return {Stage::Result};
    }
    const std::optional<std::size_t> at = find_asked(state_.at);
    if (at && state_.find_answer(state_.at) != nullptr) {
        return {Stage::Discussion, *at};
    }
    if (state_.ended) {
        return {Stage::Result};
    }
    const std::optional<std::size_t> next = at ? at : next_question();
    if (!next) {
        return {Stage::AllAnswered};
    }
    return is_time_up() ? Position{Stage::TimeUp} : Position{Stage::Question, *next};
}

Setting Sitting::setting(const Question& question) const {
    const bool drafted = state_.at == question.id() && !state_.draft.empty();
    return {arrangement_, drafted ? &state_.draft : nullptr, drafted ? std::string_view{state_.moved} : ""};
}

double Sitting::share(const Question& question) const {
    const Answered* answered = state_.find_answer(question.id());
    return answered == nullptr || answered->late ? 0 : question.judge(answered->response);
}

Points Sitting::points(std::string_view objective) const {
    Points points{0, 0};
    for (const Question* question : asked_) {
        const QuestionFrame& frame = question->frame();
        if (objective.empty() || frame.objective == objective) {
            points.earned += share(*question) * frame.points;
            points.possible += frame.points;
        }
    }
    points.earned = std::min(points.earned, points.possible);
    return points;
}

}  // namespace lyceum::plugins::quiz
