#pragma once
// Lets one coroutine at a time hold a key, in the order they asked: two answers by one learner to one activity, or two
// that touch the same shared documents, are done one after the other. Bounded: a key with too many waiting refuses. [io
// strand]

#include "host/base/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace lyceum::learning {

class Turns {
public:
    // Gives the turn back when destroyed. The Turns must outlive it.
    class Turn {
    public:
        Turn(Turns& turns, std::string key) : turns_{&turns}, key_{std::move(key)} {}
        Turn(Turn&& other) noexcept : turns_{std::exchange(other.turns_, nullptr)}, key_{std::move(other.key_)} {}
        Turn& operator=(Turn&&) = delete;
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn();

    private:
        Turns* turns_;
        std::string key_;
    };

    explicit Turns(std::size_t waiting_limit = 32) : waiting_limit_{waiting_limit} {}

    // Resumes when it is this caller's turn; Unavailable if too many wait for the key already.
    boost::asio::awaitable<Result<Turn>> take(std::string key);

    // Keys held now; for tests.
    std::size_t held() const { return waiting_.size(); }

private:
    void give_back(const std::string& key);

    std::size_t waiting_limit_;
    std::unordered_map<std::string, std::deque<std::function<void()>>>
        waiting_;  // a key is here while somebody holds it
};

}  // namespace lyceum::learning
