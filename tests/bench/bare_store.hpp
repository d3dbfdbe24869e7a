#pragma once
// The other side of the ratio: SQLite alone, committing in groups what answers write. The database
// has the schema of a server's and is filled with rows a server wrote, so that bytes, indexes and
// triggers are the same. [one thread]

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace lyceum::bench {

struct BareRun {
    std::uint64_t forms = 0;
    double seconds = 0;
    double statements_a_form = 0;
    double bytes_a_form = 0;  // of statements, states and receipts

    double per_second() const { return static_cast<double>(forms) / seconds; }
};

// Replays forms as `server_database` (of a stopped server) has them recorded: for each its
// statements, the state, the progress row and the receipt, `group` forms a commit, into a new file
// at `file`. `all_forms`: how many forms its statements came from; 0: as many as it still has receipts. Throws
// std::runtime_error if SQLite objects.
BareRun commit_in_groups(const std::filesystem::path& server_database, const std::filesystem::path& file,
                         std::size_t group, std::chrono::milliseconds time, double all_forms = 0);

}  // namespace lyceum::bench
