#pragma once
// One learner before one quiz at one moment: which questions this attempt asks, where it stands, what it is worth so
// far, whether its time is up. Reads the state, never changes it.
//
// The limit of time. It is set when the attempt begins, so an edit of the file changes none under way. When it is over
// nothing more is asked. An answer sent in time may arrive a little later (a lost line, a slow hand): for `grace` it
// still counts. One that comes later still is kept and reported, marked as late, and earns no points. [one thread]

#include "plugins/quiz/state.hpp"

#include <chrono>

namespace lyceum::plugins::quiz {

inline constexpr std::chrono::milliseconds grace = std::chrono::seconds{30};

// What the learner sees.
enum class Stage {
    Intro,
    Question,
    Discussion,   // of the question just answered
    AllAnswered,  // by an edit of the file: nothing left to ask, the attempt not judged yet
    TimeUp,       // the time is over, the attempt not judged yet
    Result,
};
struct Position {
    Stage stage = Stage::Intro;
    std::size_t question = 0;  // of Question and Discussion: its place among those asked
};

class Sitting {
public:
    // Quiz and state outlive it; a state that begins another attempt needs another sitting.
    Sitting(const Quiz& quiz, const State& state, std::uint64_t seed, std::int64_t now_ms);

    const Quiz& quiz() const { return quiz_; }
    const State& state() const { return state_; }
    std::int64_t now_ms() const { return now_ms_; }
    const Arrangement& arrangement() const { return arrangement_; }

    // The questions of this attempt in the file's order, at least one: all outside pools, and of each pool those drawn.
    const std::vector<const Question*>& asked() const { return asked_; }
    // Those of pools among them, for the state to keep.
    std::vector<std::string> drawn() const;
    std::optional<std::size_t> find_asked(std::string_view id) const;

    Position position() const;
    // The first question without an answer.
    std::optional<std::size_t> next_question() const;
    Setting setting(const Question& question) const;

    bool is_time_up() const { return state_.until_ms > 0 && now_ms_ > state_.until_ms; }
    bool is_late() const { return state_.until_ms > 0 && now_ms_ - grace.count() > state_.until_ms; }

    // The share a question earned; 0 without an answer in time.
    double share(const Question& question) const;
    // Of the questions that name the objective; of all if it is empty.
    Points points(std::string_view objective = {}) const;

private:
    const Quiz& quiz_;
    const State& state_;
    std::int64_t now_ms_;
    Arrangement arrangement_;
    std::vector<const Question*> asked_;
};

}  // namespace lyceum::plugins::quiz
