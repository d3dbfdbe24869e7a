#pragma once
// The host's callbacks: they copy what a module reports, and count. A module that goes past a limit is ended at that
// very call, before anything more is kept. [worker main]

#include "host/modules/call.hpp"
#include "lyceum/ext/outline.h"
#include "lyceum/ext/recall.h"
#include "lyceum/ext/report.h"
#include "lyceum/ext/tasks.h"
#include "lyceum/module.h"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::worker {

// Findings beyond the limit are left out: the first thousand are enough to repair a file by.
class DiagnosticSink {
public:
    explicit DiagnosticSink(const modules::OutputLimits& limits) : limits_{limits} {}

    static void diagnose(const lyceum_content* content, const lyceum_diagnostic* diagnostic);
    std::vector<xml::Diagnostic> take() { return std::move(diagnostics_); }

private:
    const modules::OutputLimits& limits_;
    std::vector<xml::Diagnostic> diagnostics_;
};

class ViewSink {
public:
    explicit ViewSink(const modules::OutputLimits& limits) : limits_{limits} {}

    // Refers to this sink.
    lyceum_view_reply reply();
    std::string_view xhtml() const { return xhtml_; }

private:
    static void write(const lyceum_view_reply* reply, lyceum_text xhtml);

    const modules::OutputLimits& limits_;
    std::string xhtml_;
};

class OutcomeSink {
public:
    OutcomeSink(const modules::OutputLimits& limits, std::uint32_t state_version)
        : limits_{limits}, state_version_{state_version} {}

    // Refers to this sink.
    lyceum_respond_reply reply();

    // The part of lyceum_tasks (lyceum/ext/tasks.h) that changes something.
    static void propose_task(const lyceum_respond_reply* reply, const lyceum_task* task);
    static void commit_task(const lyceum_respond_reply* reply, lyceum_text id, lyceum_text reason);
    static void withdraw_task(const lyceum_respond_reply* reply, lyceum_text id);

    modules::Outcome take() { return std::move(outcome_); }

private:
    static void set_state(const lyceum_respond_reply* reply, lyceum_text state);
    static void put_shared(const lyceum_respond_reply* reply, lyceum_text key, lyceum_text bytes);
    static void remove_shared(const lyceum_respond_reply* reply, lyceum_text key);
    static void set_score(const lyceum_respond_reply* reply, const lyceum_score* score);
    static void set_completion(const lyceum_respond_reply* reply, lyceum_verdict completed);
    static void set_success(const lyceum_respond_reply* reply, lyceum_verdict passed);
    static void set_progress(const lyceum_respond_reply* reply, std::uint32_t percent);
    static void add_interaction(const lyceum_respond_reply* reply, const lyceum_interaction* interaction);
    static void add_evidence(const lyceum_respond_reply* reply, lyceum_text objective, double scaled);
    static void declare_level(const lyceum_respond_reply* reply, lyceum_text competency, std::uint32_t level);
    static void set_feedback(const lyceum_respond_reply* reply, lyceum_text text);

    std::string bounded(lyceum_text text, std::string_view what) const;
    void change_shared(modules::SharedChange change);
    void change_task(modules::TaskChange change);

    const modules::OutputLimits& limits_;
    std::uint32_t state_version_;
    modules::Outcome outcome_;
};

class OutlineSink {
public:
    explicit OutlineSink(const modules::OutputLimits& limits) : limits_{limits} {}

    // Refers to this sink.
    lyceum_outline_reply reply();
    modules::Outline take() { return std::move(outline_); }

private:
    static void add_section(const lyceum_outline_reply* reply, const lyceum_outline_section* section);
    static void add_term(const lyceum_outline_reply* reply, const lyceum_outline_term* term);
    std::string counted(lyceum_text text, std::size_t limit, std::string_view what);

    const modules::OutputLimits& limits_;
    std::size_t bytes_ = 0;
    modules::Outline outline_;
};

class RecallSink {
public:
    explicit RecallSink(const modules::OutputLimits& limits) : limits_{limits} {}

    // Refers to this sink.
    lyceum_recall_list list();
    modules::RecallQuestions take() { return std::move(questions_); }

private:
    static void add_question(const lyceum_recall_list* list, const lyceum_recall_question* question);

    const modules::OutputLimits& limits_;
    modules::RecallQuestions questions_;
};

class ReportSink {
public:
    explicit ReportSink(const modules::OutputLimits& limits) : limits_{limits} {}

    // Refers to this sink.
    lyceum_report_reply reply();
    modules::Report take() { return std::move(report_); }

private:
    static void begin_table(const lyceum_report_reply* reply, const lyceum_report_table* table);
    static void add_row(const lyceum_report_reply* reply, const lyceum_text* cells, std::size_t cell_count);
    std::string counted(lyceum_text text, std::string_view what);

    const modules::OutputLimits& limits_;
    std::size_t bytes_ = 0;
    modules::Report report_;
};

}  // namespace lyceum::worker
