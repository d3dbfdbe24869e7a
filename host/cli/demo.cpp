#include "host/cli/demo.hpp"

#include "host/base/crypto.hpp"
#include "host/base/files.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/places.hpp"
#include "host/demo/seed.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/catalogue.hpp"

#include <chrono>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace lyceum::cli {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

Error cannot(std::string_view what, const fs::path& where, const std::error_code& problem) {
    return Error{ErrorCode::Environment, fmt::format("{}: {}", what, problem.message()), where.string(),
                 "mend this, then start again: seeding begins anew"};
}

// What an interrupted seeding has left, gone.
Result<void> empty_folder(const fs::path& folder) {
    std::error_code problem;
    fs::remove_all(folder, problem);
    if (problem) {
        return cannot("the folder of an interrupted seeding cannot be removed", folder, problem);
    }
    return prepare_data_folder(folder);
}

// So that the name is on disk too.
Result<void> sync_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0 || ::fsync(handle) != 0) {
        const std::error_code problem{errno, std::generic_category()};
        if (handle >= 0) {
            ::close(handle);
        }
        return cannot("the folder cannot be written to disk", folder, problem);
    }
    ::close(handle);
    return success();
}

// Closes every connection before it returns: SQLite then leaves one file.
Result<demo::Seeded> fill(const fs::path& file, std::size_t people, const Equipment& equipment,
                          const content::Library& library) {
    asio::io_context context{1};
    LYCEUM_TRY(const auto store, store::Store::open({.file = file}));
    LYCEUM_TRY(auto reader, store->reader());
    LYCEUM_TRY(auto key, pseudonym_key(*store));
    const auto pool = make_pool(context.get_executor(), equipment);
    const learning::Campus campus{.executor = context.get_executor(),
                                  .store = *store,
                                  .reader = reader,
                                  .pool = *pool,
                                  .catalogue = learning::make_catalogue(library),
                                  .clock = [now = system_clock()()] { return now; },
                                  .pseudonym_key = std::move(key)};
    const auto began = std::chrono::steady_clock::now();
    demo::SeedOptions options;
    options.people = people;
    options.tell = [began](const demo::SeedProgress& progress) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
        fmt::print("  {:>2} of {}: {:<26} {:>7} answers  {:5.1f} s\n", progress.done, progress.all, progress.stage,
                   progress.answers, passed.count());
        std::fflush(stdout);
    };
    return run_with_pool(context, *pool, demo::seed(campus, std::move(options)));
}

}  // namespace

Result<std::string> pseudonym_key(store::Store& store) {
    std::function<Result<std::string>(store::Transaction&)> job =
        [fresh = crypto::random_bytes(32)](store::Transaction& transaction) {
            return transaction.setting_or(learning::pseudonym_key_setting, fresh);
        };
    return store.write_now<std::string>(std::move(job));
}

Result<void> seed_if_empty(const fs::path& data, std::size_t people, const Equipment& equipment,
                           const content::Library& library) {
    std::error_code problem;
    const fs::path place = database_in(data);
    if (fs::exists(place, problem)) {
        return success();
    }
    const fs::path folder = data / "seeding";
    LYCEUM_TRY(empty_folder(folder));
    fmt::print("Filling {} with demo data of {} people; interrupted, it begins anew the next time.\n", data.string(),
               people);
    std::fflush(stdout);
    const fs::path file = database_in(folder);
    LYCEUM_TRY(const demo::Seeded seeded, fill(file, people, equipment, library));
    fs::rename(file, place, problem);
    if (problem) {
        return cannot("the demo data cannot be moved to its place", place, problem);
    }
    LYCEUM_TRY(sync_folder(data));
    fs::remove_all(folder, problem);  // empty by now; if it stays, no harm
    fmt::print("Demo data: {} people, {} answers.\n", seeded.people, seeded.answers);
    return success();
}

}  // namespace lyceum::cli
