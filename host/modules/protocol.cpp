#include "host/modules/protocol.hpp"

#include <algorithm>

#include "host/base/bytes.hpp"

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

// Begins to read a frame; of another type it is failed from the start.
ByteReader read_frame(std::string_view frame, Type type) {
    ByteReader reader{frame};
    if (reader.u8() != static_cast<std::uint8_t>(type)) {
        reader.fail();
    }
    return reader;
}

// Each element takes at least `smallest` bytes, so a count that the frame cannot hold is refused before anything is reserved.
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

void write_limits(ByteWriter& writer, const OutputLimits& limits) {
    for (const std::size_t limit : {limits.view_bytes, limits.state_bytes, limits.shared_changes, limits.shared_bytes,
                                    limits.interactions, limits.evidence, limits.text_bytes, limits.diagnostics}) {
        writer.u64(limit);
    }
}

OutputLimits read_limits(ByteReader& reader) {
    OutputLimits limits;
    for (std::size_t* limit : {&limits.view_bytes, &limits.state_bytes, &limits.shared_changes, &limits.shared_bytes,
                               &limits.interactions, &limits.evidence, &limits.text_bytes, &limits.diagnostics}) {
        *limit = reader.u64();
    }
    return limits;
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
    writer.text(outcome.feedback);
}

Interaction read_interaction(ByteReader& reader, const OutputLimits& limits) {
    Interaction interaction;
    interaction.id = read_text(reader, limits.text_bytes);
    const std::uint8_t kind = reader.u8();
    if (kind < static_cast<std::uint8_t>(InteractionKind::TrueFalse) || kind > static_cast<std::uint8_t>(InteractionKind::Other)) {
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
    outcome.feedback = read_text(reader, limits.text_bytes);
    return outcome;
}

std::vector<Pair> read_pairs(ByteReader& reader, std::size_t count_limit, std::size_t size_limit, std::string_view frame) {
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

std::uint32_t read_length(std::string_view header) {
    return ByteReader{header}.u32();
}

std::size_t longest_reply(const OutputLimits& limits) {
    const std::size_t page = limits.view_bytes;
    const std::size_t outcome = limits.state_bytes + limits.shared_changes * (limits.shared_bytes + limits.text_bytes + 16) +
                                limits.interactions * (4 * limits.text_bytes + 64) +
                                limits.evidence * (limits.text_bytes + 16) + limits.text_bytes;
    const std::size_t diagnostics = limits.diagnostics * (3 * limits.text_bytes + 32);
    return std::max({page, outcome, diagnostics}) + 256;
}

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

std::string encode(const Open& message) {
    FrameWriter writer{Type::Open};
    writer.u64(message.call);
    writer.u64(message.activity);
    writer.text(message.file);
    writer.text(message.bytes);
    writer.text(message.language);
    return writer.finish();
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

std::string encode(const Fork& message) {
    FrameWriter writer{Type::Fork};
    writer.u64(message.fork_key);
    writer.u32(message.count);
    return writer.finish();
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

std::string encode_reap(std::uint32_t process) {
    FrameWriter writer{Type::Reap};
    writer.u32(process);
    return writer.finish();
}

std::optional<std::uint32_t> decode_reap(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Reap);
    const std::uint32_t process = reader.u32();
    return complete(reader, process);
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
    for (const SharedDocument& document : values.shared) {
        writer.text(document.key);
        writer.text(document.bytes);
    }
    writer.u32(static_cast<std::uint32_t>(values.fields.size()));
    for (const Field& field : values.fields) {
        writer.text(field.name);
        writer.text(field.value);
    }
    return writer.finish();
}

std::optional<CallRequest> decode_call(std::string_view frame) {
    const auto type = type_of(frame);
    if (type != Type::View && type != Type::Respond) {
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
    return complete(reader, std::move(message));
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

std::optional<Refused> decode_refused(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Refused);
    Refused message;
    message.field = read_text(reader, InputLimits::text);
    message.found = read_text(reader, InputLimits::text);
    message.wanted = read_text(reader, InputLimits::text);
    return complete(reader, std::move(message));
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

std::string encode(const Reaped& message) {
    FrameWriter writer{Type::Reaped};
    writer.u32(message.process);
    writer.u8(message.by_signal);
    writer.u32(message.status);
    return writer.finish();
}

std::optional<Reaped> decode_reaped(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Reaped);
    Reaped message;
    message.process = reader.u32();
    message.by_signal = read_flag(reader);
    message.status = reader.u32();
    return complete(reader, message);
}

std::string encode(const Viewed& message) {
    FrameWriter writer{Type::Viewed};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    writer.text(message.xhtml);
    return writer.finish();
}

std::optional<Viewed> decode_viewed(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Viewed);
    Viewed message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    message.xhtml = reader.text(limits.view_bytes);
    return complete(reader, message);
}

std::string encode(const Responded& message) {
    FrameWriter writer{Type::Responded};
    writer.u64(message.call);
    writer.u32(static_cast<std::uint32_t>(message.status));
    write_outcome(writer, message.outcome);
    return writer.finish();
}

std::optional<Responded> decode_responded(std::string_view frame, const OutputLimits& limits) {
    ByteReader reader = read_frame(frame, Type::Responded);
    Responded message;
    message.call = reader.u64();
    message.status = static_cast<Status>(reader.u32());
    message.outcome = read_outcome(reader, limits, frame);
    return complete(reader, std::move(message));
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

std::optional<Ended> decode_ended(std::string_view frame) {
    ByteReader reader = read_frame(frame, Type::Ended);
    Ended message;
    const std::uint8_t reason = reader.u8();
    if (reason < static_cast<std::uint8_t>(EndReason::ForbiddenCall) || reason > static_cast<std::uint8_t>(EndReason::OutOfMemory)) {
        reader.fail();
    } else {
        message.reason = static_cast<EndReason>(reason);
    }
    message.number = reader.u32();
    message.text = read_text(reader, InputLimits::text);
    return complete(reader, std::move(message));
}

std::optional<Type> type_of(std::string_view frame) {
    if (frame.empty()) {
        return std::nullopt;
    }
    const auto type = static_cast<std::uint8_t>(frame.front());
    const bool from_host = type >= static_cast<std::uint8_t>(Type::Start) && type <= static_cast<std::uint8_t>(Type::Respond);
    const bool from_worker = type >= static_cast<std::uint8_t>(Type::Ready) && type <= static_cast<std::uint8_t>(Type::Ended);
    return from_host || from_worker ? std::optional{static_cast<Type>(type)} : std::nullopt;
}

bool fits(const Call& values) {
    if (values.shared.size() > InputLimits::documents || values.fields.size() > InputLimits::fields) {
        return false;
    }
    std::size_t total = 1024 + values.language.size() + values.role.size() + values.learner.size();
    for (const SharedDocument& document : values.shared) {
        if (document.key.size() > InputLimits::text || document.bytes.size() > InputLimits::document) {
            return false;
        }
        total += 8 + document.key.size() + document.bytes.size();
    }
    for (const Field& field : values.fields) {
        if (field.name.size() > InputLimits::text || field.value.size() > InputLimits::field) {
            return false;
        }
        total += 8 + field.name.size() + field.value.size();
    }
    const std::size_t state = values.state ? values.state->bytes.size() : 0;
    return values.language.size() <= InputLimits::text && values.role.size() <= InputLimits::text &&
           values.learner.size() <= InputLimits::text && state <= InputLimits::state && total + state <= InputLimits::frame;
}

}  // namespace lyceum::modules::protocol
