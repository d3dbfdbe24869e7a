#include "host/web/metrics.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

namespace lyceum::web {
namespace {

using Out = std::back_insert_iterator<std::string>;

void describe(Out out, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(out, "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

template <class Number>
void single(Out out, std::string_view name, std::string_view type, std::string_view help, Number value) {
    describe(out, name, type, help);
    fmt::format_to(out, "{} {}\n", name, value);
}

void write_pool(Out out, const modules::PoolCounters& pool) {
    single(out, "lyceum_module_calls_total", "counter", "Calls into modules.", pool.calls);
    single(out, "lyceum_module_failures_total", "counter", "Calls that failed, of any kind.", pool.failures);
    single(out, "lyceum_module_timeouts_total", "counter", "Calls ended at their deadline.", pool.timeouts);
    single(out, "lyceum_module_crashes_total", "counter", "Module processes that ended by themselves.", pool.crashes);
    single(out, "lyceum_module_forks_total", "counter", "Children forked to serve calls.", pool.forks);
    single(out, "lyceum_module_starts_total", "counter", "Starts of a module's first process.", pool.zygote_starts);
    single(out, "lyceum_module_processes", "gauge", "Module processes now.", pool.processes);
}

void write_store(Out out, const store::StoreCounters& store) {
    single(out, "lyceum_store_jobs_total", "counter", "Writing jobs.", store.jobs);
    single(out, "lyceum_store_commits_total", "counter", "Group commits; jobs divided by commits is the group's size.",
           store.commits);
    single(out, "lyceum_store_failures_total", "counter", "Writing jobs that failed.", store.failures);
    single(out, "lyceum_store_waiting", "gauge", "Writing jobs waiting now.", store.waiting);
}

void write_mails(Out out, const learning::MailCounters& mails) {
    describe(out, "lyceum_mails_total", "counter", "Mails, by what became of them; postponed ones are tried again.");
    fmt::format_to(out, "lyceum_mails_total{{outcome=\"sent\"}} {}\n", mails.sent);
    fmt::format_to(out, "lyceum_mails_total{{outcome=\"refused\"}} {}\n", mails.refused);
    fmt::format_to(out, "lyceum_mails_total{{outcome=\"postponed\"}} {}\n", mails.postponed);
    fmt::format_to(out, "lyceum_mails_total{{outcome=\"dropped\"}} {}\n", mails.dropped);
    single(out, "lyceum_mails_waiting", "gauge", "Mails in the outbox that wait.", mails.waiting);
}

}  // namespace

void Metrics::request_done(std::string_view route, int status, std::chrono::nanoseconds took) {
    ++requests_[{route, status}];
    auto& latency = latencies_[route];
    const double seconds = std::chrono::duration<double>{took}.count();
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    ++latency.counts[static_cast<std::size_t>(bucket)];
    latency.sum += seconds;
}

std::string Metrics::prometheus(const modules::PoolCounters& pool, const store::StoreCounters& store,
                                const learning::MailCounters& mails) const {
    std::string text;
    const Out out{text};
    describe(out, "lyceum_build_info", "gauge", "The version that runs.");
    fmt::format_to(out, "lyceum_build_info{{version=\"{}\",compiler=\"{}\"}} 1\n", LYCEUM_VERSION, __VERSION__);

    describe(out, "lyceum_http_requests_total", "counter", "Requests answered, by route and status.");
    for (const auto& [key, count] : requests_) {
        fmt::format_to(out, "lyceum_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second,
                       count);
    }
    describe(out, "lyceum_http_request_seconds", "histogram", "From the whole request read to its response made.");
    for (const auto& [route, latency] : latencies_) {
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            below += latency.counts[i];
            fmt::format_to(out, "lyceum_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, bounds[i],
                           below);
        }
        below += latency.counts.back();
        fmt::format_to(out, "lyceum_http_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, below);
        fmt::format_to(out, "lyceum_http_request_seconds_sum{{route=\"{}\"}} {}\n", route, latency.sum);
        fmt::format_to(out, "lyceum_http_request_seconds_count{{route=\"{}\"}} {}\n", route, below);
    }
    single(out, "lyceum_http_connections", "gauge", "Connections open now.", open_);
    single(out, "lyceum_http_connections_refused_total", "counter", "Connections refused because too many were open.",
           refused_);

    describe(out, "lyceum_sign_ins_total", "counter", "Attempts to sign in, by outcome.");
    static constexpr std::array<std::string_view, 3> outcomes{"succeeded", "refused", "throttled"};
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        fmt::format_to(out, "lyceum_sign_ins_total{{outcome=\"{}\"}} {}\n", outcomes[i], sign_ins_[i]);
    }
    write_pool(out, pool);
    write_store(out, store);
    write_mails(out, mails);
    single(out, "process_resident_memory_bytes", "gauge", "Resident memory of the host process.", resident_bytes());
    return text;
}

std::uint64_t resident_bytes() {
    std::ifstream file{"/proc/self/statm"};
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    if (!(file >> size >> resident)) {
        return 0;
    }
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace lyceum::web
