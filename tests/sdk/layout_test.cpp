// The layout of every struct of module.h and ext/, frozen: a module built against this header must find each member where it
// was. A struct may grow at its end (then its sizeof changes here, and only that); a changed offset is a broken ABI.
#include <lyceum/ext/outline.h>
#include <lyceum/ext/recall.h>
#include <lyceum/ext/report.h>
#include <lyceum/ext/tasks.h>
#include <lyceum/module.h>

#include <gtest/gtest.h>

#include <cstddef>

namespace lyceum::sdk {
namespace {

static_assert(sizeof(void*) == 8, "the numbers below are those of 64-bit platforms");

#define LYCEUM_AT(type, member, place) EXPECT_EQ(offsetof(type, member), std::size_t{place}) << #type "." #member

TEST(AbiLayout, OfTextsAndDocumentsIsFrozen) {
    EXPECT_EQ(sizeof(lyceum_text), 16U);
    LYCEUM_AT(lyceum_text, data, 0);
    LYCEUM_AT(lyceum_text, size, 8);
    EXPECT_EQ(sizeof(lyceum_document), 32U);
    LYCEUM_AT(lyceum_document, bytes, 16);
    EXPECT_EQ(sizeof(lyceum_field), 32U);
    LYCEUM_AT(lyceum_field, value, 16);
}

TEST(AbiLayout, OfEntryHostAndModuleIsFrozen) {
    EXPECT_EQ(sizeof(lyceum_entry), 32U);
    LYCEUM_AT(lyceum_entry, abi_version, 0);
    LYCEUM_AT(lyceum_entry, size, 4);
    LYCEUM_AT(lyceum_entry, id, 8);
    LYCEUM_AT(lyceum_entry, version, 16);
    LYCEUM_AT(lyceum_entry, start, 24);
    EXPECT_EQ(sizeof(lyceum_host), 48U);
    LYCEUM_AT(lyceum_host, abi_version, 4);
    LYCEUM_AT(lyceum_host, name, 8);
    LYCEUM_AT(lyceum_host, version, 24);
    LYCEUM_AT(lyceum_host, extension, 40);
    EXPECT_EQ(sizeof(lyceum_module), 56U);
    LYCEUM_AT(lyceum_module, state_version, 4);
    LYCEUM_AT(lyceum_module, module_data, 8);
    LYCEUM_AT(lyceum_module, open, 16);
    LYCEUM_AT(lyceum_module, close, 24);
    LYCEUM_AT(lyceum_module, view, 32);
    LYCEUM_AT(lyceum_module, respond, 40);
    LYCEUM_AT(lyceum_module, extension, 48);
}

TEST(AbiLayout, OfContentIsFrozen) {
    EXPECT_EQ(sizeof(lyceum_diagnostic), 64U);
    LYCEUM_AT(lyceum_diagnostic, severity, 4);
    LYCEUM_AT(lyceum_diagnostic, line, 8);
    LYCEUM_AT(lyceum_diagnostic, column, 12);
    LYCEUM_AT(lyceum_diagnostic, rule, 16);
    LYCEUM_AT(lyceum_diagnostic, text, 32);
    LYCEUM_AT(lyceum_diagnostic, hint, 48);
    EXPECT_EQ(sizeof(lyceum_content), 72U);
    LYCEUM_AT(lyceum_content, file, 8);
    LYCEUM_AT(lyceum_content, bytes, 24);
    LYCEUM_AT(lyceum_content, language, 40);
    LYCEUM_AT(lyceum_content, host_data, 56);
    LYCEUM_AT(lyceum_content, diagnose, 64);
}

TEST(AbiLayout, OfCallIsFrozen) {
    EXPECT_EQ(sizeof(lyceum_call), 136U);
    LYCEUM_AT(lyceum_call, state_version, 4);
    LYCEUM_AT(lyceum_call, state, 8);
    LYCEUM_AT(lyceum_call, time_ms, 24);
    LYCEUM_AT(lyceum_call, seed, 32);
    LYCEUM_AT(lyceum_call, language, 40);
    LYCEUM_AT(lyceum_call, role, 56);
    LYCEUM_AT(lyceum_call, learner, 72);
    LYCEUM_AT(lyceum_call, shared, 88);
    LYCEUM_AT(lyceum_call, shared_count, 96);
    LYCEUM_AT(lyceum_call, fields, 104);
    LYCEUM_AT(lyceum_call, field_count, 112);
    LYCEUM_AT(lyceum_call, place, 120);
}

TEST(AbiLayout, OfRepliesIsFrozen) {
    EXPECT_EQ(sizeof(lyceum_view_reply), 24U);
    LYCEUM_AT(lyceum_view_reply, host_data, 8);
    LYCEUM_AT(lyceum_view_reply, write, 16);
    EXPECT_EQ(sizeof(lyceum_score), 40U);
    LYCEUM_AT(lyceum_score, scaled, 8);
    LYCEUM_AT(lyceum_score, raw, 16);
    LYCEUM_AT(lyceum_score, min, 24);
    LYCEUM_AT(lyceum_score, max, 32);
    EXPECT_EQ(sizeof(lyceum_interaction), 96U);
    LYCEUM_AT(lyceum_interaction, kind, 4);
    LYCEUM_AT(lyceum_interaction, id, 8);
    LYCEUM_AT(lyceum_interaction, description, 24);
    LYCEUM_AT(lyceum_interaction, response, 40);
    LYCEUM_AT(lyceum_interaction, correct_pattern, 56);
    LYCEUM_AT(lyceum_interaction, success, 72);
    LYCEUM_AT(lyceum_interaction, scaled, 80);
    LYCEUM_AT(lyceum_interaction, duration_ms, 88);
    EXPECT_EQ(sizeof(lyceum_respond_reply), 104U);
    LYCEUM_AT(lyceum_respond_reply, host_data, 8);
    LYCEUM_AT(lyceum_respond_reply, set_state, 16);
    LYCEUM_AT(lyceum_respond_reply, put_shared, 24);
    LYCEUM_AT(lyceum_respond_reply, remove_shared, 32);
    LYCEUM_AT(lyceum_respond_reply, set_score, 40);
    LYCEUM_AT(lyceum_respond_reply, set_completion, 48);
    LYCEUM_AT(lyceum_respond_reply, set_success, 56);
    LYCEUM_AT(lyceum_respond_reply, set_progress, 64);
    LYCEUM_AT(lyceum_respond_reply, add_interaction, 72);
    LYCEUM_AT(lyceum_respond_reply, add_evidence, 80);
    LYCEUM_AT(lyceum_respond_reply, set_feedback, 88);
    LYCEUM_AT(lyceum_respond_reply, declare_level, 96);
}

TEST(AbiLayout, OfTheOutlineAbilityIsFrozen) {
    EXPECT_STREQ(LYCEUM_OUTLINE, "lyceum.outline/1");
    EXPECT_EQ(sizeof(lyceum_outline_section), 56U);
    LYCEUM_AT(lyceum_outline_section, id, 8);
    LYCEUM_AT(lyceum_outline_section, title, 24);
    LYCEUM_AT(lyceum_outline_section, text, 40);
    EXPECT_EQ(sizeof(lyceum_outline_term), 56U);
    LYCEUM_AT(lyceum_outline_term, section, 8);
    LYCEUM_AT(lyceum_outline_term, term, 24);
    LYCEUM_AT(lyceum_outline_term, definition, 40);
    EXPECT_EQ(sizeof(lyceum_outline_reply), 32U);
    LYCEUM_AT(lyceum_outline_reply, host_data, 8);
    LYCEUM_AT(lyceum_outline_reply, add_section, 16);
    LYCEUM_AT(lyceum_outline_reply, add_term, 24);
    EXPECT_EQ(sizeof(lyceum_outline), 16U);
    LYCEUM_AT(lyceum_outline, tell, 8);
}

TEST(AbiLayout, OfTheReportAbilityIsFrozen) {
    EXPECT_STREQ(LYCEUM_REPORT, "lyceum.report/1");
    EXPECT_EQ(sizeof(lyceum_learner_state), 40U);
    LYCEUM_AT(lyceum_learner_state, learner, 0);
    LYCEUM_AT(lyceum_learner_state, state, 16);
    LYCEUM_AT(lyceum_learner_state, state_version, 32);
    EXPECT_EQ(sizeof(lyceum_report_request), 64U);
    LYCEUM_AT(lyceum_report_request, learners, 8);
    LYCEUM_AT(lyceum_report_request, learner_count, 16);
    LYCEUM_AT(lyceum_report_request, shared, 24);
    LYCEUM_AT(lyceum_report_request, shared_count, 32);
    LYCEUM_AT(lyceum_report_request, time_ms, 40);
    LYCEUM_AT(lyceum_report_request, language, 48);
    EXPECT_EQ(sizeof(lyceum_report_table), 88U);
    LYCEUM_AT(lyceum_report_table, id, 8);
    LYCEUM_AT(lyceum_report_table, title, 24);
    LYCEUM_AT(lyceum_report_table, note, 40);
    LYCEUM_AT(lyceum_report_table, chart, 56);
    LYCEUM_AT(lyceum_report_table, columns, 72);
    LYCEUM_AT(lyceum_report_table, column_count, 80);
    EXPECT_EQ(sizeof(lyceum_report_reply), 32U);
    LYCEUM_AT(lyceum_report_reply, host_data, 8);
    LYCEUM_AT(lyceum_report_reply, begin_table, 16);
    LYCEUM_AT(lyceum_report_reply, add_row, 24);
    EXPECT_EQ(sizeof(lyceum_report), 16U);
    LYCEUM_AT(lyceum_report, make, 8);
}

TEST(AbiLayout, OfTheTasksAbilityIsFrozen) {
    EXPECT_STREQ(LYCEUM_TASKS, "lyceum.tasks/1");
    EXPECT_EQ(sizeof(lyceum_task), 248U);
    LYCEUM_AT(lyceum_task, status, 4);
    LYCEUM_AT(lyceum_task, id, 8);
    LYCEUM_AT(lyceum_task, title, 24);
    LYCEUM_AT(lyceum_task, service, 40);
    LYCEUM_AT(lyceum_task, baseline, 56);
    LYCEUM_AT(lyceum_task, target, 72);
    LYCEUM_AT(lyceum_task, unit, 88);
    LYCEUM_AT(lyceum_task, deadline, 104);
    LYCEUM_AT(lyceum_task, effect_sector, 120);
    LYCEUM_AT(lyceum_task, effect_state, 124);
    LYCEUM_AT(lyceum_task, effort, 128);
    LYCEUM_AT(lyceum_task, effect_sector_reason, 136);
    LYCEUM_AT(lyceum_task, effect_state_reason, 152);
    LYCEUM_AT(lyceum_task, partners, 168);
    LYCEUM_AT(lyceum_task, first_step, 184);
    LYCEUM_AT(lyceum_task, evidence, 200);
    LYCEUM_AT(lyceum_task, source, 216);
    LYCEUM_AT(lyceum_task, reason, 232);
    EXPECT_EQ(sizeof(lyceum_tasks), 64U);
    LYCEUM_AT(lyceum_tasks, count, 8);
    LYCEUM_AT(lyceum_tasks, get, 16);
    LYCEUM_AT(lyceum_tasks, propose, 24);
    LYCEUM_AT(lyceum_tasks, commit, 32);
    LYCEUM_AT(lyceum_tasks, withdraw, 40);
    LYCEUM_AT(lyceum_tasks, count_of, 48);
    LYCEUM_AT(lyceum_tasks, get_of, 56);
}

TEST(AbiLayout, OfTheRecallAbilityIsFrozen) {
    EXPECT_STREQ(LYCEUM_RECALL, "lyceum.recall/1");
    EXPECT_EQ(sizeof(lyceum_recall_question), 40U);
    LYCEUM_AT(lyceum_recall_question, id, 8);
    LYCEUM_AT(lyceum_recall_question, objective, 24);
    EXPECT_EQ(sizeof(lyceum_recall_list), 24U);
    LYCEUM_AT(lyceum_recall_list, host_data, 8);
    LYCEUM_AT(lyceum_recall_list, add_question, 16);
    EXPECT_EQ(sizeof(lyceum_recall), 32U);
    LYCEUM_AT(lyceum_recall, list, 8);
    LYCEUM_AT(lyceum_recall, view, 16);
    LYCEUM_AT(lyceum_recall, respond, 24);
}

}  // namespace
}  // namespace lyceum::sdk
