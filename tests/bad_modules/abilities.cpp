#include "abilities.hpp"

#include "lyceum/ext/outline.h"
#include "lyceum/ext/recall.h"
#include "lyceum/ext/report.h"
#include "misbehave.hpp"

#include <string_view>

namespace {

lyceum_text text(std::string_view value) {
    return {value.data(), value.size()};
}

std::string_view view_of(lyceum_text value) {
    return {value.data, value.size};
}

lyceum_status tell(const lyceum_module*, const lyceum_activity* activity, lyceum_text language,
                   const lyceum_outline_reply* reply) {
    const std::string& how = activity->outline;
    misbehave(how);
    if (how == "failed" || how == "minus_one") {
        return how == "failed" ? LYCEUM_FAILED : -1;
    }
    const std::string long_text(how == "long_text" ? std::size_t{65} << 10 : std::size_t{60} << 10, 'x');
    const int sections = how == "many_sections" || how == "many_bytes" ? 501 : 1;
    for (int number = 0; number < sections; ++number) {
        const lyceum_outline_section section{how == "small_section" ? 8U : std::uint32_t{sizeof(lyceum_outline_section)},
                                             0,
                                             text(how == "bad_section_id" ? "two words" : "first"),
                                             text(how == "no_title" ? "" : "The first"),
                                             text(how == "long_text" || how == "many_bytes" ? std::string_view{long_text}
                                                  : how == "not_utf8"                       ? "\xff"
                                                                                            : view_of(language))};
        reply->add_section(reply, &section);
    }
    const int terms = how == "many_terms" ? 1001 : 1;
    for (int number = 0; number < terms; ++number) {
        const lyceum_outline_term term{sizeof(lyceum_outline_term), 0, text("first"), text("Term"),
                                       text(how == "no_definition" ? "" : "What it means")};
        reply->add_term(reply, &term);
    }
    return LYCEUM_OK;
}

lyceum_status list_questions(const lyceum_module*, const lyceum_activity* activity, const lyceum_recall_list* list) {
    misbehave(activity->recall);
    const int count = activity->recall == "many_questions" ? 501 : 1;
    for (int number = 0; number < count; ++number) {
        const lyceum_recall_question question{sizeof(lyceum_recall_question), 0,
                                              text(activity->recall == "bad_question_id" ? "" : "q1"),
                                              text("objective-1")};
        list->add_question(list, &question);
    }
    return LYCEUM_OK;
}

lyceum_status view_question(const lyceum_module*, const lyceum_activity* activity, lyceum_text question,
                            const lyceum_call* call, const lyceum_view_reply* reply) {
    misbehave(activity->recall);
    if (view_of(question) != "q1") {
        return LYCEUM_INVALID_FIELDS;
    }
    const std::string page = "<p>question=q1 seed=" + std::to_string(call->seed) +
                             " fields=" + std::to_string(call->field_count) + "</p>";
    reply->write(reply, text(page));
    return LYCEUM_OK;
}

lyceum_status judge_question(const lyceum_module*, const lyceum_activity* activity, lyceum_text question,
                             const lyceum_call* call, const lyceum_respond_reply* reply) {
    const std::string& how = activity->recall;
    misbehave(how);
    if (how == "state") {
        reply->set_state(reply, text("kept"));
    } else if (how == "progress") {
        reply->set_progress(reply, 10);
    }
    const int answers = call->field_count == 0 ? 0 : how == "two_answers" ? 2 : 1;
    for (int number = 0; number < answers; ++number) {
        lyceum_interaction interaction{};
        interaction.size = sizeof interaction;
        interaction.kind = LYCEUM_CHOICE;
        interaction.id = how == "other_question" ? text("q2") : question;
        interaction.success = how == "undecided" ? LYCEUM_UNDECIDED : LYCEUM_YES;
        interaction.scaled = 1;
        interaction.duration_ms = -1;
        reply->add_interaction(reply, &interaction);
        reply->add_evidence(reply, text("objective-1"), 1);
    }
    reply->set_feedback(reply, text(answers == 0 ? "Choose first." : "Right."));
    return LYCEUM_OK;
}

// A row for each learner's state and each shared document.
lyceum_status make_report(const lyceum_module*, const lyceum_activity* activity, const lyceum_report_request* request,
                          const lyceum_report_reply* reply) {
    const std::string& how = activity->report;
    misbehave(how);
    if (how == "failed") {
        return LYCEUM_FAILED;
    }
    const std::string long_text(how == "long_cell" ? 2049 : 2000, 'x');
    const lyceum_text columns[] = {text("Who"), text(how == "no_heading" ? "" : "What")};
    lyceum_report_table table{};
    table.size = how == "small_table" ? 8U : std::uint32_t{sizeof table};
    table.id = text(how == "bad_table_id" ? "two words" : "all");
    table.title = text(how == "no_table_title" ? "" : "Everybody");
    table.note = request->language;
    table.chart = text(how == "bad_chart" ? "pie" : "pairs");
    table.columns = columns;
    table.column_count = how == "no_columns" ? 0 : 2;
    if (how == "row_first") {
        reply->add_row(reply, columns, 2);
    }
    const int tables = how == "many_tables" ? 101 : how == "twice" ? 2 : 1;
    for (int number = 0; number < tables; ++number) {
        reply->begin_table(reply, &table);
    }
    const auto row = [&](lyceum_text first, lyceum_text second) {
        const lyceum_text cells[] = {first, second, second};
        reply->add_row(reply, cells, how == "long_row" ? 3 : 2);
    };
    for (std::size_t index = 0; index < request->learner_count; ++index) {
        row(request->learners[index].learner, request->learners[index].state);
    }
    for (std::size_t index = 0; index < request->shared_count; ++index) {
        row(request->shared[index].key, request->shared[index].bytes);
    }
    const int rows = how == "many_rows" ? 10'001 : how == "many_report_bytes" ? 3000 : how == "long_cell" ? 1 : 0;
    for (int number = 0; number < rows; ++number) {
        row(text("more"), text(how == "many_rows" ? std::string_view{} : std::string_view{long_text}));
    }
    return LYCEUM_OK;
}

// A struct that ends before its functions.
#ifdef BAD_HALF_ABILITIES
constexpr bool half = true;
#else
constexpr bool half = false;
#endif

[[maybe_unused]] const lyceum_outline the_outline{half ? 8U : std::uint32_t{sizeof(lyceum_outline)}, 0, tell};
[[maybe_unused]] const lyceum_recall the_recall{half ? 16U : std::uint32_t{sizeof(lyceum_recall)}, 0, list_questions,
                               view_question, judge_question};

[[maybe_unused]] const lyceum_report the_report{half ? 8U : std::uint32_t{sizeof(lyceum_report)}, 0, make_report};

}  // namespace

const void* bad_ability(const lyceum_module* /*module*/, [[maybe_unused]] lyceum_text id) {
#ifndef BAD_NO_ABILITIES
    if (view_of(id) == LYCEUM_OUTLINE) {
        return &the_outline;
    }
    if (view_of(id) == LYCEUM_RECALL) {
        return &the_recall;
    }
    if (view_of(id) == LYCEUM_REPORT) {
        return &the_report;
    }
#endif
    return nullptr;
}
