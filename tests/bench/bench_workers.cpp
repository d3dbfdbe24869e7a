// A call into a warm worker and into a fresh one, through the pool as learning calls it. Nothing
// else runs.

#include "host/base/log.hpp"
#include "host/modules/manifest.hpp"
#include "host/modules/pool.hpp"
#include "tests/bench/machine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyceum::bench {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr int calls = 5000;

std::string text_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

template <class T>
T required(Result<T> result) {
    if (!result) {
        throw std::runtime_error{to_string(result.error())};
    }
    return std::move(result.value());
}

struct Times {
    std::vector<double> microseconds;

    void print(std::string_view what) {
        std::ranges::sort(microseconds);
        fmt::print("{}: p50 {:.0f} us, p99 {:.0f} us, {} calls\n", what, at(0.5), at(0.99), microseconds.size());
    }
    double at(double share) const {
        return microseconds[static_cast<std::size_t>(share * static_cast<double>(microseconds.size() - 1))];
    }
};

boost::asio::awaitable<void> measure(modules::Pool& pool, modules::Call call, modules::Call answer, Times& views,
                                     Times& answers) {
    auto activity = call.activity;
    auto opened = co_await pool.open(std::move(activity));
    required(std::move(opened));
    for (int i = -100; i < calls; ++i) {
        modules::Call next = i % 2 == 0 ? call : answer;
        const auto began = Steady::now();
        if (i % 2 == 0) {
            auto view = co_await pool.view(std::move(next));
            required(std::move(view));
        } else {
            auto outcome = co_await pool.respond(std::move(next));
            required(std::move(outcome));
        }
        const double time = std::chrono::duration<double, std::micro>(Steady::now() - began).count();
        if (i >= 0) {
            (i % 2 == 0 ? views : answers).microseconds.push_back(time);
        }
    }
    co_await pool.stop();
}

void run_with(modules::Origin origin, Times& views, Times& answers) {
    const fs::path built{LYCEUM_BINARY_DIR};
    auto found = modules::discover({{built / "modules", origin}});
    boost::asio::io_context context{1};
    modules::PoolOptions options;
    options.worker = built / "libexec" / "lyceum-worker";
    const auto pool = modules::Pool::create(context.get_executor(), options, found.modules);

    const auto activity = std::make_shared<modules::Activity>();
    activity->module_id = "lyceum.quiz";
    activity->digest = "bench";
    activity->file = "exam.xml";
    activity->bytes = text_of(fs::path{LYCEUM_SOURCE_DIR} / "tests" / "behaviour" / "courses" / "short" / "exam.xml");
    activity->language = "ru";
    modules::Call call;
    call.activity = activity;
    call.time_ms = 1'764'000'000'000;
    call.seed = 7;
    call.language = "ru";
    call.role = "head";
    call.learner = "bench";
    modules::Call answer = call;
    answer.fields = {{"act", "start"}};

    std::exception_ptr problem;
    boost::asio::co_spawn(context, measure(*pool, call, answer, views, answers),
                          [&](const std::exception_ptr& thrown) { problem = thrown; });
    context.run();
    if (problem) {
        std::rethrow_exception(problem);
    }
}

}  // namespace
}  // namespace lyceum::bench

int main() {
    using namespace lyceum::bench;
    try {
        lyceum::log::initialise(lyceum::log::Level::Warning);
        fmt::print("{}\n", machine_line());
        Times warm_views;
        Times warm_answers;
        run_with(lyceum::modules::Origin::Installed, warm_views, warm_answers);
        warm_views.print("view from a warm worker");
        warm_answers.print("answer to a warm worker");
        Times fresh_views;
        Times fresh_answers;
        run_with(lyceum::modules::Origin::ThirdParty, fresh_views, fresh_answers);
        fresh_views.print("view from a fresh process");
        fresh_answers.print("answer to a fresh process");
        const double worst = std::max(warm_views.at(0.5), warm_answers.at(0.5));
        fmt::print("  {:<44} {:>8.2f}   target {:<10} {}\n", "call into a warm worker p50, us", worst, "<= 100",
                   worst <= 100 ? "met" : "MISSED");
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_workers: {}\n", problem.what());
        return 1;
    }
}
