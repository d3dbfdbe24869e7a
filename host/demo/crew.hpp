#pragma once
// Several people at once, each in a lane with a clock of its own: while one answer waits for its module or the disk, the
// others go on, and their answers share commits. [io strand]

#include "host/demo/journey.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lyceum::demo {

class Crew {
public:
    Crew(const learning::Campus& campus, std::size_t lanes) : executor_{campus.executor} {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            lanes_.push_back(std::make_unique<Lane>(campus));
        }
    }

    Lane& lane() { return *lanes_.front(); }  // for what one does alone

    using Work = std::function<boost::asio::awaitable<Result<void>>(Lane&, Life&)>;

    // Does `work` once for each, in their order as lanes become free; the first failure, after the others have stopped.
    boost::asio::awaitable<Result<void>> each(std::vector<Life*> lives, Work work) {
        std::size_t next = 0;
        std::optional<Error> failure;
        std::size_t running = lanes_.size();
        boost::asio::steady_timer done{executor_, boost::asio::steady_timer::time_point::max()};
        for (const auto& lane : lanes_) {
            boost::asio::co_spawn(executor_, one_after_the_other(*lane, lives, work, next, failure),
                                  [&](std::exception_ptr bug) {
                                      if (bug) {
                                          std::rethrow_exception(bug);
                                      }
                                      if (--running == 0) {
                                          done.cancel();
                                      }
                                  });
        }
        // Some asio versions run a coroutine until its first pause at once.
        if (running == 0) {
            done.expires_at(boost::asio::steady_timer::time_point::min());
        }
        boost::system::error_code ignored;
        co_await done.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
        if (failure) {
            co_return *failure;
        }
        co_return success();
    }

private:
    // The arguments live in `each`, which waits.
    static boost::asio::awaitable<void> one_after_the_other(Lane& lane, const std::vector<Life*>& lives,
                                                            const Work& work, std::size_t& next,
                                                            std::optional<Error>& failure) {
        while (next < lives.size() && !failure) {
            Life& life = *lives[next++];
            Result<void> ended = co_await work(lane, life);
            if (!ended && !failure) {
                failure = std::move(ended).error();
            }
        }
    }

    boost::asio::any_io_executor executor_;
    std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace lyceum::demo
