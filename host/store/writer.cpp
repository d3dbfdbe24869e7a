#include "host/store/writer.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "host/base/log.hpp"

namespace lyceum::store {

namespace {

// Runs the job; whatever it throws is a bug, and becomes its own failure only.
Result<void> run_guarded(Job& job, Transaction& transaction) {
    try {
        return job.run(transaction);
    } catch (const std::exception& thrown) {
        log::error("a write failed with an exception: {}", thrown.what());
    } catch (...) {
        log::error("a write failed with an exception of an unknown kind");
    }
    return Error{ErrorCode::Internal, "the write failed because of a bug", "", "see the log"};
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, std::size_t queue_limit, std::size_t group_limit)
    : connection_{std::move(connection)},
      queue_limit_{std::max<std::size_t>(1, queue_limit)},
      group_limit_{std::max<std::size_t>(1, group_limit)},
      thread_{[this] { work(); }} {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void Writer::submit(std::unique_ptr<Job> job) {
    {
        const std::lock_guard lock{mutex_};
        if (queue_.size() < queue_limit_) {
            queue_.push_back(std::move(job));
        }
    }
    if (job == nullptr) {
        arrived_.notify_one();
    } else {
        job->finish(Error{ErrorCode::Unavailable, "too many writes are waiting for the disk", "", "try again in a moment"});
    }
}

StoreCounters Writer::counters() const {
    const std::lock_guard lock{mutex_};
    StoreCounters counters = counters_;
    counters.waiting = queue_.size();
    return counters;
}

void Writer::work() {
    std::vector<Entry> group;
    group.reserve(group_limit_);
    while (take_group(group)) {
        const Result<void> committed = commit_group(group);
        if (!committed) {
            end_transaction();
            log::warning("{} writes could not be committed: {}", group.size(), to_string(committed.error()));
        }
        {
            const std::lock_guard lock{mutex_};
            counters_.jobs += group.size();
            (committed ? counters_.commits : counters_.failures) += 1;
        }
        for (Entry& entry : group) {
            // A job that failed by itself says so; what the commit met concerns the others.
            if (entry.outcome && !committed) {
                entry.outcome = committed.error();
            }
            entry.job->finish(std::move(entry.outcome));
        }
        group.clear();
    }
}

bool Writer::take_group(std::vector<Entry>& group) {
    std::unique_lock lock{mutex_};
    arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const std::size_t size = std::min(queue_.size(), group_limit_);
    for (std::size_t i = 0; i < size; ++i) {
        group.push_back(Entry{std::move(queue_.front())});
        queue_.pop_front();
    }
    return size > 0;
}

Result<void> Writer::commit_group(std::vector<Entry>& group) {
    LYCEUM_TRY(connection_->run("BEGIN IMMEDIATE"));
    LYCEUM_TRY(run_jobs(group));
    return connection_->run("COMMIT");
}

Result<void> Writer::run_jobs(std::vector<Entry>& group) {
    for (Entry& entry : group) {
        LYCEUM_TRY(run_job(entry));
    }
    return success();
}

// The outcome of the job goes into its entry; a failure returned from here concerns the whole group.
Result<void> Writer::run_job(Entry& entry) {
    LYCEUM_TRY(connection_->run("SAVEPOINT job"));
    Transaction transaction{*connection_};
    entry.outcome = run_guarded(*entry.job, transaction);
    if (!connection_->in_transaction()) {
        // SQLite has undone everything, as it does when the disk is full: nothing of the group is left.
        return entry.outcome ? Error{ErrorCode::Internal, "a write ended its transaction", "", ""} : entry.outcome.error();
    }
    if (!entry.outcome) {
        LYCEUM_TRY(connection_->run("ROLLBACK TO job"));
    }
    return connection_->run("RELEASE job");
}

void Writer::end_transaction() {
    if (connection_->in_transaction()) {
        if (const auto ended = connection_->run("ROLLBACK"); !ended) {
            log::error("undoing a failed commit failed: {}", to_string(ended.error()));
        }
    }
}

}  // namespace lyceum::store
