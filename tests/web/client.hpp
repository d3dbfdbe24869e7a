#pragma once
// A blocking HTTP client for the tests of the server: one connection, bytes in, bytes out. A read that waits for more
// than its (long) limit fails the test instead of hanging it.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web::testing {

struct Reply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names as written
    std::string body;

    std::string header(std::string_view name) const;  // the first, compared without case
};

// Whether a reply has a body although its header says how long one would be.
enum class Body { Expected, None };

class Client {
public:
    explicit Client(std::uint16_t port);

    // False if the server has closed the connection.
    bool send(std::string_view bytes);
    // The next reply; nothing if the server closed the connection first.
    std::optional<Reply> receive(Body body = Body::Expected);
    // Sends and receives.
    std::optional<Reply> exchange(std::string_view bytes) { return send(bytes) ? receive() : std::nullopt; }
    // True once the server has closed the connection and nothing unread was before that.
    bool closed_by_server();

private:
    bool fill();

    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_{io_};
    std::string buffer_;
};

std::string get(std::string_view target, std::string_view headers = {});
std::string post(std::string_view target, std::string_view body, std::string_view headers = {});

}  // namespace lyceum::web::testing
