#include "host/worker/replies.hpp"

#include "host/worker/sink_parts.hpp"

namespace lyceum::worker {

namespace {

modules::Verdict to_verdict(std::uint32_t value, std::string_view what) {
    if (value > LYCEUM_NO) {
        refuse(std::string{what} + " of " + std::to_string(value) + ", which is no verdict");
    }
    return static_cast<modules::Verdict>(value);
}

OutcomeSink& sink_of(const lyceum_respond_reply* reply) {
    return *static_cast<OutcomeSink*>(reply->host_data);
}

}  // namespace

void DiagnosticSink::diagnose(const lyceum_content* content, const lyceum_diagnostic* diagnostic) {
    contained([&] {
        auto& sink = *static_cast<DiagnosticSink*>(content->host_data);
        if (!LYCEUM_HAS(diagnostic, lyceum_diagnostic, hint)) {
            refuse("a diagnostic of size " + std::to_string(diagnostic->size));
        }
        if (sink.diagnostics_.size() >= sink.limits_.diagnostics) {
            return;
        }
        xml::Diagnostic copied;
        copied.severity = diagnostic->severity == LYCEUM_WARNING ? xml::Severity::Warning : xml::Severity::Error;
        copied.line = diagnostic->line;
        copied.column = diagnostic->column;
        copied.rule = copy(diagnostic->rule, sink.limits_.text_bytes, "a diagnostic's rule");
        copied.text = copy(diagnostic->text, sink.limits_.text_bytes, "a diagnostic's text");
        copied.hint = copy(diagnostic->hint, sink.limits_.text_bytes, "a diagnostic's hint");
        sink.diagnostics_.push_back(std::move(copied));
    });
}

lyceum_view_reply ViewSink::reply() {
    lyceum_view_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = this;
    reply.write = write;
    return reply;
}

void ViewSink::write(const lyceum_view_reply* reply, lyceum_text xhtml) {
    contained([&] {
        auto& sink = *static_cast<ViewSink*>(reply->host_data);
        if (xhtml.size > sink.limits_.view_bytes - sink.xhtml_.size()) {
            too_much("page", sink.limits_.view_bytes, "bytes");
        }
        sink.xhtml_ += view_of(xhtml);
    });
}

lyceum_respond_reply OutcomeSink::reply() {
    lyceum_respond_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = this;
    reply.set_state = set_state;
    reply.put_shared = put_shared;
    reply.remove_shared = remove_shared;
    reply.set_score = set_score;
    reply.set_completion = set_completion;
    reply.set_success = set_success;
    reply.set_progress = set_progress;
    reply.add_interaction = add_interaction;
    reply.add_evidence = add_evidence;
    reply.declare_level = declare_level;
    reply.set_feedback = set_feedback;
    return reply;
}

std::string OutcomeSink::bounded(lyceum_text text, std::string_view what) const {
    return copy(text, limits_.text_bytes, what);
}

void OutcomeSink::change_shared(modules::SharedChange change) {
    if (outcome_.shared.size() >= limits_.shared_changes) {
        too_much("changes", limits_.shared_changes, "shared documents");
    }
    outcome_.shared.push_back(std::move(change));
}

void OutcomeSink::set_state(const lyceum_respond_reply* reply, lyceum_text state) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        sink.outcome_.state = modules::State{copy(state, sink.limits_.state_bytes, "state"), sink.state_version_};
    });
}

void OutcomeSink::put_shared(const lyceum_respond_reply* reply, lyceum_text key, lyceum_text bytes) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        sink.change_shared({sink.bounded(key, "a shared document's key"),
                            copy(bytes, sink.limits_.shared_bytes, "a shared document")});
    });
}

void OutcomeSink::remove_shared(const lyceum_respond_reply* reply, lyceum_text key) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        sink.change_shared({sink.bounded(key, "a shared document's key"), std::nullopt});
    });
}

void OutcomeSink::set_score(const lyceum_respond_reply* reply, const lyceum_score* score) {
    contained([&] {
        if (!LYCEUM_HAS(score, lyceum_score, max)) {
            refuse("a score of size " + std::to_string(score->size));
        }
        sink_of(reply).outcome_.score = modules::Score{score->scaled, score->raw, score->min, score->max};
    });
}

