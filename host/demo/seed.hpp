#pragma once
// Two years of a programme in an empty database: bodies, people, courses, tasks and forums, made up and visibly so. Every
// row comes into being as it would for real people, through learning's own functions and the real modules, with only the
// clock moved; so each number on each page is true of what the database holds, and `lyceum verify` finds nothing.
//
// Called by cli, into a database that nobody else has open. Includes learning, modules, content, store, xml, base.
// [io strand]

#include "host/base/result.hpp"
#include "host/demo/population.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <string_view>

namespace lyceum::demo {

// The setting that says that the database holds demo data: "240 2026-11-28".
inline constexpr const char* seeded_setting = "demo-data";

struct SeedProgress {
    std::string_view stage;  // English, for the terminal
    std::size_t done = 0;    // of `all`
    std::size_t all = 0;
    std::uint64_t answers = 0;  // so far
};

struct SeedOptions {
    std::size_t people = all_people;  // those who sign in with one click are among them
    std::size_t lanes = 32;           // people who answer at the same time
    // Once a stage: at most a dozen times.
    std::function<void(const SeedProgress&)> tell = [](const SeedProgress&) {};
};

struct Seeded {
    std::size_t people = 0;
    std::uint64_t answers = 0;  // forms sent
};

// `campus.clock` is the day of seeding. What fails leaves the database half filled: it is to be thrown away.
boost::asio::awaitable<Result<Seeded>> seed(const learning::Campus& campus, SeedOptions options);

}  // namespace lyceum::demo
