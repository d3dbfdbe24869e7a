// The second half of Runner: its zygote and its children, and who waits for them.
#include "host/base/log.hpp"
#include "host/modules/failure.hpp"
#include "host/modules/runner.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <exception>

#include <fmt/format.h>

namespace lyceum::modules {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds first_pause{100};
constexpr std::chrono::milliseconds longest_pause{30'000};
// A module whose children serve one call each has the next ones ready.
constexpr std::size_t spare_fresh_children = 2;

}  // namespace

Runner::Lease::~Lease() {
    if (child_) {
        runner_->release(std::move(child_), keep_);
    }
}

std::size_t Runner::spare_children() const {
    return used_ && max_calls() <= 1 ? spare_fresh_children : 0;
}

asio::awaitable<Result<std::shared_ptr<Zygote>>> Runner::require_zygote() {
    LYCEUM_CO_TRY(check_running());
    if (starting_) {
        const auto gate = starting_;
        co_await gate->wait();
        LYCEUM_CO_TRY(check_running());
        if (!zygote_ && last_failure_) {
            co_return *last_failure_;
        }
    }
    if (zygote_ && zygote_->alive()) {
        co_return zygote_;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < pause_until_) {
        const auto rest = std::chrono::ceil<std::chrono::seconds>(pause_until_ - now);
        co_return failure::unavailable(
            manifest_->id,
            fmt::format("the module failed {} times in a row and is paused; the last time: {}", failures_,
                        last_failure_ ? last_failure_->message : std::string{}),
            fmt::format("it is tried again in {} s", rest.count()));
    }
    const auto gate = std::make_shared<Gate>(executor_);
    starting_ = gate;
    zygote_ = nullptr;
    ++counters_->zygote_starts;
    auto started = co_await Zygote::start(executor_, launcher_, *options_, manifest_, ++zygotes_);
    starting_ = nullptr;
    if (!started) {
        note_failure(started.error());
    } else if (stopped_) {
        co_await started.value()->end();
    } else {
        adopt(started.value());
    }
    gate->open();
    LYCEUM_CO_TRY(check_running());
    co_return started;
}

void Runner::adopt(std::shared_ptr<Zygote> zygote) {
    zygote_ = zygote;
    idle_.clear();
    zygote->on_lost([weak = weak_from_this(), number = zygote->number()] {
        const auto self = weak.lock();
        if (self && self->zygote_ && self->zygote_->number() == number) {
            self->note_failure(failure::unavailable(self->manifest_->id, "the module's process has ended"));
        }
    });
    pump();
}

void Runner::note_failure(const Error& error) {
    zygote_ = nullptr;
    idle_.clear();
    ++failures_;
    last_failure_ = error;
    // The first failure after a success may have come from outside: the next call starts it again at once.
    if (failures_ > 1) {
        const auto pause = std::min(longest_pause, first_pause * (1U << std::min(failures_ - 2, 16U)));
        pause_until_ = std::chrono::steady_clock::now() + pause;
    }
    log::warning("module {}: {}", manifest_->id, to_string(error));
    fail_waiters(error);
}

// Ends the present zygote, so that the next call begins a new one. Calls under way are lost and made again.
void Runner::recycle() {
    activities_.clear();
    idle_.clear();
    zygote_ = nullptr;
    fail_waiters(failure::unavailable(manifest_->id, "the module's process is being replaced"));
}

asio::awaitable<Result<Runner::Lease>> Runner::acquire() {
    LYCEUM_CO_TRY(check_running());
    if (waiters_.size() >= options_->waiting_per_module) {
        co_return failure::unavailable(manifest_->id, "too many calls wait for this module", "try again in a moment");
    }
    used_ = true;
    const auto waiter = std::make_shared<Waiter>(executor_);
    waiters_.push_back(waiter);
    pump();
    if (!waiter->child && !waiter->error) {
        co_await waiter->gate.wait_for(options_->waiting_deadline);
    }
    if (waiter->child) {
        co_return Lease{shared_from_this(), std::move(waiter->child)};
    }
    std::erase(waiters_, waiter);
    co_return waiter->error.value_or(
        failure::unavailable(manifest_->id, "no worker became free in time", "try again in a moment"));
}

void Runner::pump() {
    while (!waiters_.empty() && !idle_.empty() && busy_.size() < options_->children_per_module) {
        const auto waiter = waiters_.front();
        waiters_.pop_front();
        waiter->child = std::move(idle_.back());
        idle_.pop_back();
        busy_.push_back(waiter->child.get());
        waiter->gate.open();
    }
    if (forking_ || stopped_) {
        return;
    }
    const std::size_t free_places =
        options_->children_per_module - std::min(options_->children_per_module, busy_.size());
    const std::size_t wanted = std::min(waiters_.size(), free_places) + spare_children();
    if (wanted <= idle_.size()) {
        return;
    }
    if (!zygote_ || !zygote_->alive()) {
        fail_waiters(failure::unavailable(manifest_->id, "the module's process has ended"));
        return;
    }
    forking_ = true;
    asio::co_spawn(executor_, fork_children(zygote_, wanted - idle_.size()),
                   [self = shared_from_this()](std::exception_ptr problem, bool forked) {
                       self->forking_ = false;
                       if (problem) {
                           log::error("module {}: forking ended with an exception", self->manifest_->id);
                       } else if (forked) {
                           self->pump();
                       }  // else the next call asks again: no endless attempts when the machine has no room
                   });
}

asio::awaitable<bool> Runner::fork_children(std::shared_ptr<Zygote> zygote, std::size_t count) {
    const auto children = co_await zygote->fork(std::min(count, protocol::fork_batch));
    if (!children) {
        fail_waiters(children.error());
        co_return false;
    }
    for (const std::shared_ptr<Child>& child : children.value()) {
        ++counters_->forks;
        if (!stopped_ && zygote_ == zygote && child->ancestry().generation == zygote->generation()) {
            idle_.push_back(child);
        }
    }
    co_return true;
}

void Runner::fail_waiters(const Error& error) {
    for (const auto& waiter : std::exchange(waiters_, {})) {
        waiter->error = error;
        waiter->gate.open();
    }
}

void Runner::release(std::shared_ptr<Child> child, bool keep) {
    std::erase(busy_, child.get());
    const bool present =
        zygote_ && zygote_->alive() && child->ancestry() == Ancestry{zygote_->number(), zygote_->generation()};
    if (keep && present && !stopped_ && child->calls() < max_calls()) {
        idle_.push_back(std::move(child));
    }
    pump();
}

asio::awaitable<void> Runner::stop() {
    const auto self = shared_from_this();
    co_await without_cancellation();
    stopped_ = true;
    fail_waiters(failure::unavailable(manifest_->id, "Lyceum is stopping"));
    idle_.clear();
    for (Child* const child : busy_) {
        child->kill();
    }
    if (starting_) {
        const auto gate = starting_;
        co_await gate->wait();
    }
    if (const auto zygote = std::exchange(zygote_, nullptr)) {
        co_await zygote->end();
    }
}

std::vector<int> Runner::processes() const {
    std::vector<int> ids;
    if (zygote_ && zygote_->alive()) {
        ids.push_back(zygote_->process());
    }
    for (const Child* const child : busy_) {
        ids.push_back(child->process());
    }
    for (const auto& child : idle_) {
        ids.push_back(child->process());
    }
    return ids;
}

}  // namespace lyceum::modules
