#pragma once
// One HTTP request and its response as plain values: what handlers read and return. Only connection.cpp and wire.cpp
// know how they travel. Called by everything in web; includes base. [any thread]

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lyceum::web {

enum class Method { Get, Head, Post, Other };

// Where the request came from, as the socket knows it: what a proxy claims is in the headers.
enum class Peer { Loopback, Remote };

struct Header {
    std::string name;
    std::string value;

    bool operator==(const Header&) const = default;
};

struct Request {
    Method method = Method::Get;
    std::string method_name;      // as written; for the log
    std::string target;           // as written: path and query
    std::vector<Header> headers;  // names in lower case
    std::string body;
    Peer peer = Peer::Remote;
    std::string address;  // of the peer, without the port

    // The first header of this lower-case name; empty if there is none.
    std::string_view header(std::string_view name) const;
};

// A body is made for this response, or shared with others (assets).
using Body = std::variant<std::string, std::shared_ptr<const std::string>>;

// Whether a response may be compressed on the way out; assets come compressed already, or are images.
enum class Compression { Allowed, Never };

// A response without an end: pieces are written as they come, until there are no more or the client has gone. Made by a
// handler, owned by the connection.
class EventStream {
public:
    EventStream() = default;
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;
    virtual ~EventStream() = default;

    // What to write next, within a bounded time; nothing: the stream is over.
    virtual boost::asio::awaitable<std::optional<std::string>> next() = 0;
    // The client has gone, or the server stops: whoever waits in `next` is let go.
    virtual void close() = 0;
};

struct Response {
    int status = 200;
    std::string content_type;  // empty: no body
    std::vector<Header> headers;
    Body body;
    Compression compression = Compression::Allowed;
    bool close = false;                   // end the connection after it
    std::shared_ptr<EventStream> events;  // instead of a body: the response goes on
    // Which route and incident, for metrics and the log; not sent.
    std::string_view route = "other";

    std::string_view bytes() const;
    void set(std::string_view name, std::string value);
    bool has(std::string_view name) const;
};

std::string_view reason_phrase(int status);

// Plain text in English: for machines, and for refusals before anyone's language is known.
Response plain_text(int status, std::string text);

// 303: the browser goes to `location` with GET.
Response see_other(std::string location);

// For a page whose address is a secret: nothing it leads to is told it.
Response with_secret_address(Response response);

// Joins a `name=value; …` cookie header and finds one cookie; empty if it is not there. The first counts.
std::string_view cookie(const Request& request, std::string_view name);

// "Wed, 21 Oct 2015 07:28:00 GMT" (RFC 9110 section 5.6.7).
std::string http_date(std::int64_t unix_seconds);

}  // namespace lyceum::web
