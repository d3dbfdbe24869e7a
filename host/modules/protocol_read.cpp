// Values from frames that nobody has vouched for.
#include "host/base/bytes.hpp"
#include "host/modules/protocol.hpp"

namespace lyceum::modules::protocol {

namespace {

// Begins to read a frame; of another type it is failed from the start.
ByteReader read_frame(std::string_view frame, Type type) {
    ByteReader reader{frame};
    if (reader.u8() != static_cast<std::uint8_t>(type)) {
        reader.fail();
    }
    return reader;
}

// Each element takes at least `smallest` bytes, so a count that the frame cannot hold is refused before anything is
// reserved.
std::uint32_t read_count(ByteReader& reader, std::size_t limit, std::size_t smallest, std::string_view frame) {
    const std::uint32_t count = reader.u32();
    if (count > limit || count * smallest > frame.size()) {
        reader.fail();
        return 0;
    }
    return count;
}

bool read_flag(ByteReader& reader) {
    const std::uint8_t value = reader.u8();
    if (value > 1) {
        reader.fail();
    }
    return value == 1;
}

Verdict read_verdict(ByteReader& reader) {
    const std::uint8_t value = reader.u8();
    if (value > static_cast<std::uint8_t>(Verdict::No)) {
        reader.fail();
        return Verdict::Undecided;
    }
    return static_cast<Verdict>(value);
}

std::string read_text(ByteReader& reader, std::size_t limit) {
    return std::string{reader.text(limit)};
}

OutputLimits read_limits(ByteReader& reader) {
    OutputLimits limits;
    for (std::size_t* limit :
         {&limits.view_bytes, &limits.state_bytes, &limits.shared_changes, &limits.shared_bytes, &limits.interactions,
          &limits.evidence, &limits.text_bytes, &limits.diagnostics, &limits.outline_sections, &limits.outline_terms,
          &limits.outline_text_bytes, &limits.outline_bytes, &limits.recall_questions, &limits.task_changes,
          &limits.report_tables, &limits.report_columns, &limits.report_rows, &limits.report_bytes}) {
        *limit = reader.u64();
    }
    return limits;
}

Interaction read_interaction(ByteReader& reader, const OutputLimits& limits) {
    Interaction interaction;
    interaction.id = read_text(reader, limits.text_bytes);
    const std::uint8_t kind = reader.u8();
    if (kind < static_cast<std::uint8_t>(InteractionKind::TrueFalse) ||
        kind > static_cast<std::uint8_t>(InteractionKind::Other)) {
        reader.fail();
    } else {
        interaction.kind = static_cast<InteractionKind>(kind);
    }
    interaction.description = read_text(reader, limits.text_bytes);
    interaction.response = read_text(reader, limits.text_bytes);
    interaction.correct_pattern = read_text(reader, limits.text_bytes);
    interaction.success = read_verdict(reader);
    interaction.scaled = reader.f64();
    const bool has_duration = read_flag(reader);
    const auto duration = static_cast<std::int64_t>(reader.u64());
    if (has_duration) {
        interaction.duration_ms = duration;
    }
    return interaction;
}

std::vector<Task> read_tasks(ByteReader& reader, std::string_view frame) {
    const std::uint32_t count = read_count(reader, InputLimits::tasks, smallest_task, frame);
    std::vector<Task> tasks;
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        tasks.push_back(read_task(reader));
    }
    return tasks;
}

Outcome read_outcome(ByteReader& reader, const OutputLimits& limits, std::string_view frame) {
    Outcome outcome;
    if (read_flag(reader)) {
        outcome.state.emplace();
        outcome.state->version = reader.u32();
        outcome.state->bytes = read_text(reader, limits.state_bytes);
    }
    const std::uint32_t changes = read_count(reader, limits.shared_changes, 9, frame);
    for (std::uint32_t i = 0; i < changes && !reader.failed(); ++i) {
        SharedChange change;
        change.key = read_text(reader, limits.text_bytes);
        const bool written = read_flag(reader);
        std::string bytes = read_text(reader, limits.shared_bytes);
        if (written) {
            change.bytes = std::move(bytes);
        } else if (!bytes.empty()) {
            reader.fail();
        }
        outcome.shared.push_back(std::move(change));
    }
    if (read_flag(reader)) {
        outcome.score.emplace();
        outcome.score->scaled = reader.f64();
        outcome.score->raw = reader.f64();
        outcome.score->min = reader.f64();
        outcome.score->max = reader.f64();
    }
    outcome.completion = read_verdict(reader);
    outcome.success = read_verdict(reader);
    const bool has_progress = read_flag(reader);
    const std::uint32_t progress = reader.u32();
    if (has_progress) {
        outcome.progress = progress;
    }
    const std::uint32_t interactions = read_count(reader, limits.interactions, 35, frame);
    for (std::uint32_t i = 0; i < interactions && !reader.failed(); ++i) {
        outcome.interactions.push_back(read_interaction(reader, limits));
    }
    const std::uint32_t evidence = read_count(reader, limits.evidence, 12, frame);
    for (std::uint32_t i = 0; i < evidence && !reader.failed(); ++i) {
        Evidence item;
        item.objective = read_text(reader, limits.text_bytes);
        item.scaled = reader.f64();
        outcome.evidence.push_back(std::move(item));
    }
    const std::uint32_t declarations = read_count(reader, limits.evidence, 8, frame);
    for (std::uint32_t i = 0; i < declarations && !reader.failed(); ++i) {
        Declaration item;
        item.competency = read_text(reader, limits.text_bytes);
        item.level = reader.u32();
        outcome.declarations.push_back(std::move(item));
    }
    outcome.feedback = read_text(reader, limits.text_bytes);
    const std::uint32_t tasks = read_count(reader, limits.task_changes, smallest_task + 5, frame);
    for (std::uint32_t i = 0; i < tasks && !reader.failed(); ++i) {
        outcome.tasks.push_back(read_task_change(reader));
    }
    return outcome;
}

std::vector<Pair> read_pairs(ByteReader& reader, std::size_t count_limit, std::size_t size_limit,
                             std::string_view frame) {
    std::vector<Pair> pairs;
    const std::uint32_t count = read_count(reader, count_limit, 8, frame);
    pairs.reserve(count);
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        const std::string_view first = reader.text(InputLimits::text);
        pairs.push_back(Pair{first, reader.text(size_limit)});
    }
    return pairs;
}

