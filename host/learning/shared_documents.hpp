#pragma once
// The documents that the learners of an activity share, kept in memory by revision, and who waits for news of them.
//
// A forum of a thousand people has thousands of documents, and each call to its module is given all of them. They are
// read whole once; after that only what was written since is read, and calls are given pointers. The database stays
// the truth: an answer is written only if each document it changes still has the revision it was computed from.
// Answers of this process are the only writers of shared documents. [io strand]

#include "host/base/result.hpp"
#include "host/modules/call.hpp"
#include "host/store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// All shared documents of an activity at one moment. Immutable once given out.
struct SharedSnapshot {
    modules::SharedDocuments documents;   // by key
    std::vector<std::int64_t> revisions;  // of each
    std::int64_t revision = 0;            // of the newest; 0: there is none
    std::size_t bytes = 0;

    static const std::shared_ptr<const SharedSnapshot>& empty();
    // 0 if there is no such document.
    std::int64_t revision_of(std::string_view key) const;
};

class SharedDocumentCache {
public:
    struct Limits {
        std::size_t bytes = std::size_t{128} << 20;  // of all that is kept; the activity in use is always kept
        std::size_t subscribers = 512;
        std::size_t subscribers_a_person = 12;
    };

    // Somebody who waits for changes of one activity. The cache must outlive it.
    class Subscription {
    public:
        Subscription(SharedDocumentCache& cache, boost::asio::any_io_executor executor, std::string scope,
                     std::string person);
        ~Subscription();
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;

        // True as soon as something has changed since the last call, false after `patience` without a change or when
        // closed. One caller at a time.
        boost::asio::awaitable<bool> changed(std::chrono::milliseconds patience);
        // Waits that long whatever changes; shorter only if closed.
        boost::asio::awaitable<void> pause(std::chrono::milliseconds time);
        // Whoever waits is let go; from then on there is nothing to wait for.
        void close();
        bool is_closed() const { return closed_; }
        const std::string& scope() const { return scope_; }

    private:
        friend class SharedDocumentCache;
        SharedDocumentCache& cache_;
        boost::asio::steady_timer timer_;
        std::string scope_;
        std::string person_;
        bool changed_ = false;
        bool pausing_ = false;
        bool closed_ = false;
    };

    SharedDocumentCache() = default;
    explicit SharedDocumentCache(Limits limits) : limits_{limits} {}
    SharedDocumentCache(const SharedDocumentCache&) = delete;
    SharedDocumentCache& operator=(const SharedDocumentCache&) = delete;

    // As they are now.
    Result<std::shared_ptr<const SharedSnapshot>> current(store::Reader& reader, const std::string& scope);

    // An answer has changed documents of `scope` and is on disk. Removals are not seen by revision: what was kept is
    // then read anew.
    enum class Removed { No, Yes };
    void written(const std::string& scope, Removed removed);

    // Null if there are too many subscribers, or too many of this person.
    std::unique_ptr<Subscription> subscribe(boost::asio::any_io_executor executor, const std::string& scope,
                                            const std::string& person);
    std::size_t subscribers(const std::string& scope) const;
    std::size_t kept_bytes() const { return bytes_; }  // for tests

private:
    struct Kept {
        std::shared_ptr<SharedSnapshot> snapshot;
        std::int64_t seen = 0;   // revisions of the whole database that have been looked at
        std::uint64_t used = 0;  // the largest was used last
    };
    Result<void> read_whole(store::Reader& reader, const std::string& scope, Kept& kept);
    static void apply(std::vector<store::SharedRecord> changes, Kept& kept);
    void make_room(const std::string& in_use);

    Limits limits_;
    std::map<std::string, Kept> kept_;
    std::size_t bytes_ = 0;
    std::uint64_t uses_ = 0;
    std::multimap<std::string, Subscription*> subscriptions_;  // by scope
    std::map<std::string, std::size_t> by_person_;
};

}  // namespace lyceum::learning
