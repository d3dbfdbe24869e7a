#pragma once
// A small browser for tests: one connection kept alive, a cookie jar, blocking calls with a
// deadline. Reads responses strictly enough that a malformed one fails the test. [one thread at a
// time]

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::behaviour {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Response {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in the order sent
    std::string body;

    std::string header(std::string_view lower_case_name) const;  // the first; empty if there is none
    bool has(std::string_view lower_case_name) const;
};

std::string url_encoded(const Fields& fields);

// One TCP connection to 127.0.0.1. Closed by its destructor.
class Connection {
public:
    // From `source` (an address of the loopback net), so that a test can come "from elsewhere".
    // Throws if refused.
    Connection(std::uint16_t port, const std::string& source = "127.0.0.1");
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // False if the peer is gone.
    bool send(std::string_view bytes);
    // The next response; nothing if the connection ends before it is whole or 30 s pass without a
    // byte. `of_head`: it has no body.
    enum class Of { Get, Head };
    std::optional<Response> receive(Of of = Of::Get);
    // The bytes up to and with `mark`, for responses without an end; nothing if the connection ends or 30 s pass before.
    std::optional<std::string> read_until(std::string_view mark);
    // True once the peer has closed and nothing is left to read.
    bool closed_by_peer(std::chrono::milliseconds patience);

private:
    bool fill();

    int fd_ = -1;
    std::string buffer_;  // received, not yet taken
};

class Browser {
public:
    explicit Browser(std::uint16_t port, std::string source = "127.0.0.1") : port_{port}, source_{std::move(source)} {}

    // The server came back on another port: cookies stay.
    void move_to(std::uint16_t port);

    // Throw std::runtime_error if no whole response comes.
    Response get(const std::string& target, const Fields& headers = {});
    Response post(const std::string& target, const Fields& form, const Fields& headers = {});
    // Follows redirects (at most five) with GET, as browsers do.
    Response follow(Response response);

    // Nothing if the server went away before the response was whole.
    std::optional<Response> try_request(const std::string& method, const std::string& target, const std::string& body,
                                        const Fields& headers);
    std::optional<Response> try_post(const std::string& target, const Fields& form);
    std::optional<Response> try_get(const std::string& target);

    std::map<std::string, std::string>& cookies() { return cookies_; }
    const std::string& at() const { return at_; }  // the target of the last request

private:
    void take_cookies(const Response& response);

    std::uint16_t port_;
    std::string source_;
    std::unique_ptr<Connection> connection_;
    std::map<std::string, std::string> cookies_;
    std::string at_;
};

}  // namespace lyceum::behaviour