void OutcomeSink::set_completion(const lyceum_respond_reply* reply, lyceum_verdict completed) {
    contained([&] {
        sink_of(reply).outcome_.completion = to_verdict(static_cast<std::uint32_t>(completed), "a completion");
    });
}

void OutcomeSink::set_success(const lyceum_respond_reply* reply, lyceum_verdict passed) {
    contained([&] { sink_of(reply).outcome_.success = to_verdict(static_cast<std::uint32_t>(passed), "a success"); });
}

void OutcomeSink::set_progress(const lyceum_respond_reply* reply, std::uint32_t percent) {
    sink_of(reply).outcome_.progress = percent;
}

void OutcomeSink::add_interaction(const lyceum_respond_reply* reply, const lyceum_interaction* interaction) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        if (!LYCEUM_HAS(interaction, lyceum_interaction, duration_ms)) {
            refuse("an interaction of size " + std::to_string(interaction->size));
        }
        if (interaction->kind < LYCEUM_TRUE_FALSE || interaction->kind > LYCEUM_OTHER) {
            refuse("an interaction of kind " + std::to_string(interaction->kind) + ", which does not exist");
        }
        if (sink.outcome_.interactions.size() >= sink.limits_.interactions) {
            too_much("one answer", sink.limits_.interactions, "interactions");
        }
        modules::Interaction copied;
        copied.kind = static_cast<modules::InteractionKind>(interaction->kind);
        copied.id = sink.bounded(interaction->id, "an interaction's id");
        copied.description = sink.bounded(interaction->description, "an interaction's description");
        copied.response = sink.bounded(interaction->response, "an interaction's response");
        copied.correct_pattern = sink.bounded(interaction->correct_pattern, "an interaction's correct pattern");
        copied.success = to_verdict(interaction->success, "an interaction's success");
        copied.scaled = interaction->scaled;
        if (interaction->duration_ms >= 0) {
            copied.duration_ms = interaction->duration_ms;
        }
        sink.outcome_.interactions.push_back(std::move(copied));
    });
}

void OutcomeSink::add_evidence(const lyceum_respond_reply* reply, lyceum_text objective, double scaled) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        if (sink.outcome_.evidence.size() >= sink.limits_.evidence) {
            too_much("one answer", sink.limits_.evidence, "pieces of evidence");
        }
        sink.outcome_.evidence.push_back({sink.bounded(objective, "an objective's id"), scaled});
    });
}

void OutcomeSink::declare_level(const lyceum_respond_reply* reply, lyceum_text competency, std::uint32_t level) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        if (sink.outcome_.declarations.size() >= sink.limits_.evidence) {
            too_much("one answer", sink.limits_.evidence, "declared levels");
        }
        sink.outcome_.declarations.push_back({sink.bounded(competency, "a competency's id"), level});
    });
}

void OutcomeSink::change_task(modules::TaskChange change) {
    if (outcome_.tasks.size() >= limits_.task_changes) {
        too_much("one answer", limits_.task_changes, "changes of tasks");
    }
    outcome_.tasks.push_back(std::move(change));
}

void OutcomeSink::propose_task(const lyceum_respond_reply* reply, const lyceum_task* task) {
    contained([&] {
        if (!LYCEUM_HAS(task, lyceum_task, source)) {
            refuse("a task of size " + std::to_string(task->size));
        }
        const auto text = [](lyceum_text value) { return copy(value, modules::longest_task_text, "a task's text"); };
        sink_of(reply).change_task({.kind = modules::TaskChange::Kind::Propose,
                                    .task = {.id = text(task->id),
                                             .status = modules::TaskStatus::Draft,
                                             .title = text(task->title),
                                             .service = text(task->service),
                                             .baseline = text(task->baseline),
                                             .target = text(task->target),
                                             .unit = text(task->unit),
                                             .deadline = text(task->deadline),
                                             .effect_sector = task->effect_sector,
                                             .effect_state = task->effect_state,
                                             .effort = task->effort,
                                             .effect_sector_reason = text(task->effect_sector_reason),
                                             .effect_state_reason = text(task->effect_state_reason),
                                             .partners = text(task->partners),
                                             .first_step = text(task->first_step),
                                             .evidence = text(task->evidence),
                                             .source = text(task->source),
                                             .reason = {}},
                                    .reason = {}});
    });
}

