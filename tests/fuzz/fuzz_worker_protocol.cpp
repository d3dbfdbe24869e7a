// Frames between host and worker, read by either side: every decoder gets every input. What is
// decoded must be within its limits, and must survive being written and read once more.

#include "host/modules/output_check.hpp"
#include "host/modules/protocol.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace lyceum::modules;

void require(bool truth) {
    if (!truth) {
        std::abort();
    }
}

std::string_view body(const std::string& frame) {
    require(protocol::read_length(std::string_view{frame}.substr(0, protocol::header_bytes)) ==
            frame.size() - protocol::header_bytes);
    return std::string_view{frame}.substr(protocol::header_bytes);
}

void read_as_host(std::string_view frame, const OutputLimits& limits) {
    if (const auto viewed = protocol::decode_viewed(frame, limits)) {
        require(viewed->xhtml.size() <= limits.view_bytes);
        (void)check_view(viewed->xhtml);
        require(body(protocol::encode(*viewed)) == frame);
    }
    if (const auto responded = protocol::decode_responded(frame, limits)) {
        const Outcome& outcome = responded->outcome;
        require(outcome.interactions.size() <= limits.interactions && outcome.shared.size() <= limits.shared_changes &&
                outcome.evidence.size() <= limits.evidence && outcome.feedback.size() <= limits.text_bytes &&
                outcome.tasks.size() <= limits.task_changes);
        (void)check_outcome(outcome);
        const std::string again = protocol::encode(*responded);
        require(again.size() <= protocol::longest_reply(limits) + protocol::header_bytes);
        require(protocol::decode_responded(body(again), limits).has_value());
    }
    if (const auto opened = protocol::decode_opened(frame, limits)) {
        require(opened->diagnostics.size() <= limits.diagnostics);
        (void)check_diagnostics(opened->diagnostics);
        require(body(protocol::encode(*opened)) == frame);
    }
    if (const auto outlined = protocol::decode_outlined(frame, limits)) {
        (void)check_outline(outlined->outline);
        require(body(protocol::encode(*outlined)) == frame);
        require(frame.size() <= protocol::longest_reply(limits));
    }
    if (const auto listed = protocol::decode_recall_listed(frame, limits)) {
        require(listed->questions.size() <= limits.recall_questions);
        (void)check_recall_questions(listed->questions);
        require(body(protocol::encode(*listed)) == frame);
    }
    if (const auto reported = protocol::decode_reported(frame, limits)) {
        require(reported->report.size() <= limits.report_tables);
        for (const ReportTable& table : reported->report) {
            require(table.columns.size() <= limits.report_columns && table.rows.size() <= limits.report_rows);
        }
        (void)check_report(reported->report);
        require(body(protocol::encode(*reported)) == frame);
        require(frame.size() <= protocol::longest_reply(limits));
    }
    if (const auto forked = protocol::decode_forked(frame)) {
        require(forked->processes.size() <= protocol::fork_batch);
    }
    (void)protocol::decode_refused(frame);
    (void)protocol::decode_reaped(frame);
    (void)protocol::decode_ended(frame);
}

void read_as_worker(std::string_view frame) {
    if (const auto call = protocol::decode_call(frame)) {
        require(call->fields.size() <= protocol::InputLimits::fields);
        require(call->tasks.size() <= protocol::InputLimits::tasks);
        require(call->learners.size() <= protocol::InputLimits::learners);
    }
    (void)protocol::decode_start(frame);
    (void)protocol::decode_open(frame);
    (void)protocol::decode_fork(frame);
    (void)protocol::decode_reap(frame);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view frame{reinterpret_cast<const char*>(data), size};
    OutputLimits tight;
    tight.view_bytes = 64;
    tight.state_bytes = 64;
    tight.interactions = 2;
    tight.text_bytes = 32;
    tight.outline_bytes = 64;
    tight.recall_questions = 2;
    tight.report_tables = 2;
    tight.report_rows = 2;
    tight.report_bytes = 64;
    read_as_host(frame, OutputLimits{});
    read_as_host(frame, tight);
    read_as_worker(frame);
    return 0;
}
