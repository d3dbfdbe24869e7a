#pragma once
// The typed face of the writer's queue. Included by store.hpp only.

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>
#include <optional>
#include <utility>

namespace lyceum::store {

// Runs the caller's function and keeps its result until the commit decides whether it holds.
template <class T>
class ResultJob : public Job {
public:
    explicit ResultJob(std::function<Result<T>(Transaction&)> function) : function_{std::move(function)} {}

    Result<void> run(Transaction& transaction) override {
        result_.emplace(function_(transaction));
        if (!*result_) {
            return result_->error();
        }
        return success();
    }

protected:
    Result<T> take(Result<void> outcome) {
        if (!outcome) {
            return std::move(outcome).error();
        }
        return std::move(*result_);
    }

private:
    std::function<Result<T>(Transaction&)> function_;
    std::optional<Result<T>> result_;
};

// Resumes a coroutine on its own executor, and keeps that executor's context from running out of work until then.
template <class T, class Handler>
class AwaitedJob final : public ResultJob<T> {
public:
    AwaitedJob(std::function<Result<T>(Transaction&)> function, Handler handler)
        : ResultJob<T>{std::move(function)},
          handler_{std::move(handler)},
          work_{boost::asio::get_associated_executor(handler_)} {}

    void finish(Result<void> outcome) override {
        boost::asio::post(work_.get_executor(),
                          [handler = std::move(handler_), result = this->take(std::move(outcome))]() mutable {
                              std::move(handler)(std::move(result));
                          });
    }

private:
    Handler handler_;
    boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> work_;
};

template <class T>
class BlockingJob final : public ResultJob<T> {
public:
    BlockingJob(std::function<Result<T>(Transaction&)> function, std::promise<Result<T>> promise)
        : ResultJob<T>{std::move(function)}, promise_{std::move(promise)} {}

    void finish(Result<void> outcome) override { promise_.set_value(this->take(std::move(outcome))); }

private:
    std::promise<Result<T>> promise_;
};

template <class T>
boost::asio::awaitable<Result<T>> Store::write(std::function<Result<T>(Transaction&)> job) {
    // Everything in the co_await expression has a name: g++ 12 destroys a temporary with a capture there twice.
    auto begin = [this, function = std::move(job)](auto handler) mutable {
        using Awaited = AwaitedJob<T, decltype(handler)>;
        submit(std::make_unique<Awaited>(std::move(function), std::move(handler)));
    };
    auto token = boost::asio::use_awaitable;
    auto waiting = boost::asio::async_initiate<decltype(token), void(Result<T>)>(std::move(begin), token);
    co_return co_await std::move(waiting);
}

template <class T>
Result<T> Store::write_now(std::function<Result<T>(Transaction&)> job) {
    std::promise<Result<T>> promise;
    auto future = promise.get_future();
    submit(std::make_unique<BlockingJob<T>>(std::move(job), std::move(promise)));
    return future.get();
}

}  // namespace lyceum::store
