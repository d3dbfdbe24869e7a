#pragma once
// A forum's file → Forum. What the schema cannot say is reported here: "forum.duplicate-id", "forum.empty-text",
// "forum.bad-id", "forum.bad-time" (a date that does not exist), "forum.ends-before-it-starts", "forum.no-sections",
// "forum.long-statement" (more than 140 characters), "forum.bad-link", "forum.nothing-to-do" (a warning: neither
// topics nor statements), "forum.too-long". [one thread]

#include "plugins/forum/model.hpp"

#include <lyceum/module.hpp>

#include <memory>

namespace lyceum::plugins::forum {

inline constexpr std::size_t longest_statement = 140;  // characters, of the file's and of the participants' own

// Null if there are errors; they were reported.
std::unique_ptr<Forum> read(const sdk::Content& content);

// UTC milliseconds of "2026-11-20T09:00" in Minsk (UTC+3, the year round); nothing if there is no such moment.
std::optional<std::int64_t> moment_of(std::string_view text);

}  // namespace lyceum::plugins::forum
