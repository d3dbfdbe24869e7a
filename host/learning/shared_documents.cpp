#include "host/learning/shared_documents.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

std::size_t bytes_of(const modules::SharedDocument& document) {
    constexpr std::size_t around = 128;  // pointers, counts and what the allocator adds
    return document.key.size() + document.bytes.size() + around;
}

std::size_t place_of(const SharedSnapshot& snapshot, std::string_view key) {
    const auto found = std::ranges::lower_bound(snapshot.documents, key, {},
                                                [](const auto& document) { return std::string_view{document->key}; });
    return static_cast<std::size_t>(found - snapshot.documents.begin());
}

bool holds(const SharedSnapshot& snapshot, std::size_t place, std::string_view key) {
    return place < snapshot.documents.size() && snapshot.documents[place]->key == key;
}

}  // namespace

const std::shared_ptr<const SharedSnapshot>& SharedSnapshot::empty() {
    static const std::shared_ptr<const SharedSnapshot> nothing = std::make_shared<SharedSnapshot>();
    return nothing;
}

std::int64_t SharedSnapshot::revision_of(std::string_view key) const {
    const std::size_t place = place_of(*this, key);
    return holds(*this, place, key) ? revisions[place] : 0;
}

Result<std::shared_ptr<const SharedSnapshot>> SharedDocumentCache::current(store::Reader& reader,
                                                                           const std::string& scope) {
    auto found = kept_.find(scope);
    if (found == kept_.end()) {
        Kept fresh;
        LYCEUM_TRY(read_whole(reader, scope, fresh));
        if (fresh.snapshot->documents.empty()) {
            return SharedSnapshot::empty();  // most activities share nothing
        }
        bytes_ += fresh.snapshot->bytes;
        found = kept_.emplace(scope, std::move(fresh)).first;
    } else {
        Kept& kept = found->second;
        std::int64_t seen = kept.seen;
        LYCEUM_TRY(auto changes, reader.shared_documents_since(scope, kept.seen, seen));
        kept.seen = seen;
        if (!changes.empty()) {
            bytes_ -= kept.snapshot->bytes;
            apply(std::move(changes), kept);
            bytes_ += kept.snapshot->bytes;
        }
    }
    found->second.used = ++uses_;
    make_room(scope);
    return std::shared_ptr<const SharedSnapshot>{found->second.snapshot};
}

Result<void> SharedDocumentCache::read_whole(store::Reader& reader, const std::string& scope, Kept& kept) {
    LYCEUM_TRY(auto records, reader.shared_documents(scope));
    auto snapshot = std::make_shared<SharedSnapshot>();
    snapshot->documents.reserve(records.size());
    snapshot->revisions.reserve(records.size());
    for (store::SharedRecord& record : records) {
        snapshot->revision = std::max(snapshot->revision, record.revision);
        snapshot->revisions.push_back(record.revision);
        snapshot->documents.push_back(std::make_shared<const modules::SharedDocument>(
            modules::SharedDocument{.key = std::move(record.key), .bytes = std::move(record.bytes)}));
        snapshot->bytes += bytes_of(*snapshot->documents.back());
    }
    kept.seen = snapshot->revision;
    kept.snapshot = std::move(snapshot);
    return success();
}

void SharedDocumentCache::apply(std::vector<store::SharedRecord> changes, Kept& kept) {
    if (kept.snapshot.use_count() > 1) {
        // A call still looks at it.
        kept.snapshot = std::make_shared<SharedSnapshot>(*kept.snapshot);
    }
    SharedSnapshot& snapshot = *kept.snapshot;
    for (store::SharedRecord& record : changes) {
        const std::size_t place = place_of(snapshot, record.key);
        const bool known = holds(snapshot, place, record.key);
        auto document = std::make_shared<const modules::SharedDocument>(
            modules::SharedDocument{.key = std::move(record.key), .bytes = std::move(record.bytes)});
        snapshot.bytes += bytes_of(*document);
        snapshot.revision = std::max(snapshot.revision, record.revision);
        const auto at = static_cast<std::ptrdiff_t>(place);
        if (known) {
            snapshot.bytes -= bytes_of(*snapshot.documents[place]);
            snapshot.documents[place] = std::move(document);
            snapshot.revisions[place] = record.revision;
        } else {
            snapshot.documents.insert(snapshot.documents.begin() + at, std::move(document));
            snapshot.revisions.insert(snapshot.revisions.begin() + at, record.revision);
        }
    }
}

void SharedDocumentCache::make_room(const std::string& in_use) {
    while (bytes_ > limits_.bytes && kept_.size() > 1) {
        auto oldest = kept_.end();
        for (auto each = kept_.begin(); each != kept_.end(); ++each) {
            if (each->first != in_use && (oldest == kept_.end() || each->second.used < oldest->second.used)) {
                oldest = each;
            }
        }
        bytes_ -= oldest->second.snapshot->bytes;
        kept_.erase(oldest);
    }
}

void SharedDocumentCache::written(const std::string& scope, Removed removed) {
    if (const auto found = kept_.find(scope); found != kept_.end() && removed == Removed::Yes) {
        bytes_ -= found->second.snapshot->bytes;
        kept_.erase(found);
    }
    const auto [begin, end] = subscriptions_.equal_range(scope);
    for (auto each = begin; each != end; ++each) {
        each->second->changed_ = true;
        if (!each->second->pausing_) {
            each->second->timer_.cancel();
        }
    }
}

std::unique_ptr<SharedDocumentCache::Subscription> SharedDocumentCache::subscribe(asio::any_io_executor executor,
                                                                                  const std::string& scope,
                                                                                  const std::string& person) {
    const auto own = by_person_.find(person);
    if (subscriptions_.size() >= limits_.subscribers ||
        (own != by_person_.end() && own->second >= limits_.subscribers_a_person)) {
        return nullptr;
    }
    return std::make_unique<Subscription>(*this, std::move(executor), scope, person);
}

std::size_t SharedDocumentCache::subscribers(const std::string& scope) const {
    return subscriptions_.count(scope);
}

SharedDocumentCache::Subscription::Subscription(SharedDocumentCache& cache, asio::any_io_executor executor,
                                                std::string scope, std::string person)
    : cache_{cache}, timer_{std::move(executor)}, scope_{std::move(scope)}, person_{std::move(person)} {
    cache_.subscriptions_.emplace(scope_, this);
    ++cache_.by_person_[person_];
}

SharedDocumentCache::Subscription::~Subscription() {
    const auto [begin, end] = cache_.subscriptions_.equal_range(scope_);
    for (auto each = begin; each != end; ++each) {
        if (each->second == this) {
            cache_.subscriptions_.erase(each);
            break;
        }
    }
    if (--cache_.by_person_[person_] == 0) {
        cache_.by_person_.erase(person_);
    }
}

asio::awaitable<bool> SharedDocumentCache::Subscription::changed(std::chrono::milliseconds patience) {
    if (!changed_ && !closed_) {
        timer_.expires_after(patience);
        boost::system::error_code ignored;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return std::exchange(changed_, false) && !closed_;
}

asio::awaitable<void> SharedDocumentCache::Subscription::pause(std::chrono::milliseconds time) {
    if (closed_) {
        co_return;
    }
    pausing_ = true;
    timer_.expires_after(time);
    boost::system::error_code ignored;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    pausing_ = false;
}

void SharedDocumentCache::Subscription::close() {
    closed_ = true;
    timer_.cancel();
}

}  // namespace lyceum::learning
