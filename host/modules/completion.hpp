#pragma once
// How the coroutines of this folder wait: an error of the system comes back as a value, not as an exception. [any thread]

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace lyceum::modules {

inline constexpr auto as_result = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace lyceum::modules
