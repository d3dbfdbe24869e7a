#pragma once
// The open connections: reads requests, has them answered, writes responses, one after the other on each connection
// (so pipelined requests are answered in order). Every wait has a deadline; everything read has a bound.
// Called by server; with wire.cpp the only place that knows Beast. [io strand]: the executor must run one thing at a
// time.

#include "host/web/http.hpp"
#include "host/web/metrics.hpp"
#include "host/web/options.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <list>
#include <memory>

namespace lyceum::web {

// What a connection needs of the site.
struct Answerer {
    std::function<boost::asio::awaitable<Response>(Request)> respond;
    std::function<Response(int status)> refuse;  // for what could not be read
};

class Connections : public std::enable_shared_from_this<Connections> {
public:
    // `metrics`, and what `answerer` calls, must live until `stop` has returned.
    static std::shared_ptr<Connections> create(boost::asio::any_io_executor executor, Answerer answerer,
                                               Metrics& metrics, Limits limits);

    // Serves the connection until it ends. Beyond the limit it is told 503 and closed.
    void take(boost::asio::ip::tcp::socket socket);

    // Closes what waits for a request, lets requests under way finish, and after Limits::stop_time closes them too.
    boost::asio::awaitable<void> stop();

private:
    struct One;
    Connections(boost::asio::any_io_executor executor, Answerer answerer, Metrics& metrics, Limits limits);

    void start(std::shared_ptr<One> one, boost::asio::awaitable<void> work);
    static boost::asio::awaitable<void> serve(std::shared_ptr<Connections> self, std::shared_ptr<One> one);
    static boost::asio::awaitable<void> turn_away(std::shared_ptr<Connections> self, std::shared_ptr<One> one);
    // Reads one request and answers it; false: the connection is done.
    boost::asio::awaitable<bool> exchange(std::shared_ptr<One> one);
    boost::asio::awaitable<bool> write(One& one, const Request& request, const Response& response, unsigned version,
                                       bool keep);
    // Writes the response's events until one side has had enough; the connection is done then.
    boost::asio::awaitable<void> stream(std::shared_ptr<One> one, Response response);
    // Lets the client read our last words: a connection closed with bytes unread is reset, and they would be lost.
    boost::asio::awaitable<void> linger(One& one);
    boost::asio::awaitable<void> wait_until_empty(std::chrono::milliseconds limit);

    boost::asio::any_io_executor executor_;
    Answerer answerer_;
    Metrics& metrics_;
    Limits limits_;
    std::list<std::shared_ptr<One>> open_;
    std::size_t served_ = 0;  // of open_, without those turned away
    bool stopping_ = false;
    boost::asio::steady_timer emptied_;
    std::string date_;  // the Date header of the second `date_second_`
    std::int64_t date_second_ = 0;
};

}  // namespace lyceum::web
