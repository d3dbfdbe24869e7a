// Frames from values.
#include "host/base/bytes.hpp"
#include "host/modules/protocol.hpp"

namespace lyceum::modules::protocol {

namespace {

// Writes one frame; its length is filled in at the end.
class FrameWriter : public ByteWriter {
public:
    explicit FrameWriter(Type type) {
        u32(0);
        u8(static_cast<std::uint8_t>(type));
    }

    std::string finish() {
        std::string frame = take();
        const auto length = static_cast<std::uint32_t>(frame.size() - header_bytes);
        for (std::size_t i = 0; i < header_bytes; ++i) {
            frame[i] = static_cast<char>((length >> (8 * i)) & 0xff);
        }
        return frame;
    }
};

void write_limits(ByteWriter& writer, const OutputLimits& limits) {
    for (const std::size_t limit :
         {limits.view_bytes, limits.state_bytes, limits.shared_changes, limits.shared_bytes, limits.interactions,
          limits.evidence, limits.text_bytes, limits.diagnostics, limits.outline_sections, limits.outline_terms,
          limits.outline_text_bytes, limits.outline_bytes, limits.recall_questions, limits.task_changes,
          limits.report_tables, limits.report_columns, limits.report_rows, limits.report_bytes}) {
        writer.u64(limit);
    }
}

void write_tasks(ByteWriter& writer, const std::vector<Task>& tasks) {
    writer.u32(static_cast<std::uint32_t>(tasks.size()));
    for (const Task& task : tasks) {
        write_task(writer, task);
    }
}

void write_outcome(ByteWriter& writer, const Outcome& outcome) {
    writer.u8(outcome.state.has_value());
    if (outcome.state) {
        writer.u32(outcome.state->version);
        writer.text(outcome.state->bytes);
    }
    writer.u32(static_cast<std::uint32_t>(outcome.shared.size()));
    for (const SharedChange& change : outcome.shared) {
        writer.text(change.key);
        writer.u8(change.bytes.has_value());
        writer.text(change.bytes ? std::string_view{*change.bytes} : std::string_view{});
    }
    writer.u8(outcome.score.has_value());
    if (outcome.score) {
        writer.f64(outcome.score->scaled);
        writer.f64(outcome.score->raw);
        writer.f64(outcome.score->min);
        writer.f64(outcome.score->max);
    }
    writer.u8(static_cast<std::uint8_t>(outcome.completion));
    writer.u8(static_cast<std::uint8_t>(outcome.success));
    writer.u8(outcome.progress.has_value());
    writer.u32(outcome.progress.value_or(0));
    writer.u32(static_cast<std::uint32_t>(outcome.interactions.size()));
    for (const Interaction& interaction : outcome.interactions) {
        writer.text(interaction.id);
        writer.u8(static_cast<std::uint8_t>(interaction.kind));
        writer.text(interaction.description);
        writer.text(interaction.response);
        writer.text(interaction.correct_pattern);
        writer.u8(static_cast<std::uint8_t>(interaction.success));
        writer.f64(interaction.scaled);
        writer.u8(interaction.duration_ms.has_value());
        writer.u64(static_cast<std::uint64_t>(interaction.duration_ms.value_or(0)));
    }
    writer.u32(static_cast<std::uint32_t>(outcome.evidence.size()));
    for (const Evidence& evidence : outcome.evidence) {
        writer.text(evidence.objective);
        writer.f64(evidence.scaled);
    }
    writer.u32(static_cast<std::uint32_t>(outcome.declarations.size()));
    for (const Declaration& declaration : outcome.declarations) {
        writer.text(declaration.competency);
        writer.u32(declaration.level);
    }
    writer.text(outcome.feedback);
    writer.u32(static_cast<std::uint32_t>(outcome.tasks.size()));
    for (const TaskChange& change : outcome.tasks) {
        write_task_change(writer, change);
    }
}

}  // namespace

std::string encode(const Start& message) {
    FrameWriter writer{Type::Start};
    writer.text(message.module_id);
    writer.text(message.version);
    writer.u32(message.abi);
    writer.text(message.folder);
    writer.text(message.library);
    writer.u64(message.address_space_bytes);
    writer.u32(message.load_seconds);
    writer.u32(message.child_seconds);
    writer.u64(message.fork_key);
    write_limits(writer, message.output);
    return writer.finish();
}

std::string encode(const Open& message) {
    FrameWriter writer{Type::Open};
    writer.u64(message.call);
    writer.u64(message.activity);
    writer.text(message.file);
    writer.text(message.bytes);
    writer.text(message.language);
    return writer.finish();
}

std::string encode(const Fork& message) {
    FrameWriter writer{Type::Fork};
    writer.u64(message.fork_key);
    writer.u32(message.count);
    return writer.finish();
}

std::string encode_reap(std::uint32_t process) {
    FrameWriter writer{Type::Reap};
    writer.u32(process);
    return writer.finish();
}

std::string encode_call(Type type, std::uint64_t call, std::uint64_t activity, const Call& values) {
    FrameWriter writer{type};
    writer.u64(call);
    writer.u64(activity);
    writer.u32(values.state ? values.state->version : 0);
    writer.text(values.state ? std::string_view{values.state->bytes} : std::string_view{});
    writer.u64(static_cast<std::uint64_t>(values.time_ms));
    writer.u64(values.seed);
    writer.text(values.language);
    writer.text(values.role);
    writer.text(values.learner);
    writer.u32(static_cast<std::uint32_t>(values.shared.size()));
    for (const auto& document : values.shared) {
        writer.text(document->key);
        writer.text(document->bytes);
    }
    writer.u32(static_cast<std::uint32_t>(values.fields.size()));
    for (const Field& field : values.fields) {
        writer.text(field.name);
        writer.text(field.value);
    }
    writer.text(values.place);
    writer.text(values.question);
    write_tasks(writer, values.tasks);
    writer.u32(static_cast<std::uint32_t>(values.learners.size()));
    for (const LearnerState& learner : values.learners) {
        writer.text(learner.learner);
        writer.u32(learner.state.version);
        writer.text(learner.state.bytes);
        write_tasks(writer, learner.tasks);
    }
    return writer.finish();
}

std::string encode_ready() {
    return FrameWriter{Type::Ready}.finish();
}

std::string encode(const Refused& message) {
    FrameWriter writer{Type::Refused};
    writer.text(message.field);
    writer.text(message.found);
    writer.text(message.wanted);
    return writer.finish();
}

std::string encode(const Opened& message) {
    FrameWriter writer{Type::Opened};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    writer.u32(static_cast<std::uint32_t>(message.diagnostics.size()));
    for (const xml::Diagnostic& diagnostic : message.diagnostics) {
        writer.u8(diagnostic.severity == xml::Severity::Warning);
        writer.u32(diagnostic.line);
        writer.u32(diagnostic.column);
        writer.text(diagnostic.rule);
        writer.text(diagnostic.text);
        writer.text(diagnostic.hint);
    }
    return writer.finish();
}

std::string encode(const Forked& message) {
    FrameWriter writer{Type::Forked};
    writer.u64(message.generation);
    writer.u32(static_cast<std::uint32_t>(message.processes.size()));
    for (const std::uint32_t process : message.processes) {
        writer.u32(process);
    }
    writer.u32(message.error);
    return writer.finish();
}

std::string encode(const Reaped& message) {
    FrameWriter writer{Type::Reaped};
    writer.u32(message.process);
    writer.u8(message.by_signal);
    writer.u32(message.status);
    return writer.finish();
}

std::string encode(const Viewed& message) {
    FrameWriter writer{Type::Viewed};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    writer.text(message.xhtml);
    return writer.finish();
}

std::string encode(const Responded& message) {
    FrameWriter writer{Type::Responded};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    write_outcome(writer, message.outcome);
    return writer.finish();
}

std::string encode(const Outlined& message) {
    FrameWriter writer{Type::Outlined};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    writer.u32(static_cast<std::uint32_t>(message.outline.sections.size()));
    for (const OutlineSection& section : message.outline.sections) {
        writer.text(section.id);
        writer.text(section.title);
        writer.text(section.text);
    }
    writer.u32(static_cast<std::uint32_t>(message.outline.terms.size()));
    for (const OutlineTerm& term : message.outline.terms) {
        writer.text(term.section);
        writer.text(term.term);
        writer.text(term.definition);
    }
    return writer.finish();
}

std::string encode(const RecallListed& message) {
    FrameWriter writer{Type::RecallListed};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    writer.u32(static_cast<std::uint32_t>(message.questions.size()));
    for (const RecallQuestion& question : message.questions) {
        writer.text(question.id);
        writer.text(question.objective);
    }
    return writer.finish();
}

std::string encode(const Reported& message) {
    FrameWriter writer{Type::Reported};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    const auto texts = [&](const std::vector<std::string>& all) {
        for (const std::string& text : all) {
            writer.text(text);
        }
    };
    writer.u32(static_cast<std::uint32_t>(message.report.size()));
    for (const ReportTable& table : message.report) {
        writer.text(table.id);
        writer.text(table.title);
        writer.text(table.note);
        writer.text(table.chart);
        writer.u32(static_cast<std::uint32_t>(table.columns.size()));
        texts(table.columns);
        writer.u32(static_cast<std::uint32_t>(table.rows.size()));
        for (const std::vector<std::string>& row : table.rows) {
            texts(row);  // as many as columns
        }
    }
    return writer.finish();
}

std::string encode(const Ended& message) {
    FrameWriter writer{Type::Ended};
    writer.u8(static_cast<std::uint8_t>(message.reason));
    writer.u32(message.number);
    writer.text(message.text);
    return writer.finish();
}

std::array<char, short_ended_bytes> encode_short_ended(EndReason reason, std::uint32_t number) {
    std::array<char, short_ended_bytes> frame{};
    frame[0] = static_cast<char>(short_ended_bytes - header_bytes);
    frame[4] = static_cast<char>(Type::Ended);
    frame[5] = static_cast<char>(reason);
    for (std::size_t i = 0; i < 4; ++i) {
        frame[6 + i] = static_cast<char>((number >> (8 * i)) & 0xff);
    }
    return frame;
}

}  // namespace lyceum::modules::protocol
