#include "tests/bench/load_client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

using Steady = std::chrono::steady_clock;

struct Connection {
    int fd = -1;
    std::string received;
    Steady::time_point sent;
    Steady::time_point resume;  // with a pause: when the next request goes out
    bool waiting = false;       // for a response
};

class Client {
public:
    explicit Client(const Load& load)
        : load_{load}, connections_(load.connections), epoll_{::epoll_create1(EPOLL_CLOEXEC)} {
        for (std::size_t i = 0; i < connections_.size(); ++i) {
            connect(i);
        }
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() {
        for (const Connection& connection : connections_) {
            ::close(connection.fd);
        }
        ::close(epoll_);
    }

    LoadResult run() {
        const auto began = Steady::now();
        const auto end = began + load_.time;
        for (std::size_t i = 0; i < connections_.size(); ++i) {
            // Spread over the first pause, so that the clients do not march in step.
            connections_[i].resume = began + load_.pause * static_cast<int>(i) / static_cast<int>(connections_.size());
            if (load_.pause.count() == 0) {
                send(i);
            }
        }
        std::array<epoll_event, 64> events{};
        while (Steady::now() < end || std::ranges::any_of(connections_, &Connection::waiting)) {
            const bool stopping = Steady::now() >= end;
            if (load_.pause.count() > 0 && !stopping) {
                for (std::size_t i = 0; i < connections_.size(); ++i) {
                    if (!connections_[i].waiting && connections_[i].resume <= Steady::now()) {
                        send(i);
                    }
                }
            }
            const int timeout = load_.pause.count() > 0 ? 1 : 5000;
            const int count = ::epoll_wait(epoll_, events.data(), events.size(), timeout);
            if (count == 0 && load_.pause.count() == 0) {
                throw std::runtime_error{"no response for five seconds"};
            }
            for (int i = 0; i < count; ++i) {
                receive(events[static_cast<std::size_t>(i)].data.u64, end);
            }
        }
        result_.seconds = std::chrono::duration<double>(Steady::now() - began).count();
        result_.requests = result_.microseconds.size();
        std::ranges::sort(result_.microseconds);
        return std::move(result_);
    }

private:
    void connect(std::size_t index) {
        Connection& connection = connections_[index];
        connection.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(load_.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(connection.fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error{std::string{"cannot connect: "} + std::strerror(errno)};
        }
        const int on = 1;
        ::setsockopt(connection.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event wanted{};
        wanted.events = EPOLLIN;
        wanted.data.u64 = index;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.fd, &wanted);
    }

    void send(std::size_t index) {
        Connection& connection = connections_[index];
        const std::string request = load_.request(index);
        connection.sent = Steady::now();
        connection.waiting = true;
        // A request is smaller than any socket buffer.
        if (::send(connection.fd, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size())) {
            throw std::runtime_error{"a request could not be sent"};
        }
    }

    void receive(std::size_t index, Steady::time_point end) {
        Connection& connection = connections_[index];
        std::array<char, 65536> bytes;
        const ssize_t got = ::recv(connection.fd, bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            throw std::runtime_error{"the server closed a connection"};
        }
        connection.received.append(bytes.data(), static_cast<std::size_t>(got));
        const std::size_t head_end = connection.received.find("\r\n\r\n");
        if (head_end == std::string::npos) {
            return;
        }
        const std::string_view head{connection.received.data(), head_end};
        static constexpr std::string_view length_name = "Content-Length: ";
        const std::size_t at = head.find(length_name);
        std::size_t length = 0;
        if (at != std::string_view::npos) {
            std::from_chars(head.data() + at + length_name.size(), head.data() + head.size(), length);
        }
        if (connection.received.size() < head_end + 4 + length) {
            return;
        }
        const auto now = Steady::now();
        result_.microseconds.push_back(static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(now - connection.sent).count()));
        Reply reply;
        std::from_chars(head.data() + 9, head.data() + 12, reply.status);
        reply.head = head;
        reply.body = std::string_view{connection.received}.substr(head_end + 4, length);
        load_.response(index, reply);
        connection.received.clear();
        connection.waiting = false;
        connection.resume = now + load_.pause;
        if (load_.pause.count() == 0 && now < end) {
            send(index);
        }
    }

    const Load& load_;
    std::vector<Connection> connections_;
    int epoll_ = -1;
    LoadResult result_;
};

}  // namespace

double LoadResult::percentile(double share) const {
    if (microseconds.empty()) {
        return 0;
    }
    const auto index = static_cast<std::size_t>(share * static_cast<double>(microseconds.size() - 1));
    return static_cast<double>(microseconds[index]) / 1000.0;
}

LoadResult run(const Load& load) {
    return Client{load}.run();
}

}  // namespace lyceum::bench