template <class T>
std::optional<T> complete(const ByteReader& reader, T value) {
    return reader.complete() ? std::optional<T>{std::move(value)} : std::nullopt;
}

}  // namespace

std::optional<Start> decode_start(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Start);
    Start message;
    message.module_id = read_text(reader, InputLimits::text);
    message.version = read_text(reader, InputLimits::text);
    message.abi = reader.u32();
    message.folder = read_text(reader, InputLimits::text);
    message.library = read_text(reader, InputLimits::text);
    message.address_space_bytes = reader.u64();
    message.load_seconds = reader.u32();
    message.child_seconds = reader.u32();
    message.fork_key = reader.u64();
    message.output = read_limits(reader);
    return complete(reader, std::move(message));
}

std::optional<Open> decode_open(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Open);
    Open message;
    message.call = reader.u64();
    message.activity = reader.u64();
    message.file = reader.text(InputLimits::text);
    message.bytes = reader.text(InputLimits::content);
    message.language = reader.text(InputLimits::text);
    return complete(reader, message);
}

std::optional<Fork> decode_fork(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Fork);
    Fork message;
    message.fork_key = reader.u64();
    message.count = reader.u32();
    if (message.count == 0 || message.count > fork_batch) {
        reader.fail();
    }
    return complete(reader, message);
}

std::optional<std::uint32_t> decode_reap(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Reap);
    const std::uint32_t process = reader.u32();
    return complete(reader, process);
}

std::optional<CallRequest> decode_call(std::string_view frame) {
    const auto type = type_of(frame);
    if (!type || *type < Type::View || *type > Type::Report) {
        return std::nullopt;
    }
    ByteReader reader = read_frame(frame, *type);
    CallRequest message;
    message.call = reader.u64();
    message.activity = reader.u64();
    message.state_version = reader.u32();
    message.state = reader.text(InputLimits::state);
    message.time_ms = static_cast<std::int64_t>(reader.u64());
    message.seed = reader.u64();
    message.language = reader.text(InputLimits::text);
    message.role = reader.text(InputLimits::text);
    message.learner = reader.text(InputLimits::text);
    message.shared = read_pairs(reader, InputLimits::documents, InputLimits::document, frame);
    message.fields = read_pairs(reader, InputLimits::fields, InputLimits::field, frame);
    message.place = reader.text(InputLimits::text);
    message.question = reader.text(InputLimits::text);
    message.tasks = read_tasks(reader, frame);
    const std::uint32_t learners = read_count(reader, InputLimits::learners, 16, frame);
    for (std::uint32_t i = 0; i < learners && !reader.failed(); ++i) {
        StateOf learner;
        learner.learner = reader.text(InputLimits::text);
        learner.version = reader.u32();
        learner.state = reader.text(InputLimits::state);
        learner.tasks = read_tasks(reader, frame);
        message.learners.push_back(std::move(learner));
    }
    return complete(reader, std::move(message));
}

std::optional<Refused> decode_refused(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Refused);
    Refused message;
    message.field = read_text(reader, InputLimits::text);
    message.found = read_text(reader, InputLimits::text);
    message.wanted = read_text(reader, InputLimits::text);
    return complete(reader, std::move(message));
}

