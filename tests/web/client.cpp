#include "tests/web/client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <gtest/gtest.h>

#include <array>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace lyceum::web::testing {

namespace asio = boost::asio;

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (boost::beast::iequals(key, name)) {
            return value;
        }
    }
    return {};
}

Client::Client(std::uint16_t port) {
    socket_.connect({asio::ip::make_address("127.0.0.1"), port});
    const timeval limit{.tv_sec = 60, .tv_usec = 0};
    ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

bool Client::send(std::string_view bytes) {
    boost::system::error_code problem;
    asio::write(socket_, asio::buffer(bytes), problem);
    return !problem;
}

bool Client::fill() {
    std::array<char, 4096> chunk{};
    const auto size = ::recv(socket_.native_handle(), chunk.data(), chunk.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        ADD_FAILURE() << "the server sent nothing and did not close the connection";
    }
    if (size <= 0) {
        return false;
    }
    buffer_.append(chunk.data(), static_cast<std::size_t>(size));
    return true;
}

std::optional<Reply> Client::receive(Body body) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    Reply reply;
    const auto head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    reply.status = std::stoi(head.substr(9, 3));
    for (auto at = head.find("\r\n") + 2; at < head.size();) {
        const auto line_end = head.find("\r\n", at);
        const auto colon = head.find(": ", at);
        reply.headers.emplace_back(head.substr(at, colon - at), head.substr(colon + 2, line_end - colon - 2));
        at = line_end + 2;
    }
    const auto length = reply.header("content-length");
    const std::size_t size = body == Body::None || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    reply.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return reply;
}

bool Client::closed_by_server() {
    return buffer_.empty() && !fill() && buffer_.empty();
}

std::string get(std::string_view target, std::string_view headers) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, headers);
}

std::string post(std::string_view target, std::string_view body, std::string_view headers) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: {}\r\n{}\r\n{}",
        target, body.size(), headers, body);
}

}  // namespace lyceum::web::testing
