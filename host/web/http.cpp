#include "host/web/http.hpp"

#include "host/base/text.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace lyceum::web {

std::string_view Request::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (header.name == name) {
            return header.value;
        }
    }
    return {};
}

std::string_view Response::bytes() const {
    if (const auto* own = std::get_if<std::string>(&body)) {
        return *own;
    }
    const auto& shared = std::get<std::shared_ptr<const std::string>>(body);
    return shared ? std::string_view{*shared} : std::string_view{};
}

void Response::set(std::string_view name, std::string value) {
    headers.push_back(Header{std::string{name}, std::move(value)});
}

bool Response::has(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(), [&](const Header& header) { return header.name == name; });
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 206:
            return "Partial Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Unknown";
    }
}

Response plain_text(int status, std::string text) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.set("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

Response see_other(std::string location) {
    Response response;
    response.status = 303;
    response.set("Location", std::move(location));
    response.set("Cache-Control", "no-store");
    return response;
}

std::string_view cookie(const Request& request, std::string_view name) {
    std::string_view rest = request.header("cookie");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        const auto pair = text::trim(rest.substr(0, end));
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

std::string http_date(std::int64_t unix_seconds) {
    const auto time = std::chrono::sys_seconds{std::chrono::seconds{unix_seconds}};
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace lyceum::web
