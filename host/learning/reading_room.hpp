#pragma once
// Holds what can be read in the courses and finds words in it. The index is made and asked on a thread of its own: a
// search looks through lists of words, which is no short read (decision 0003). Filled anew whenever the courses change;
// until then the old answers, at first none. Called by search and glossary, filled by `serve`. [io strand]

#include "host/base/result.hpp"
#include "host/learning/excerpt.hpp"
#include "host/learning/reading.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

struct FoundPassage {
    const Passage* passage = nullptr;  // of the Reading in the answer
    Pieces title;
    Pieces excerpt;
};

struct FoundPassages {
    std::shared_ptr<const Reading> reading;  // keeps what is pointed to
    std::vector<FoundPassage> passages;      // the best first
    bool has_more = false;
};

class ReadingRoom {
public:
    ReadingRoom() = default;
    ReadingRoom(const ReadingRoom&) = delete;
    ReadingRoom& operator=(const ReadingRoom&) = delete;

    // Reads all courses through the modules and makes the index; then, not before, it is what is looked in. `pool` must
    // outlive the call.
    boost::asio::awaitable<Result<void>> fill(modules::Pool& pool, std::shared_ptr<const Catalogue> catalogue,
                                              std::function<bool()> is_over);

    // What there is to read; null before it is filled.
    std::shared_ptr<const Reading> reading() const { return reading_; }

    // The passages for readers of `reader` that have all words of the query, in the courses at these places of the
    // reading's catalogue. Unavailable before it is filled, and with too many waiting.
    boost::asio::awaitable<Result<FoundPassages>> find(std::string query, Language reader,
                                                       std::vector<std::size_t> courses, std::size_t most);

private:
    struct Index;
    struct Question {
        std::string query;
        Language reader = Language::Ru;
        std::vector<std::size_t> courses;
        std::size_t most = 0;
    };
    static boost::asio::awaitable<std::optional<Result<std::shared_ptr<Index>>>> build(
        std::shared_ptr<const Reading> reading);
    static boost::asio::awaitable<std::optional<Result<FoundPassages>>> look(std::shared_ptr<Index> index,
                                                                             Question question);

    boost::asio::thread_pool thread_{1};
    std::size_t waiting_ = 0;
    std::shared_ptr<const Reading> reading_;
    std::shared_ptr<Index> index_;  // what it points to is used on the thread alone
};

}  // namespace lyceum::learning
