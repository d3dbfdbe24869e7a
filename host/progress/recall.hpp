#pragma once
// When a question comes back, pure: the memory model FSRS-5 with its published default weights, and the rules of the
// weekly sitting (docs/decisions/0012-recall.md). Called by learning at every answer, and by verify over all
// statements; includes base. [any thread]

#include "host/base/clock.hpp"

#include <chrono>
#include <cstddef>

namespace lyceum::progress {

// FSRS knows four grades, by which a person judges themselves. Here the module judges, right or not: these two.
enum class Grade { Forgotten = 1, Recalled = 3 };

// What is kept of one question in one person's memory. Stability and difficulty are rounded to four decimals, so that
// they are the same on every machine that computes them again.
struct Memory {
    double stability = 0;   // days until the chance to recall has fallen to 90 %; 0.01 to 36,500
    double difficulty = 0;  // 1 to 10
    TimePoint reviewed;     // the last answer
    TimePoint due;          // when to ask again

    bool operator==(const Memory&) const = default;
};

inline constexpr std::chrono::days shortest_interval{1};
inline constexpr std::chrono::days longest_interval{365};

// After the first answer there is.
Memory first_review(Grade grade, TimePoint now);

// After one more. A right answer makes neither the interval shorter nor the day earlier; a wrong one never makes the
// interval longer. An answer on the day of the last one, or before it (a clock set back), counts as practice of that
// day.
Memory review(const Memory& before, Grade grade, TimePoint now);

// Put off without an answer: what is remembered stays as it is, and the question is not asked before the next week.
Memory put_off(const Memory& before, TimePoint now);

// The chance to recall at `now`, 0 to 1.
double retrievability(const Memory& memory, TimePoint now);

// A sitting takes about two minutes and is offered once a week.
inline constexpr std::size_t questions_a_sitting = 5;
inline constexpr std::chrono::seconds time_a_question{30};

// Monday 00:00 local time, at or before `time`; and the next one.
TimePoint week_start(TimePoint time);
TimePoint week_after(TimePoint time);

// How many questions are left of this week's sitting. `due`: questions to ask now; `taken`: those answered or put off
// since the week began.
std::size_t left_of_sitting(std::size_t due, std::size_t taken);

// How long that many questions take: whole minutes, at least one.
std::chrono::minutes time_for(std::size_t questions);

}  // namespace lyceum::progress
