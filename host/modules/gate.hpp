#pragma once
// Waiting for each other inside one executor: a gate that opens once, and a turnstile that lets one through at a time
// in order of arrival. Neither holds a thread. [io strand]

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <deque>
#include <memory>

namespace lyceum::modules {

// First in a coroutine that others rely on: a caller that gives up (a closed connection) must not stop it half way.
// Every wait in it then needs a deadline of its own.
inline auto without_cancellation() {
    return boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
}

class Gate {
public:
    explicit Gate(const boost::asio::any_io_executor& executor) : timer_{executor} { timer_.expires_at(never); }

    // Everyone who waits goes on; whoever comes later does not wait. Idempotent.
    void open() {
        open_ = true;
        timer_.expires_at(never);  // wakes all who wait
    }

    // The gate outlives the wait: the caller holds it.
    boost::asio::awaitable<void> wait() {
        while (!open_) {
            co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        }
    }

    // False if `deadline` passed first. At most one may wait in this way.
    boost::asio::awaitable<bool> wait_for(std::chrono::milliseconds deadline) {
        if (!open_) {
            timer_.expires_after(deadline);
            co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        }
        co_return open_;
    }

private:
    static constexpr auto never = std::chrono::steady_clock::time_point::max();

    boost::asio::steady_timer timer_;
    bool open_ = false;
};

class Turnstile {
public:
    explicit Turnstile(boost::asio::any_io_executor executor) : executor_{std::move(executor)} {}

    // Lets the next one in when destroyed. The turnstile outlives it.
    class Turn {
    public:
        explicit Turn(Turnstile& turnstile) : turnstile_{&turnstile} {}
        Turn(Turn&& other) noexcept : turnstile_{std::exchange(other.turnstile_, nullptr)} {}
        Turn& operator=(Turn&&) = delete;
        ~Turn() {
            if (turnstile_ != nullptr) {
                turnstile_->leave();
            }
        }

    private:
        Turnstile* turnstile_;
    };

    boost::asio::awaitable<Turn> enter() {
        if (taken_) {
            auto gate = std::make_shared<Gate>(executor_);
            waiting_.push_back(gate);
            co_await gate->wait();  // whoever left handed its place on: `taken_` stays set
        }
        taken_ = true;
        co_return Turn{*this};
    }

private:
    void leave() {
        // A waiter whose coroutine is gone holds its gate no more.
        while (!waiting_.empty() && waiting_.front().use_count() == 1) {
            waiting_.pop_front();
        }
        if (waiting_.empty()) {
            taken_ = false;
            return;
        }
        waiting_.front()->open();
        waiting_.pop_front();
    }

    boost::asio::any_io_executor executor_;
    std::deque<std::shared_ptr<Gate>> waiting_;
    bool taken_ = false;
};

}  // namespace lyceum::modules
