#pragma once
// Opening activity files in their modules, in sandboxed workers, to hear what only a module can find. [io strand]

#include "host/content/model.hpp"
#include "host/modules/pool.hpp"
#include "host/xml/diagnostic.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lyceum::cli {

// What each module finds, under the file's own name. That a module's process failed is a finding too ("module.failed").
boost::asio::awaitable<xml::Diagnostics> open_activities(
    modules::Pool& pool, std::vector<std::shared_ptr<const content::ActivityFile>> files);

// Runs `work`, ends the pool's processes and gives what `work` gave: for commands that do one thing and end.
template <class T>
T run_with_pool(boost::asio::io_context& context, modules::Pool& pool, boost::asio::awaitable<T> work) {
    std::optional<T> result;
    const auto until_stopped = [](modules::Pool& used, boost::asio::awaitable<T> job,
                                  std::optional<T>& slot) -> boost::asio::awaitable<void> {
        slot.emplace(co_await std::move(job));
        co_await used.stop();
    };
    boost::asio::co_spawn(context, until_stopped(pool, std::move(work), result), [](std::exception_ptr failure) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    });
    context.run();
    return std::move(result).value();
}

}  // namespace lyceum::cli
