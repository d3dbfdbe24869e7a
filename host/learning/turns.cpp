#include "host/learning/turns.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

Turns::Turn::~Turn() {
    if (turns_ != nullptr) {
        turns_->give_back(key_);
    }
}

asio::awaitable<Result<Turns::Turn>> Turns::take(std::string key) {
    const auto [entry, is_free] = waiting_.try_emplace(key);
    if (!is_free) {
        if (entry->second.size() >= waiting_limit_) {
            co_return Error{ErrorCode::Unavailable, "too many answers wait for this activity", "",
                            "try again in a moment"};
        }
        // Whoever holds the key hands it over by calling what is queued here; the key stays in the map all the while.
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
            [&queue = entry->second](auto handler) {
                auto executor = asio::get_associated_executor(handler);
                auto resume = std::make_shared<decltype(handler)>(std::move(handler));
                queue.push_back([executor, resume] { asio::post(executor, [resume] { std::move (*resume)(); }); });
            },
            asio::use_awaitable);
    }
    co_return Turn{*this, std::move(key)};
}

void Turns::give_back(const std::string& key) {
    const auto entry = waiting_.find(key);
    if (entry == waiting_.end()) {
        return;
    }
    if (entry->second.empty()) {
        waiting_.erase(entry);
        return;
    }
    const std::function<void()> resume_next = std::move(entry->second.front());
    entry->second.pop_front();
    resume_next();
}

}  // namespace lyceum::learning
