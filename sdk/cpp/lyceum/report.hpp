#ifndef LYCEUM_REPORT_HPP
#define LYCEUM_REPORT_HPP
// The ability lyceum.report/1 (ext/report.h) of a module class:
//
//     Status report(const Activity&, const ReportRequest& request, Report& report) const;
//
// Included by module.hpp. [one thread]

#include <lyceum/ext/report.h>
#include <lyceum/values.hpp>

#include <concepts>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace lyceum::sdk {

struct LearnerState {
    std::string_view learner;
    std::string_view state;
    std::uint32_t state_version = 0;
};

// What a report is made from: see lyceum_report_request.
class ReportRequest {
public:
    explicit ReportRequest(const lyceum_report_request* request) : request_{request} {}
    std::size_t size() const { return request_->learner_count; }
    LearnerState operator[](std::size_t index) const {
        const lyceum_learner_state& learner = request_->learners[index];
        return {view_of(learner.learner), view_of(learner.state), learner.state_version};
    }
    Shared shared() const { return Shared{std::span{request_->shared, request_->shared_count}}; }
    Time time() const { return Time{std::chrono::milliseconds{request_->time_ms}}; }
    std::string_view language() const { return view_of(request_->language); }

    const lyceum_report_request* pointer() const { return request_; }  // for abilities of the host

private:
    const lyceum_report_request* request_;
};

// Takes tables: see lyceum_report_reply for their bounds.
class Report {
public:
    struct Table {
        std::string_view id{};
        std::string_view title{};
        std::string_view note{};
        std::string_view chart{};  // "lines", "pairs", "graph", or nothing
    };

    explicit Report(const lyceum_report_reply* reply) : reply_{reply} {}

    void begin_table(const Table& table, std::initializer_list<std::string_view> columns) {
        begin_table(table, std::span{columns.begin(), columns.size()});
    }
    void begin_table(const Table& table, std::span<const std::string_view> columns) {
        const std::vector<lyceum_text> head = texts_of(columns);
        lyceum_report_table plain{};
        plain.size = sizeof plain;
        plain.id = text_of(table.id);
        plain.title = text_of(table.title);
        plain.note = text_of(table.note);
        plain.chart = text_of(table.chart);
        plain.columns = head.data();
        plain.column_count = head.size();
        reply_->begin_table(reply_, &plain);
    }
    void add_row(std::initializer_list<std::string_view> cells) { add_row(std::span{cells.begin(), cells.size()}); }
    void add_row(std::span<const std::string_view> cells) {
        const std::vector<lyceum_text> row = texts_of(cells);
        reply_->add_row(reply_, row.data(), row.size());
    }

private:
    static std::vector<lyceum_text> texts_of(std::span<const std::string_view> texts) {
        std::vector<lyceum_text> plain;
        plain.reserve(texts.size());
        for (const std::string_view text : texts) {
            plain.push_back(text_of(text));
        }
        return plain;
    }

    const lyceum_report_reply* reply_;
};

template <typename Class>
concept HasReport = requires(const Class& module, const typename Class::Activity& activity,
                             const ReportRequest& request, Report& report) {
    { module.report(activity, request, report) } -> std::same_as<Status>;
};

namespace detail {

template <typename Adapter>
struct ReportFace {
    static lyceum_status make(const lyceum_module* face, const lyceum_activity* activity,
                              const lyceum_report_request* request, const lyceum_report_reply* reply) noexcept {
        return guarded([&] {
            Report report{reply};
            return Adapter::module_of(face).report(Adapter::activity_of(activity), ReportRequest{request}, report);
        });
    }

    static constexpr lyceum_report ability{sizeof(lyceum_report), 0, &make};
};

}  // namespace detail
}  // namespace lyceum::sdk

#endif  // LYCEUM_REPORT_HPP
