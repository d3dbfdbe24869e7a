#include "host/store/writer.hpp"

#include "host/base/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

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
        job->finish(
            Error{ErrorCode::Unavailable, "too many writes are waiting for the disk", "", "try again in a moment"});
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
    LYCEUM_TRY(const Ran ran, run_together(group));
    if (ran == Ran::MustBeRedone) {
        LYCEUM_TRY(connection_->run("ROLLBACK"));
        LYCEUM_TRY(connection_->run("BEGIN IMMEDIATE"));
        LYCEUM_TRY(run_apart(group));
    }
    return connection_->run("COMMIT");
}

// Without savepoints: SQLite copies every page that is changed inside one, which made an answer a third dearer. So this
// goes well as long as no job fails after it has written.
Result<Writer::Ran> Writer::run_together(std::vector<Entry>& group) {
    Transaction transaction{*connection_};
    for (Entry& entry : group) {
        const std::int64_t before = connection_->total_changes();
        entry.outcome = run_guarded(*entry.job, transaction);
        LYCEUM_TRY(require_transaction(entry));
        if (!entry.outcome && connection_->total_changes() != before) {
            return Ran::MustBeRedone;
        }
    }
    return Ran::Well;
}

// Each in a savepoint of its own, so that one that fails is undone by itself.
Result<void> Writer::run_apart(std::vector<Entry>& group) {
    Transaction transaction{*connection_};
    for (Entry& entry : group) {
        LYCEUM_TRY(connection_->run("SAVEPOINT job"));
        entry.outcome = run_guarded(*entry.job, transaction);
        LYCEUM_TRY(require_transaction(entry));
        if (!entry.outcome) {
            LYCEUM_TRY(connection_->run("ROLLBACK TO job"));
        }
        LYCEUM_TRY(connection_->run("RELEASE job"));
    }
    return success();
}

// The failure of the whole group if SQLite has undone all of it, as it does when the disk is full.
Result<void> Writer::require_transaction(const Entry& entry) const {
    if (connection_->in_transaction()) {
        return success();
    }
    return entry.outcome ? Error{ErrorCode::Internal, "a write ended its transaction", "", ""} : entry.outcome.error();
}

void Writer::end_transaction() {
    if (connection_->in_transaction()) {
        if (const auto ended = connection_->run("ROLLBACK"); !ended) {
            log::error("undoing a failed commit failed: {}", to_string(ended.error()));
        }
    }
}

}  // namespace lyceum::store
