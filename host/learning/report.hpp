#pragma once
// What came of one activity, for its trainer: its module's own tables (the ability lyceum.report/1), made from every
// learner's state and what learners share. Pseudonyms go in and are told by no table that the host shows. Called by
// cli. [io strand]

#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace lyceum::learning {

struct UnitReport {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;
    std::size_t learners = 0;  // that have a state
    modules::Report tables;
    TimePoint made;
};

// NotFound if there is no such course or unit, or its module has no report; the pool's failures as they are.
boost::asio::awaitable<Result<UnitReport>> report_unit(Campus& campus, std::string course, std::string unit,
                                                       Language language);

}  // namespace lyceum::learning
