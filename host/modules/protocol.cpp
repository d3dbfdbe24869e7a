#include "host/modules/protocol.hpp"

#include "host/base/bytes.hpp"

#include <algorithm>

namespace lyceum::modules::protocol {

std::uint32_t read_length(std::string_view header) {
    return ByteReader{header}.u32();
}

std::size_t longest_reply(const OutputLimits& limits) {
    const std::size_t page = limits.view_bytes;
    const std::size_t outcome =
        limits.state_bytes + limits.shared_changes * (limits.shared_bytes + limits.text_bytes + 16) +
        limits.interactions * (4 * limits.text_bytes + 64) + 2 * limits.evidence * (limits.text_bytes + 16) +
        limits.text_bytes + limits.task_changes * (longest_task + longest_task_text + 16);
    const std::size_t diagnostics = limits.diagnostics * (3 * limits.text_bytes + 32);
    const std::size_t outline = limits.outline_bytes + 12 * (limits.outline_sections + limits.outline_terms);
    const std::size_t recall = limits.recall_questions * (2 * limits.text_bytes + 8);
    // Each text of a report counts with its length's four bytes: see decode_reported.
    const std::size_t report = limits.report_bytes + 8 * limits.report_tables;
    return std::max({page, outcome, diagnostics, outline, recall, report}) + 256;
}

std::optional<Type> type_of(std::string_view frame) {
    if (frame.empty()) {
        return std::nullopt;
    }
    const auto type = static_cast<std::uint8_t>(frame.front());
    const bool from_host =
        type >= static_cast<std::uint8_t>(Type::Start) && type <= static_cast<std::uint8_t>(Type::Report);
    const bool from_worker =
        type >= static_cast<std::uint8_t>(Type::Ready) && type <= static_cast<std::uint8_t>(Type::Reported);
    return from_host || from_worker ? std::optional{static_cast<Type>(type)} : std::nullopt;
}

bool fits(const Call& values) {
    if (values.shared.size() > InputLimits::documents || values.fields.size() > InputLimits::fields ||
        values.tasks.size() > InputLimits::tasks || values.learners.size() > InputLimits::learners) {
        return false;
    }
    std::size_t total = 1024 + values.language.size() + values.role.size() + values.learner.size() +
                        values.place.size() + values.question.size();
    for (const auto& document : values.shared) {
        if (document->key.size() > InputLimits::text || document->bytes.size() > InputLimits::document) {
            return false;
        }
        total += 8 + document->key.size() + document->bytes.size();
    }
    for (const Field& field : values.fields) {
        if (field.name.size() > InputLimits::text || field.value.size() > InputLimits::field) {
            return false;
        }
        total += 8 + field.name.size() + field.value.size();
    }
    for (const LearnerState& learner : values.learners) {
        if (learner.learner.size() > InputLimits::text || learner.state.bytes.size() > InputLimits::state) {
            return false;
        }
        if (learner.tasks.size() > InputLimits::tasks) {
            return false;
        }
        total += 16 + learner.learner.size() + learner.state.bytes.size();
        for (const Task& task : learner.tasks) {
            total += bytes_in_frame(task);
        }
    }
    total += values.tasks.size() * longest_task;
    const std::size_t state = values.state ? values.state->bytes.size() : 0;
    return values.language.size() <= InputLimits::text && values.role.size() <= InputLimits::text &&
           values.learner.size() <= InputLimits::text && values.place.size() <= InputLimits::text &&
           values.question.size() <= InputLimits::text && state <= InputLimits::state &&
           total + state <= InputLimits::frame;
}

}  // namespace lyceum::modules::protocol
