#include "host/store/connection.hpp"
#include "tests/store/store_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <gmock/gmock.h>

#include <future>
#include <stdexcept>
#include <thread>

namespace lyceum::store::testing {
namespace {

namespace asio = boost::asio;

// Settings are the smallest thing to write: which of them exist says which jobs were kept.
std::function<Result<void>(Transaction&)> put(std::string name) {
    return [name = std::move(name)](Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.setting_or(name, "kept"));
        return success();
    };
}

class WriterGroups : public StoreTest {
protected:
    // Stops the writer thread inside a job until `release` is called, so that what is submitted meanwhile waits
    // together.
    void hold() {
        std::function<Result<void>(Transaction&)> job = [this](Transaction&) -> Result<void> {
            entered_.set_value();
            released_.get_future().wait();
            return success();
        };
        submit(std::move(job), "holder");
        run();
        entered_.get_future().wait();
    }

    void release() { released_.set_value(); }

    // Starts a write as a coroutine; its result will be in `results`.
    void submit(std::function<Result<void>(Transaction&)> job, std::string name) {
        asio::co_spawn(context_, write_one(std::move(job), std::move(name)), asio::detached);
    }

    // Runs the coroutines up to where all of them wait.
    void run() {
        context_.restart();
        context_.poll();
    }

    // Runs until all of them have ended.
    void finish() {
        context_.restart();
        context_.run();
    }

    bool is_kept(const std::string& name) {
        return write<std::string>([&](Transaction& transaction) {
                   return transaction.setting_or(name, "absent");
               }).value() == "kept";
    }

    std::map<std::string, Result<void>> results;

private:
    asio::awaitable<void> write_one(std::function<Result<void>(Transaction&)> job, std::string name) {
        Result<void> result = co_await store->write<void>(std::move(job));
        results.insert_or_assign(std::move(name), std::move(result));
    }

