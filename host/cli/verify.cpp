// lyceum verify: proof that all derived progress follows from the statements, and that the database itself is whole.

#include "host/learning/verify.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/places.hpp"
#include "host/store/store.hpp"

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

Result<learning::VerifyReport> verify_data(const VerifyOptions& options) {
    LYCEUM_TRY(require_database(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(auto reader, store->reader());
    return learning::verify(reader);
}

}  // namespace

ExitCode verify(const VerifyOptions& options) {
    const auto verified = verify_data(options);
    if (!verified) {
        return report(verified.error());
    }
    const learning::VerifyReport& found = verified.value();
    for (const std::string& problem : found.problems) {
        fmt::print("problem: {}\n", problem);
    }
    for (const learning::Difference& difference : found.differences) {
        fmt::print("registration {}: {}: stored {}, computed {}\n", difference.registration, difference.what,
                   difference.stored, difference.computed);
    }
    fmt::print("{} registrations, {} statements, {} differences, {} problems\n", found.registrations, found.statements,
               found.differences.size(), found.problems.size());
    return found.differences.empty() && found.problems.empty() ? ExitCode::Fine : ExitCode::InputErrors;
}

}  // namespace lyceum::cli
