// lyceum serve: builds every part, hands each the parts it works with, and runs until it is told to stop. `serve` below
// reads as the map of the program; docs/architecture.md draws it.

#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/demo.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/postman.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/certificate.hpp"
#include "host/learning/recall_cards.hpp"
#include "host/store/store.hpp"
#include "host/web/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <set>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::cli {

namespace asio = boost::asio;

namespace {

constexpr auto housekeeping_interval = std::chrono::hours{1};
constexpr std::int64_t pruned_at_once = 1000;  // see Transaction::prune

// A connection is a descriptor, and the usual soft limit is below the server's own limit of connections.
void raise_descriptor_limit() {
    constexpr rlim_t wanted = 8192;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

Result<void> require_folders(const std::vector<std::filesystem::path>& folders) {
    std::error_code problem;
    for (const std::filesystem::path& folder : folders) {
        if (!std::filesystem::is_directory(folder, problem)) {
            return Error{ErrorCode::NotFound, "there is no such folder of courses", folder.string(),
                         "name it with --courses; it holds framework.xml and one folder a course"};
        }
    }
    return success();
}

bool is_whole(const content::Course& course, const std::set<std::string_view>& with_errors) {
    const auto is_sound = [&](const auto& file) { return file && !with_errors.contains(file->display); };
    return !with_errors.contains(course.display) && std::ranges::all_of(course.units, [&](const auto& unit) {
        return std::ranges::all_of(unit->files, is_sound);
    });
}

// Takes out the courses with errors; each is named, after the errors themselves.
content::Library without_broken_courses(const Reading& reading) {
    print(reading.diagnostics);
    std::set<std::string_view> with_errors;
    for (const xml::Diagnostic& diagnostic : reading.diagnostics) {
        if (diagnostic.severity == xml::Severity::Error) {
            with_errors.insert(diagnostic.file);
        }
    }
    content::Library library = reading.library;
    std::erase_if(library.courses, [&](const auto& course) {
        if (is_whole(*course, with_errors)) {
            return false;
        }
        log::error("{}: the course has errors and is not published (mend what `lyceum check` says, then start again)",
                   course->display);
        return true;
    });
    return library;
}

// How the coroutines below learn that it is time to end. Nothing is torn down under them: when the last one has ended
// the io_context has no work left and `serve` returns. [io strand]
struct Stopping {
    explicit Stopping(asio::io_context& context) : housekeeping{context}, signals{context, SIGINT, SIGTERM} {}

    bool begun = false;
    asio::steady_timer housekeeping;
    asio::signal_set signals;
};

// Opens every activity before the first learner does, then reads them for the search; what a module finds wrong is
// logged. The server answers meanwhile.
asio::awaitable<void> warm_up(learning::Campus& campus,
                              std::vector<std::shared_ptr<const content::ActivityFile>> files,
                              const Stopping& stopping) {
    const xml::Diagnostics diagnostics = co_await open_activities(campus.pool, std::move(files), Keep::ForCalls);
    if (stopping.begun) {
        co_return;  // the rest could not be opened any more, which says nothing about it
    }
    for (const xml::Diagnostic& diagnostic : diagnostics) {
        log::error("{}", xml::to_string(diagnostic));
    }
    std::function<bool()> is_over = [&stopping] { return stopping.begun; };
    auto filling = campus.reading_room.fill(campus.pool, campus.catalogue, std::move(is_over));
    const Result<void> filled = co_await std::move(filling);
    if (!filled) {
        log::error("the courses cannot be searched: {}", to_string(filled.error()));
    }
}

// Forgets what has expired: sessions, and receipts of forms nobody will send again.
asio::awaitable<void> keep_house(store::Store& store, Clock clock, Stopping& stopping) {
    while (!stopping.begun) {
        std::function<Result<std::int64_t>(store::Transaction&)> job = [clock](store::Transaction& transaction) {
            return transaction.prune(clock());
        };
        const Result<std::int64_t> pruned = co_await store.write<std::int64_t>(std::move(job));
        if (!pruned) {
            log::warning("housekeeping: {}", to_string(pruned.error()));
        } else if (pruned.value() >= pruned_at_once) {
            continue;
        }
        if (!stopping.begun) {
            boost::system::error_code interrupted;
            stopping.housekeeping.expires_after(housekeeping_interval);
            co_await stopping.housekeeping.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
        }
    }
}

// The first signal finishes what was accepted, a second ends at once: nothing acknowledged is lost either way.
asio::awaitable<void> stop_on_signal(Stopping& stopping, web::Server& server, modules::Pool& pool, Postman* postman) {
    co_await stopping.signals.async_wait(asio::use_awaitable);
    log::info("stopping: finishing what was accepted (a second signal stops at once)");
    stopping.begun = true;
    stopping.housekeeping.cancel();
    if (postman != nullptr) {
        postman->stop();
    }
    stopping.signals.async_wait([](const boost::system::error_code& problem, int) {
        if (!problem) {
            ::_exit(static_cast<int>(ExitCode::Fine));
        }
    });
    co_await server.stop();
    co_await pool.stop();
    stopping.signals.cancel();
    log::info("stopped");
}

// A coroutine that fails has met a bug: what would be left is a server that looks alive and is not.
void end_on_bug(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

std::string url_of(const web::ServerOptions& options, std::uint16_t port) {
    const bool is_v6 = options.address.find(':') != std::string::npos;
    return fmt::format("http://{}{}{}:{}", is_v6 ? "[" : "", options.address, is_v6 ? "]" : "", port);
}

}  // namespace

ExitCode serve(const ServeOptions& options) {
    std::signal(SIGPIPE, SIG_IGN);  // a browser that goes away is an error of one write, not the end of the server
    // So is a file that may not grow (ulimit -f, LimitFSIZE=): it is told as a full disk is. A handler and not SIG_IGN,
    // which the workers would inherit.
    std::signal(SIGXFSZ, [](int) {});
    raise_descriptor_limit();
    if (const auto there = require_folders(options.courses); !there) {
        return report(there.error());
    }

    // What can be learned: modules by their manifests, then the courses that use them.
    const auto equipment = equip(options.modules);
    if (!equipment) {
        return report(equipment.error());
    }
    const Reading reading = read_folders(options.courses, equipment.value().vocabularies);
    const content::Library library = without_broken_courses(reading);

    // What is remembered.
    if (const auto there = prepare_data_folder(options.data); !there) {
        return report(there.error());
    }
    if (options.demo == Demo::Whole) {
        const auto seeded = seed_if_empty(options.data, options.demo_size, equipment.value(), library);
        if (!seeded) {
            return report(seeded.error());
        }
    }

    // The one thread of everything but the writer and password hashing. Before the store: the writer resumes coroutines
    // on it.
    asio::io_context context{1};
    auto store = store::Store::open({.file = database_in(options.data)});
    if (!store) {
        return report(store.error());
    }
    auto reader = store.value()->reader();
    if (!reader) {
        return report(reader.error());
    }
    auto key = pseudonym_key(*store.value());
    if (!key) {
        return report(key.error());
    }

    const auto certificates = learning::issue_missing_certificates(*store.value(), reader.value(), key.value());
    if (!certificates) {
        return report(certificates.error());
    }

    if (const auto built = learning::build_recall_cards(*store.value(), reader.value()); !built) {
        return report(built.error());
    }

    // Who answers: modules in their sandboxes, learning over them, the server before it all.
    const auto pool = make_pool(context.get_executor(), equipment.value());
    learning::Campus campus{.executor = context.get_executor(),
                            .store = *store.value(),
                            .reader = reader.value(),
                            .pool = *pool,
                            .catalogue = learning::make_catalogue(library),
                            .clock = system_clock(),
                            .pseudonym_key = std::move(key).value(),
                            .turns = learning::Turns{}};
    const web::ServerOptions server_options{
        .address = options.listen.address,
        .port = options.listen.port,
        .demo = options.demo == Demo::No ? web::Demo::Off : web::Demo::On,
        .transport = options.tls == Tls::BehindProxy ? web::Transport::BehindTls : web::Transport::Plain,
        .mail = options.mail ? web::Mail::On : web::Mail::Off,
        .metrics_token = options.metrics_token,
        .limits = {}};
    const auto server = web::Server::open(context.get_executor(), server_options, campus);
    if (!server) {
        return report(server.error());
    }

    // Who brings mails, if any are sent.
    std::unique_ptr<Postman> postman;
    if (options.mail) {
        auto created = Postman::create(campus, *options.mail);
        if (!created) {
            return report(created.error());
        }
        postman = std::move(created).value();
    }

    Stopping stopping{context};
    if (postman) {
        asio::co_spawn(context, postman->run(), end_on_bug);
    }
    asio::co_spawn(context, stop_on_signal(stopping, *server.value(), *pool, postman.get()), end_on_bug);
    asio::co_spawn(context, server.value()->run(), end_on_bug);
    asio::co_spawn(context, warm_up(campus, activity_files(library), stopping), end_on_bug);
    asio::co_spawn(context, keep_house(*store.value(), campus.clock, stopping), end_on_bug);

    fmt::print("Lyceum serves {} course{} on {} (Ctrl+C stops it)\n", library.courses.size(),
               library.courses.size() == 1 ? "" : "s", url_of(server_options, server.value()->port()));
    if (options.demo != Demo::No) {
        fmt::print("Demo people sign in with one click: never use --demo where real people learn.\n");
    }
    std::fflush(stdout);
    context.run();
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
