#include "tests/behaviour/harness/client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::behaviour {
namespace {

constexpr auto patience = std::chrono::seconds{30};

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

sockaddr_in address_of(const std::string& text, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, text.c_str(), &address.sin_addr);
    return address;
}

}  // namespace

std::string Response::header(std::string_view lower_case_name) const {
    const auto found = std::ranges::find(headers, lower_case_name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? std::string{} : found->second;
}

bool Response::has(std::string_view lower_case_name) const {
    return std::ranges::find(headers, lower_case_name, &std::pair<std::string, std::string>::first) != headers.end();
}

std::string url_encoded(const Fields& fields) {
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string text;
    const auto put = [&](const std::string& part) {
        for (const char c : part) {
            const auto byte = static_cast<unsigned char>(c);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                c == '.') {
                text += c;
            } else if (c == ' ') {
                text += '+';
            } else {
                text += '%';
                text += hex[byte >> 4];
                text += hex[byte & 15];
            }
        }
    };
    for (const auto& [name, value] : fields) {
        if (!text.empty()) {
            text += '&';
        }
        put(name);
        text += '=';
        put(value);
    }
    return text;
}

Connection::Connection(std::uint16_t port, const std::string& source) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in from = address_of(source, 0);
    const sockaddr_in to = address_of("127.0.0.1", port);
    const int on = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (fd_ < 0 || ::bind(fd_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0 ||
        ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        const std::string why = std::strerror(errno);
        ::close(fd_);
        throw std::runtime_error{"cannot connect to port " + std::to_string(port) + ": " + why};
    }
}

Connection::~Connection() {
    ::close(fd_);
}

bool Connection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Connection::fill() {
    pollfd wanted{.fd = fd_, .events = POLLIN, .revents = 0};
    if (::poll(&wanted, 1, static_cast<int>(std::chrono::milliseconds{patience}.count())) != 1) {
        return false;
    }
    std::array<char, 16384> bytes{};
    const ssize_t got = ::recv(fd_, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
        return false;
    }
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<Response> Connection::receive(Of of) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    Response response;
    std::string_view head{buffer_.data(), end};
    if (!head.starts_with("HTTP/1.1 ") || head.size() < 12) {
        throw std::runtime_error{"not an HTTP/1.1 response: " + std::string{head}};
    }
    std::from_chars(head.data() + 9, head.data() + 12, response.status);
    std::size_t line = head.find("\r\n");
    while (line != std::string_view::npos) {
        const std::size_t start = line + 2;
        line = head.find("\r\n", start);
        const std::string_view text = head.substr(start, line == std::string_view::npos ? line : line - start);
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) {
            throw std::runtime_error{"a header without a colon: " + std::string{text}};
        }
        response.headers.emplace_back(lower(text.substr(0, colon)), std::string{trimmed(text.substr(colon + 1))});
    }
    buffer_.erase(0, end + 4);
    if (of == Of::Head || response.status == 204 || response.status == 304) {
        return response;
    }
    const std::string length_text = response.header("content-length");
    if (length_text.empty()) {
        throw std::runtime_error{"a response without Content-Length"};
    }
    const std::size_t length = std::stoul(length_text);
    while (buffer_.size() < length) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    response.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return response;
}

std::optional<std::string> Connection::read_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = buffer_.find(mark)) == std::string::npos) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    std::string bytes = buffer_.substr(0, at + mark.size());
    buffer_.erase(0, bytes.size());
    return bytes;
}

bool Connection::closed_by_peer(std::chrono::milliseconds time) {
    pollfd wanted{.fd = fd_, .events = POLLIN, .revents = 0};
    for (;;) {
        if (::poll(&wanted, 1, static_cast<int>(time.count())) != 1) {
            return false;
        }
        std::array<char, 4096> rest{};
        const ssize_t got = ::recv(fd_, rest.data(), rest.size(), 0);
        if (got <= 0) {
            return true;
        }
    }
}

void Browser::move_to(std::uint16_t port) {
    port_ = port;
    connection_.reset();
}

std::optional<Response> Browser::try_request(const std::string& method, const std::string& target,
                                             const std::string& body, const Fields& headers) {
    std::string request = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n";
    if (!cookies_.empty()) {
        request += "Cookie: ";
        bool first = true;
        for (const auto& [name, value] : cookies_) {
            request += (first ? "" : "; ") + name + "=" + value;
            first = false;
        }
        request += "\r\n";
    }
    for (const auto& [name, value] : headers) {
        request += name + ": " + value + "\r\n";
    }
    if (method == "POST") {
        request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\n";
    }
    request += "\r\n" + body;

    at_ = target;
    try {
        if (!connection_) {
            connection_ = std::make_unique<Connection>(port_, source_);
        }
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
    std::optional<Response> response;
    if (connection_->send(request)) {
        response = connection_->receive(method == "HEAD" ? Connection::Of::Head : Connection::Of::Get);
    }
    if (!response || lower(response->header("connection")) == "close") {
        connection_.reset();
    }
    if (response) {
        take_cookies(*response);
    }
    return response;
}

std::optional<Response> Browser::try_post(const std::string& target, const Fields& form) {
    return try_request("POST", target, url_encoded(form), {});
}

std::optional<Response> Browser::try_get(const std::string& target) {
    return try_request("GET", target, {}, {});
}

Response Browser::get(const std::string& target, const Fields& headers) {
    auto response = try_request("GET", target, {}, headers);
    if (!response) {
        throw std::runtime_error{"no response to GET " + target};
    }
    return std::move(*response);
}

Response Browser::post(const std::string& target, const Fields& form, const Fields& headers) {
    auto response = try_request("POST", target, url_encoded(form), headers);
    if (!response) {
        throw std::runtime_error{"no response to POST " + target};
    }
    return std::move(*response);
}

Response Browser::follow(Response response) {
    for (int hops = 0; hops < 5 && (response.status == 303 || response.status == 302); ++hops) {
        const std::string location = response.header("location");
        response = get(location.substr(0, location.find('#')));
    }
    return response;
}

void Browser::take_cookies(const Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (name != "set-cookie") {
            continue;
        }
        const std::string pair = value.substr(0, value.find(';'));
        const auto equals = pair.find('=');
        const std::string key = pair.substr(0, equals);
        const std::string content = equals == std::string::npos ? std::string{} : pair.substr(equals + 1);
        if (content.empty() || lower(value).find("max-age=0") != std::string::npos) {
            cookies_.erase(key);
        } else {
            cookies_[key] = content;
        }
    }
}

}  // namespace lyceum::behaviour
