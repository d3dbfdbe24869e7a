#pragma once
// What a person finds in the courses by words: sections, terms, steps and courses, as far as their list of courses
// shows them. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::learning {

inline constexpr std::size_t longest_query = 200;  // characters; what is beyond them is not looked for
inline constexpr std::size_t most_results = 30;

struct SearchResult {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;    // null: the course itself
    const PublishedUnit* closed_by = nullptr;  // the step that comes first; null: open
    Passage::Kind kind = Passage::Kind::Course;
    std::string place;  // the section's id; empty: the step or course as a whole
    Language language = Language::Ru;  // of title and excerpt
    Pieces title;
    Pieces excerpt;
};

struct Search {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    std::string query;  // as it was looked for; empty: nothing was
    std::vector<SearchResult> results;
    bool has_more = false;
    bool is_ready = true;               // false: the courses are still being read
    std::vector<std::string> examples;  // terms of these courses; with an empty query alone
};

// `query` may be anything a browser sends. An empty or blank one finds nothing and gives examples.
boost::asio::awaitable<Result<Search>> search(Campus& campus, store::User person, std::string query, Language reader);

}  // namespace lyceum::learning
