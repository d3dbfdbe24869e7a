#pragma once
// Requests and responses between Beast's messages and our plain values. Included by connection.cpp and by the fuzzer's
// and the tests' way in, `parse_request`, which is the reading of a connection without the connection. [any thread]

#include "host/web/http.hpp"
#include "host/web/options.hpp"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace lyceum::web {

using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Nothing if the message breaks a rule that Beast does not check: HTTP/1.1 without exactly one Host.
std::optional<Request> to_request(WireRequest&& message);

// The status that tells the client what was wrong with its bytes; 0 if nobody is there to tell or nothing was asked.
int refusal_of(boost::system::error_code problem);

struct Parsed {
    std::optional<Request> request;
    int refusal = 0;           // without a request: what to answer; 0: the bytes are no whole request yet
    std::size_t consumed = 0;  // bytes of this request; what follows is the next
};
Parsed parse_request(std::string_view bytes, const Limits& limits);

}  // namespace lyceum::web
