#include "host/progress/recall.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace lyceum::progress {

namespace {

// FSRS-5, the default weights w0 to w18: https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
constexpr std::array<double, 19> weights{0.40255, 1.18385, 3.173,  15.69105, 7.1949, 0.5345, 1.4604,
                                         0.0046,  1.54575, 0.1192, 1.01925,  1.9395, 0.11,   0.29605,
                                         2.2698,  0.2315,  2.9898, 0.51655,  0.6621};
// The forgetting curve: (1 + factor t / S) to the power -1/2 is 0.9 at t = S. Asking when the chance has fallen to 90 %
// therefore means asking after S days.
constexpr double factor = 19.0 / 81.0;
constexpr double least_stability = 0.01;
constexpr double most_stability = 36'500;

double number_of(Grade grade) {
    return static_cast<double>(static_cast<int>(grade));
}

double rounded(double value) {
    return std::round(value * 10'000) / 10'000;
}

double days_between(TimePoint from, TimePoint to) {
    return std::max(0.0, std::chrono::duration<double, std::chrono::days::period>(to - from).count());
}

double chance(double stability, double days) {
    return 1 / std::sqrt(1 + factor * days / stability);
}

double first_difficulty(double grade) {
    return weights[4] - std::exp(weights[5] * (grade - 1)) + 1;
}

double next_difficulty(double before, Grade grade) {
    const double change = -weights[6] * (number_of(grade) - 3);
    const double damped = before + change * (10 - before) / 9;
    return weights[7] * first_difficulty(4) + (1 - weights[7]) * damped;
}

double after_practice(double stability, Grade grade) {
    return stability * std::exp(weights[17] * (number_of(grade) - 3 + weights[18]));
}

double after_recall(double difficulty, double stability, double recall) {
    return stability * (1 + std::exp(weights[8]) * (11 - difficulty) * std::pow(stability, -weights[9]) *
                                (std::exp(weights[10] * (1 - recall)) - 1));
}

double after_lapse(double difficulty, double stability, double recall) {
    const double relearned = weights[11] * std::pow(difficulty, -weights[12]) *
                             (std::pow(stability + 1, weights[13]) - 1) * std::exp(weights[14] * (1 - recall));
    return std::min(relearned, stability / std::exp(weights[17] * weights[18]));
}

double next_stability(const Memory& before, Grade grade, double days) {
    if (days < 1) {
        return after_practice(before.stability, grade);
    }
    const double recall = chance(before.stability, days);
    return grade == Grade::Recalled ? after_recall(before.difficulty, before.stability, recall)
                                    : after_lapse(before.difficulty, before.stability, recall);
}

std::chrono::days interval(double stability) {
    const double days =
        std::clamp(std::round(stability), static_cast<double>(shortest_interval.count()),
                   static_cast<double>(longest_interval.count()));
    return std::chrono::days{static_cast<int>(days)};
}

Memory remembered(double stability, double difficulty, TimePoint now) {
    Memory memory;
    memory.stability = rounded(std::clamp(stability, least_stability, most_stability));
    memory.difficulty = rounded(std::clamp(difficulty, 1.0, 10.0));
    memory.reviewed = now;
    memory.due = now + interval(memory.stability);
    return memory;
}

}  // namespace

Memory first_review(Grade grade, TimePoint now) {
    return remembered(weights[static_cast<std::size_t>(grade) - 1], first_difficulty(number_of(grade)), now);
}

Memory review(const Memory& before, Grade grade, TimePoint now) {
    const double days = days_between(before.reviewed, now);
    Memory after =
        remembered(next_stability(before, grade, days), next_difficulty(before.difficulty, grade), now);
    if (grade == Grade::Recalled) {
        after.due = std::max(after.due, before.due);  // put off longer than the interval, or a clock set back
    }
    return after;
}

Memory put_off(const Memory& before, TimePoint now) {
    Memory after = before;
    after.due = std::max(before.due, week_after(now));
    return after;
}

double retrievability(const Memory& memory, TimePoint now) {
    return chance(memory.stability, days_between(memory.reviewed, now));
}

TimePoint week_start(TimePoint time) {
    const auto day = std::chrono::floor<std::chrono::days>(time + local_offset);
    const std::chrono::days since_monday = std::chrono::weekday{day} - std::chrono::Monday;
    return TimePoint{day - since_monday} - local_offset;
}

TimePoint week_after(TimePoint time) {
    return week_start(time) + std::chrono::weeks{1};
}

std::size_t left_of_sitting(std::size_t due, std::size_t taken) {
    return taken >= questions_a_sitting ? 0 : std::min(due, questions_a_sitting - taken);
}

std::chrono::minutes time_for(std::size_t questions) {
    const auto whole = std::chrono::floor<std::chrono::minutes>(questions * time_a_question);
    return std::max(std::chrono::minutes{1}, whole);
}

}  // namespace lyceum::progress
