// The callbacks of lyceum.report/1.
#include "host/worker/replies.hpp"
#include "host/worker/sink_parts.hpp"

namespace lyceum::worker {

lyceum_report_reply ReportSink::reply() {
    lyceum_report_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = this;
    reply.begin_table = begin_table;
    reply.add_row = add_row;
    return reply;
}

std::string ReportSink::counted(lyceum_text text, std::string_view what) {
    std::string copied = copy(text, limits_.text_bytes, what);
    bytes_ += copied.size() + modules::report_text_overhead;
    if (bytes_ > limits_.report_bytes) {
        too_much("a report", limits_.report_bytes, "bytes");
    }
    return copied;
}

void ReportSink::begin_table(const lyceum_report_reply* reply, const lyceum_report_table* table) {
    contained([&] {
        auto& sink = *static_cast<ReportSink*>(reply->host_data);
        if (!LYCEUM_HAS(table, lyceum_report_table, column_count)) {
            refuse("a table of size " + std::to_string(table->size));
        }
        if (sink.report_.size() >= sink.limits_.report_tables) {
            too_much("a report", sink.limits_.report_tables, "tables");
        }
        if (table->column_count == 0 || table->column_count > sink.limits_.report_columns) {
            refuse("a table of " + std::to_string(table->column_count) + " columns; 1 to " +
                   std::to_string(sink.limits_.report_columns) + " are allowed");
        }
        modules::ReportTable copied;
        copied.id = sink.counted(table->id, "a table's id");
        copied.title = sink.counted(table->title, "a table's title");
        copied.note = sink.counted(table->note, "a table's note");
        copied.chart = sink.counted(table->chart, "a table's chart");
        for (std::size_t column = 0; column < table->column_count; ++column) {
            copied.columns.push_back(sink.counted(table->columns[column], "a table's column"));
        }
        sink.report_.push_back(std::move(copied));
    });
}

void ReportSink::add_row(const lyceum_report_reply* reply, const lyceum_text* cells, std::size_t cell_count) {
    contained([&] {
        auto& sink = *static_cast<ReportSink*>(reply->host_data);
        if (sink.report_.empty()) {
            refuse("a row before any table");
        }
        modules::ReportTable& table = sink.report_.back();
        if (cell_count != table.columns.size()) {
            refuse("a row of " + std::to_string(cell_count) + " cells in a table of " +
                   std::to_string(table.columns.size()) + " columns");
        }
        if (table.rows.size() >= sink.limits_.report_rows) {
            too_much("a table", sink.limits_.report_rows, "rows");
        }
        std::vector<std::string>& row = table.rows.emplace_back();
        for (std::size_t cell = 0; cell < cell_count; ++cell) {
            row.push_back(sink.counted(cells[cell], "a cell"));
        }
    });
}

}  // namespace lyceum::worker
