#pragma once
// A real pool over real workers and the fixtures of tests/bad_modules, driven from a test's own thread.

#include "host/modules/manifest.hpp"
#include "host/modules/pool.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::modules {

inline std::shared_ptr<const Manifest> read_bad_module(const std::string& name, Origin origin) {
    xml::Diagnostics diagnostics;
    auto manifest =
        read_manifest(std::filesystem::path{LYCEUM_BINARY_DIR} / "tests/bad_modules" / name, origin, diagnostics);
    for (const xml::Diagnostic& diagnostic : diagnostics) {
        ADD_FAILURE() << to_string(diagnostic);
    }
    return manifest;
}

inline PoolOptions options_for_tests() {
    PoolOptions options;
    options.worker = std::filesystem::path{LYCEUM_BINARY_DIR} / "libexec/lyceum-worker";
    return options;
}

// An activity of the module in tests/bad_modules/calls: `attributes` say what it does wrong.
inline std::shared_ptr<const Activity> activity_that(const std::string& attributes) {
    Activity activity;
    activity.module_id = "test.bad";
    activity.digest = "digest of " + attributes;
    activity.file = "bad.xml";
    activity.bytes = "<calls xmlns=\"urn:test:bad:1\" " + attributes + "/>";
    activity.language = "en";
    return std::make_shared<const Activity>(std::move(activity));
}

inline Call call_of(std::shared_ptr<const Activity> activity) {
    Call call;
    call.activity = std::move(activity);
    call.time_ms = 1'700'000'000'000;
    call.seed = 7;
    call.language = "en";
    call.role = "head";
    call.learner = "learner-1";
    return call;
}

class PoolFixture {
public:
    explicit PoolFixture(PoolOptions options = options_for_tests(), Origin origin = Origin::Installed,
                         const std::string& module = "calls")
        : pool_{Pool::create(context_.get_executor(), std::move(options), {read_bad_module(module, origin)})} {}
    explicit PoolFixture(std::vector<std::shared_ptr<const Manifest>> modules)
        : pool_{Pool::create(context_.get_executor(), options_for_tests(), std::move(modules))} {}
    ~PoolFixture() { stop(); }

    // Runs the executor until the operation is done.
    template <class Value>
    Value run(boost::asio::awaitable<Value> operation) {
        std::optional<Value> result;
        run_all(boost::asio::co_spawn(context_, keep(std::move(operation), result), boost::asio::use_future));
        return std::move(*result);
    }
    void run(boost::asio::awaitable<void> operation) {
        run_all(boost::asio::co_spawn(context_, std::move(operation), boost::asio::use_future));
    }

    // Begins the operation; `result` is set once the executor has run it to its end.
    template <class Value>
    std::future<void> begin(boost::asio::awaitable<Value> operation, std::optional<Value>& result) {
        return boost::asio::co_spawn(context_, keep(std::move(operation), result), boost::asio::use_future);
    }
    void run_all(std::future<void> done) {
        context_.restart();
        while (done.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
            context_.run_one();
        }
        done.get();
    }

    Result<View> view(std::shared_ptr<const Activity> activity) {
        return run(pool_->view(call_of(std::move(activity))));
    }
    Result<Outcome> respond(std::shared_ptr<const Activity> activity) {
        return run(pool_->respond(call_of(std::move(activity))));
    }
    void stop() { run(pool_->stop()); }

    Pool& pool() { return *pool_; }
    boost::asio::io_context& context() { return context_; }

private:
    template <class Value>
    static boost::asio::awaitable<void> keep(boost::asio::awaitable<Value> operation, std::optional<Value>& result) {
        result.emplace(co_await std::move(operation));
    }

    boost::asio::io_context context_;
    std::unique_ptr<Pool> pool_;
};

}  // namespace lyceum::modules
