#pragma once
// The typed face of the writer's queue. Included by store.hpp only.

#include <boost/asio/async_result.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>
#include <utility>

namespace lyceum::store {

template <class T>
boost::asio::awaitable<Result<T>> Store::write(std::function<Result<T>(Transaction&)> job) {
    // The result is made on the writer thread before the commit and read after it: shared, because either side may be last.
    auto result = std::make_shared<std::optional<Result<T>>>();
    const Result<void> committed = co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Result<void>)>(
        [this](auto handler, std::function<Result<T>(Transaction&)> run, std::shared_ptr<std::optional<Result<T>>> slot) {
            auto executor = boost::asio::get_associated_executor(handler);
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            auto work = std::make_shared<boost::asio::executor_work_guard<decltype(executor)>>(executor);
            const auto resume = [shared, work](Result<void> outcome) {
                boost::asio::post(work->get_executor(), [shared, work, outcome = std::move(outcome)]() mutable {
                    work->reset();
                    std::move (*shared)(std::move(outcome));
                });
            };
            Job queued;
            queued.run = [run = std::move(run), slot](Transaction& transaction) -> Result<void> {
                slot->emplace(run(transaction));
                if (slot->value()) {
                    return success();
                }
                return slot->value().error();
            };
            queued.done = resume;
            if (auto accepted = submit(std::move(queued)); !accepted) {
                resume(accepted.error());
            }
        },
        boost::asio::use_awaitable, std::move(job), result);
    if (!committed) {
        co_return committed.error();
    }
    co_return std::move(result->value());
}

template <class T>
Result<T> Store::write_now(std::function<Result<T>(Transaction&)> job) {
    std::optional<Result<T>> result;
    std::promise<Result<void>> promise;
    auto future = promise.get_future();
    Job queued;
    queued.run = [&](Transaction& transaction) -> Result<void> {
        result.emplace(job(transaction));
        if (*result) {
            return success();
        }
        return result->error();
    };
    queued.done = [&](Result<void> outcome) { promise.set_value(std::move(outcome)); };
    LYCEUM_TRY(submit(std::move(queued)));
    LYCEUM_TRY(future.get());
    return std::move(*result);
}

}  // namespace lyceum::store
