#pragma once
// The writer thread and its queue: takes what waits, up to a group, into one transaction; commits; tells every job.
// Private to host/store. The connection belongs to the thread from start to end.

#include "host/store/connection.hpp"
#include "host/store/store.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace lyceum::store {

class Writer {
public:
    Writer(std::unique_ptr<Connection> connection, std::size_t queue_limit, std::size_t group_limit);
    ~Writer();  // finishes what was accepted
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void submit(std::unique_ptr<Job> job);  // [any thread]
    StoreCounters counters() const;         // [any thread]

private:
    struct Entry {
        std::unique_ptr<Job> job;
        Result<void> outcome = success();
    };

    void work();
    // False if the writer is to stop and nothing waits.
    bool take_group(std::vector<Entry>& group);
    Result<void> commit_group(std::vector<Entry>& group);
    enum class Ran { Well, MustBeRedone };
    Result<Ran> run_together(std::vector<Entry>& group);
    Result<void> run_apart(std::vector<Entry>& group);
    Result<void> require_transaction(const Entry& entry) const;
    void end_transaction();

    const std::unique_ptr<Connection> connection_;
    const std::size_t queue_limit_;
    const std::size_t group_limit_;

    mutable std::mutex mutex_;  // guards the four below
    std::condition_variable arrived_;
    std::deque<std::unique_ptr<Job>> queue_;
    StoreCounters counters_;
    bool stopping_ = false;

    std::thread thread_;  // last: starts when the rest is there
};

}  // namespace lyceum::store
