#pragma once
// How the server is to run: what `lyceum serve` decides and tests vary. A value. [any thread]

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lyceum::web {

// On: the sign-in page offers demo people with one click.
enum class Demo { Off, On };

// BehindTls: a reverse proxy on this machine ends TLS. Cookies are then Secure with the __Host- prefix, browsers are
// told to stay with HTTPS, and the last address of X-Forwarded-For is taken for the visitor's if the peer is loopback.
enum class Transport { Plain, BehindTls };

// On: the server sends mails, and people choose theirs on the account page.
enum class Mail { Off, On };

struct Limits {
    std::size_t connections = 1024;  // beyond it a connection gets 503 and is closed
    std::size_t header_bytes = std::size_t{16} << 10;
    std::size_t body_bytes = std::size_t{1} << 20;
    std::chrono::milliseconds header_time{10'000};  // from the first byte of a request to the end of its header
    std::chrono::milliseconds body_time{30'000};    // for the whole body
    std::chrono::milliseconds idle_time{75'000};    // between requests of one connection, and before the first
    std::chrono::milliseconds write_time{30'000};   // for one whole response
    std::chrono::milliseconds stop_time{10'000};    // for requests under way when the server stops
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    Demo demo = Demo::Off;
    Transport transport = Transport::Plain;
    Mail mail = Mail::Off;
    std::string metrics_token;  // empty: /metrics answers loopback only
    Limits limits;
};

}  // namespace lyceum::web
