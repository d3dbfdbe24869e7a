#pragma once
// When a mail is due, pure: the digest of a week, and the reminders before a deadline, by the calendar of Minsk. Called
// by learning; includes base. [any thread]

#include "host/base/clock.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>

namespace lyceum::progress {

// No mail becomes due earlier in the day.
inline constexpr std::chrono::hours mail_hour{8};

// How many days before a deadline people are reminded, the last first.
inline constexpr std::array<std::chrono::days, 2> reminder_leads{std::chrono::days{1}, std::chrono::days{7}};

// "2026-W48" (ISO 8601): the week of this moment.
std::string week_of(TimePoint now);

// True from Monday, 8 o'clock, to the end of Wednesday, so that a server that stood still on Monday loses nothing, and
// an old summary comes to nobody. Not for who came after that hour of this Monday: they have just been welcomed.
bool is_digest_due(TimePoint now, TimePoint person_since);

// Which of `reminder_leads` it is time for: the last whose day has come, from 8 o'clock of that day to the deadline
// itself. Nothing if there is none yet, the deadline has passed, or the course was begun on that day or later: who
// begins a course reads its deadline on the page.
std::optional<std::chrono::days> reminder_due(TimePoint deadline, TimePoint started, TimePoint now);

// Midnights between now and the deadline: 0 today, 1 tomorrow. Not negative.
int days_until(TimePoint deadline, TimePoint now);

// How long to wait after the attempt of this number (from 1) that did not work: a minute, then twice as long each time,
// four hours at most.
std::chrono::minutes pause_after(int attempts);

// Some two and a half days of trying; more would bring news that is old.
inline constexpr int most_mail_attempts = 20;

}  // namespace lyceum::progress