    asio::io_context context_;
    std::promise<void> entered_;
    std::promise<void> released_;
};

TEST_F(WriterGroups, CommitsWhatWaitsTogetherOnce) {
    hold();
    for (int i = 0; i < 50; ++i) {
        submit(put(std::to_string(i)), std::to_string(i));
    }
    run();
    EXPECT_EQ(store->counters().waiting, 50U);
    release();
    finish();

    EXPECT_EQ(results.size(), 51U);
    EXPECT_TRUE(std::ranges::all_of(results, [](const auto& entry) { return entry.second.has_value(); }));
    EXPECT_EQ(store->counters().commits, 2U) << "the holder's group, and one for all the others";
    EXPECT_EQ(store->counters().jobs, 51U);
    EXPECT_EQ(store->counters().waiting, 0U);
}

TEST_F(WriterGroups, KeepToTheirLimit) {
    open({.file = {}, .queue_limit = 100, .group_limit = 10});
    hold();
    for (int i = 0; i < 25; ++i) {
        submit(put(std::to_string(i)), std::to_string(i));
    }
    run();
    release();
    finish();

    EXPECT_EQ(store->counters().commits, 4U);
}

TEST_F(WriterGroups, UndoAFailedJobAndNoOther) {
    hold();
    submit(put("before"), "before");
    submit(
        [](Transaction& transaction) -> Result<void> {
            LYCEUM_TRY(transaction.setting_or("failed", "kept"));
            return Error{ErrorCode::Denied, "no", "", ""};
        },
        "failed");
    submit(put("after"), "after");
    run();
    release();
    finish();

    EXPECT_TRUE(results.at("before"));
    EXPECT_TRUE(results.at("after"));
    ASSERT_FALSE(results.at("failed"));
    EXPECT_EQ(results.at("failed").error().code, ErrorCode::Denied);
    EXPECT_EQ(store->counters().commits, 2U);
    EXPECT_TRUE(is_kept("before"));
    EXPECT_TRUE(is_kept("after"));
    EXPECT_FALSE(is_kept("failed"));
}

TEST_F(WriterGroups, TakeAnExceptionForTheFailureOfItsJobOnly) {
    hold();
    submit(put("before"), "before");
    submit(
        [](Transaction& transaction) -> Result<void> {
            LYCEUM_TRY(transaction.setting_or("thrown", "kept"));
            throw std::runtime_error{"a bug"};
        },
        "thrown");
    submit([](Transaction&) -> Result<void> { throw 42; },
           "number");  // NOLINT(hicpp-exception-baseclass): what must be survived
    submit(put("after"), "after");
    run();
    release();
    finish();

    EXPECT_EQ(results.at("thrown").error().code, ErrorCode::Internal);
    EXPECT_EQ(results.at("number").error().code, ErrorCode::Internal);
    EXPECT_TRUE(is_kept("before"));
    EXPECT_TRUE(is_kept("after"));
    EXPECT_FALSE(is_kept("thrown"));
}

TEST_F(WriterGroups, LeaveNothingOfAJobThatFailedAfterManyWrites) {
    const Registration registration = enrolled();
    hold();
    submit(
        [&](Transaction& transaction) -> Result<void> {
            for (std::int64_t revision = 0; revision < 200; ++revision) {
                LYCEUM_TRY(transaction.record_answer(make_answer(registration, revision)));
            }
            return Error{ErrorCode::Denied, "no", "", ""};
        },
        "many");
    submit(put("after"), "after");
    run();
    release();
    finish();

    EXPECT_FALSE(results.at("many"));
    EXPECT_TRUE(is_kept("after"));
    EXPECT_EQ(reader().statement_count().value(), 0U);
    EXPECT_TRUE(reader().integrity_problems().value().empty());
}

TEST_F(WriterGroups, RefuseWhatTheQueueHasNoRoomFor) {
    open({.file = {}, .queue_limit = 3, .group_limit = 10});
    hold();
    for (const char* name : {"1", "2", "3", "4"}) {
        submit(put(name), name);
        run();
    }
    run();

    ASSERT_TRUE(results.contains("4")) << "a refusal does not wait for the writer";
    EXPECT_EQ(results.at("4").error().code, ErrorCode::Unavailable);
    release();
    finish();
    EXPECT_TRUE(results.at("3"));
    EXPECT_FALSE(is_kept("4"));
}

TEST_F(WriterGroups, AreFinishedBeforeTheStoreIsGone) {
    hold();
    for (int i = 0; i < 20; ++i) {
        submit(put(std::to_string(i)), std::to_string(i));
    }
    run();
    release();
    open({});  // destroys the store, then opens the file again
    finish();

    EXPECT_EQ(results.size(), 21U);
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(is_kept(std::to_string(i)));
    }
}

TEST_F(WriterGroups, AnswerOnlyWhatIsVisibleToEveryReader) {
    asio::io_context context;
    const auto io_thread = std::this_thread::get_id();
    bool seen = false;
    std::thread::id resumed_on;
    const User user = make_user("anna");
    const auto scenario = [&]() -> asio::awaitable<void> {
        std::function<Result<void>(Transaction&)> job = [user](Transaction& transaction) {
            return transaction.add_user(user);
        };
        const Result<void> added = co_await store->write<void>(std::move(job));
        resumed_on = std::this_thread::get_id();
        seen = added && reader().find_user(user.id).value().has_value();
    };
    asio::co_spawn(context, scenario(), asio::detached);
    context.run();

    EXPECT_TRUE(seen);
    EXPECT_EQ(resumed_on, io_thread);
}

TEST_F(WriterGroups, FailTogetherWhileAnotherProcessWritesAndWorkAfterwards) {
    open({.file = {}, .queue_limit = 100, .group_limit = 10, .patience = 20ms});
    const auto other = Connection::open(file, Connection::Access::Write, 20ms).value();
    ASSERT_TRUE(other->execute("BEGIN IMMEDIATE"));
    const auto write_two = [&] {
        submit(put("a"), "a");
        submit(put("b"), "b");
        finish();
    };
    write_two();

    EXPECT_EQ(results.at("a").error().code, ErrorCode::Unavailable);
    EXPECT_EQ(results.at("b").error().code, ErrorCode::Unavailable);
    EXPECT_GE(store->counters().failures, 1U);

    ASSERT_TRUE(other->execute("COMMIT"));
    write_two();
    EXPECT_TRUE(results.at("a"));
    EXPECT_TRUE(results.at("b"));
}

}  // namespace
}  // namespace lyceum::store::testing