std::optional<Opened> decode_opened(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Opened);
    Opened message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    const std::uint32_t count = read_count(reader, limits.diagnostics, 21, frame);
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        xml::Diagnostic diagnostic;
        diagnostic.severity = read_flag(reader) ? xml::Severity::Warning : xml::Severity::Error;
        diagnostic.line = reader.u32();
        diagnostic.column = reader.u32();
        diagnostic.rule = read_text(reader, limits.text_bytes);
        diagnostic.text = read_text(reader, limits.text_bytes);
        diagnostic.hint = read_text(reader, limits.text_bytes);
        message.diagnostics.push_back(std::move(diagnostic));
    }
    return complete(reader, std::move(message));
}

std::optional<Forked> decode_forked(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Forked);
    Forked message;
    message.generation = reader.u64();
    const std::uint32_t count = read_count(reader, fork_batch, 4, frame);
    for (std::uint32_t i = 0; i < count; ++i) {
        message.processes.push_back(reader.u32());
    }
    message.error = reader.u32();
    return complete(reader, std::move(message));
}

std::optional<Reaped> decode_reaped(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Reaped);
    Reaped message;
    message.process = reader.u32();
    message.by_signal = read_flag(reader);
    message.status = reader.u32();
    return complete(reader, message);
}

std::optional<Viewed> decode_viewed(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Viewed);
    Viewed message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    message.xhtml = reader.text(limits.view_bytes);
    return complete(reader, message);
}

std::optional<Responded> decode_responded(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Responded);
    Responded message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    message.outcome = read_outcome(reader, limits, frame);
    return complete(reader, std::move(message));
}

std::optional<Outlined> decode_outlined(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Outlined);
    Outlined message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    std::size_t bytes = 0;
    const auto text = [&](std::size_t limit) {
        std::string read = read_text(reader, limit);
        bytes += read.size();
        if (bytes > limits.outline_bytes) {
            reader.fail();
        }
        return read;
    };
    const std::uint32_t sections = read_count(reader, limits.outline_sections, 12, frame);
    for (std::uint32_t i = 0; i < sections && !reader.failed(); ++i) {
        OutlineSection section;
        section.id = text(limits.text_bytes);
        section.title = text(limits.text_bytes);
        section.text = text(limits.outline_text_bytes);
        message.outline.sections.push_back(std::move(section));
    }
    const std::uint32_t terms = read_count(reader, limits.outline_terms, 12, frame);
    for (std::uint32_t i = 0; i < terms && !reader.failed(); ++i) {
        OutlineTerm term;
        term.section = text(limits.text_bytes);
        term.term = text(limits.text_bytes);
        term.definition = text(limits.text_bytes);
        message.outline.terms.push_back(std::move(term));
    }
    return complete(reader, std::move(message));
}

std::optional<RecallListed> decode_recall_listed(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::RecallListed);
    RecallListed message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    const std::uint32_t count = read_count(reader, limits.recall_questions, 8, frame);
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        RecallQuestion question;
        question.id = read_text(reader, limits.text_bytes);
        question.objective = read_text(reader, limits.text_bytes);
        message.questions.push_back(std::move(question));
    }
    return complete(reader, std::move(message));
}

std::optional<Reported> decode_reported(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Reported);
    Reported message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    std::size_t bytes = 0;
    const auto text = [&] {
        std::string read = read_text(reader, limits.text_bytes);
        bytes += read.size() + report_text_overhead;
        if (bytes > limits.report_bytes) {
            reader.fail();
        }
        return read;
    };
    const std::uint32_t tables = read_count(reader, limits.report_tables, 24, frame);
    for (std::uint32_t i = 0; i < tables && !reader.failed(); ++i) {
        ReportTable table;
        table.id = text();
        table.title = text();
        table.note = text();
        table.chart = text();
        const std::uint32_t columns = read_count(reader, limits.report_columns, 4, frame);
        for (std::uint32_t column = 0; column < columns && !reader.failed(); ++column) {
            table.columns.push_back(text());
        }
        // A table without columns cannot have rows that take no bytes.
        const std::uint32_t rows = read_count(reader, columns == 0 ? 0 : limits.report_rows, columns * 4U, frame);
        for (std::uint32_t row = 0; row < rows && !reader.failed(); ++row) {
            std::vector<std::string>& cells = table.rows.emplace_back();
            cells.reserve(columns);
            for (std::uint32_t column = 0; column < columns && !reader.failed(); ++column) {
                cells.push_back(text());
            }
        }
        message.report.push_back(std::move(table));
    }
    return complete(reader, std::move(message));
}

std::optional<Ended> decode_ended(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Ended);
    Ended message;
    const std::uint8_t reason = reader.u8();
    if (reason < static_cast<std::uint8_t>(EndReason::ForbiddenCall) ||
        reason > static_cast<std::uint8_t>(EndReason::OutOfMemory)) {
        reader.fail();
    } else {
        message.reason = static_cast<EndReason>(reason);
    }
    message.number = reader.u32();
    message.text = read_text(reader, InputLimits::text);
    return complete(reader, std::move(message));
}

}  // namespace lyceum::modules::protocol