void OutcomeSink::commit_task(const lyceum_respond_reply* reply, lyceum_text id, lyceum_text reason) {
    contained([&] {
        modules::TaskChange change{.kind = modules::TaskChange::Kind::Commit, .task = {}, .reason = {}};
        change.task.id = copy(id, modules::longest_task_text, "a task's id");
        change.reason = copy(reason, modules::longest_task_text, "a reason");
        sink_of(reply).change_task(std::move(change));
    });
}

void OutcomeSink::withdraw_task(const lyceum_respond_reply* reply, lyceum_text id) {
    contained([&] {
        modules::TaskChange change{.kind = modules::TaskChange::Kind::Withdraw, .task = {}, .reason = {}};
        change.task.id = copy(id, modules::longest_task_text, "a task's id");
        sink_of(reply).change_task(std::move(change));
    });
}

void OutcomeSink::set_feedback(const lyceum_respond_reply* reply, lyceum_text text) {
    contained([&] {
        OutcomeSink& sink = sink_of(reply);
        sink.outcome_.feedback = sink.bounded(text, "feedback");
    });
}

lyceum_outline_reply OutlineSink::reply() {
    lyceum_outline_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = this;
    reply.add_section = add_section;
    reply.add_term = add_term;
    return reply;
}

std::string OutlineSink::counted(lyceum_text text, std::size_t limit, std::string_view what) {
    std::string copied = copy(text, limit, what);
    bytes_ += copied.size();
    if (bytes_ > limits_.outline_bytes) {
        too_much("an outline", limits_.outline_bytes, "bytes");
    }
    return copied;
}

void OutlineSink::add_section(const lyceum_outline_reply* reply, const lyceum_outline_section* section) {
    contained([&] {
        auto& sink = *static_cast<OutlineSink*>(reply->host_data);
        if (!LYCEUM_HAS(section, lyceum_outline_section, text)) {
            refuse("a section of size " + std::to_string(section->size));
        }
        if (sink.outline_.sections.size() >= sink.limits_.outline_sections) {
            too_much("an outline", sink.limits_.outline_sections, "sections");
        }
        modules::OutlineSection copied;
        copied.id = sink.counted(section->id, sink.limits_.text_bytes, "a section's id");
        copied.title = sink.counted(section->title, sink.limits_.text_bytes, "a section's title");
        copied.text = sink.counted(section->text, sink.limits_.outline_text_bytes, "a section's text");
        sink.outline_.sections.push_back(std::move(copied));
    });
}

void OutlineSink::add_term(const lyceum_outline_reply* reply, const lyceum_outline_term* term) {
    contained([&] {
        auto& sink = *static_cast<OutlineSink*>(reply->host_data);
        if (!LYCEUM_HAS(term, lyceum_outline_term, definition)) {
            refuse("a term of size " + std::to_string(term->size));
        }
        if (sink.outline_.terms.size() >= sink.limits_.outline_terms) {
            too_much("an outline", sink.limits_.outline_terms, "terms");
        }
        modules::OutlineTerm copied;
        copied.section = sink.counted(term->section, sink.limits_.text_bytes, "a term's section");
        copied.term = sink.counted(term->term, sink.limits_.text_bytes, "a term");
        copied.definition = sink.counted(term->definition, sink.limits_.text_bytes, "a definition");
        sink.outline_.terms.push_back(std::move(copied));
    });
}

lyceum_recall_list RecallSink::list() {
    lyceum_recall_list list{};
    list.size = sizeof list;
    list.host_data = this;
    list.add_question = add_question;
    return list;
}

void RecallSink::add_question(const lyceum_recall_list* list, const lyceum_recall_question* question) {
    contained([&] {
        auto& sink = *static_cast<RecallSink*>(list->host_data);
        if (!LYCEUM_HAS(question, lyceum_recall_question, objective)) {
            refuse("a question of size " + std::to_string(question->size));
        }
        if (sink.questions_.size() >= sink.limits_.recall_questions) {
            too_much("a list", sink.limits_.recall_questions, "questions");
        }
        modules::RecallQuestion copied;
        copied.id = copy(question->id, sink.limits_.text_bytes, "a question's id");
        copied.objective = copy(question->objective, sink.limits_.text_bytes, "an objective's id");
        sink.questions_.push_back(std::move(copied));
    });
}

}  // namespace lyceum::worker
