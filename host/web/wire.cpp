#include "host/web/wire.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>

namespace lyceum::web {
namespace {

namespace http = boost::beast::http;

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::Get;
        case http::verb::head:
            return Method::Head;
        case http::verb::post:
            return Method::Post;
        default:
            return Method::Other;
    }
}

}  // namespace

std::optional<Request> to_request(WireRequest&& message) {
    if (message.version() >= 11 && message.count(http::field::host) != 1) {
        return std::nullopt;
    }
    Request request;
    request.method = method_of(message.method());
    request.method_name = message.method_string();
    request.target = message.target();
    for (const auto& field : message) {
        Header header{std::string{field.name_string()}, std::string{field.value()}};
        std::transform(header.name.begin(), header.name.end(), header.name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
        request.headers.push_back(std::move(header));
    }
    request.body = std::move(message.body());
    return request;
}

int refusal_of(boost::system::error_code problem) {
    if (problem == http::error::header_limit || problem == http::error::buffer_overflow) {
        return 431;
    }
    if (problem == http::error::body_limit) {
        return 413;
    }
    if (problem == http::error::bad_version) {
        return 505;
    }
    if (problem == http::error::end_of_stream || problem == http::error::partial_message) {
        return 0;
    }
    return problem.category() == http::make_error_code(http::error::bad_method).category() ? 400 : 0;
}

Parsed parse_request(std::string_view bytes, const Limits& limits) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser.body_limit(limits.body_bytes);
    parser.eager(true);
    Parsed parsed;
    while (!parser.is_done()) {
        boost::system::error_code problem;
        const auto rest = bytes.substr(parsed.consumed);
        const auto used = parser.put(boost::asio::const_buffer{rest.data(), rest.size()}, problem);
        parsed.consumed += used;
        if (problem == http::error::need_more || (!problem && used == 0)) {
            return parsed;
        }
        if (problem) {
            parsed.refusal = refusal_of(problem);
            return parsed;
        }
    }
    parsed.request = to_request(parser.release());
    parsed.refusal = parsed.request ? 0 : 400;
    return parsed;
}

}  // namespace lyceum::web
