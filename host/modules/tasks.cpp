#include "host/modules/tasks.hpp"

namespace lyceum::modules {

std::size_t bytes_in_frame(const Task& task) {
    std::size_t bytes = smallest_task;
    each_text(task, [&](const std::string& text) { bytes += text.size(); });
    return bytes;
}

void write_task(ByteWriter& writer, const Task& task) {
    each_text(task, [&](const std::string& text) { writer.text(text); });
    writer.u8(static_cast<std::uint8_t>(task.status));
    writer.u32(task.effect_sector);
    writer.u32(task.effect_state);
    writer.u32(task.effort);
}

Task read_task(ByteReader& reader) {
    Task task;
    each_text(task, [&](std::string& text) { text = std::string{reader.text(longest_task_text)}; });
    const std::uint8_t status = reader.u8();
    if (status < static_cast<std::uint8_t>(TaskStatus::Draft) ||
        status > static_cast<std::uint8_t>(TaskStatus::Stopped)) {
        reader.fail();
    } else {
        task.status = static_cast<TaskStatus>(status);
    }
    task.effect_sector = reader.u32();
    task.effect_state = reader.u32();
    task.effort = reader.u32();
    return task;
}

void write_task_change(ByteWriter& writer, const TaskChange& change) {
    writer.u8(static_cast<std::uint8_t>(change.kind));
    write_task(writer, change.task);
    writer.text(change.reason);
}

TaskChange read_task_change(ByteReader& reader) {
    TaskChange change;
    const std::uint8_t kind = reader.u8();
    if (kind < static_cast<std::uint8_t>(TaskChange::Kind::Propose) ||
        kind > static_cast<std::uint8_t>(TaskChange::Kind::Withdraw)) {
        reader.fail();
    } else {
        change.kind = static_cast<TaskChange::Kind>(kind);
    }
    change.task = read_task(reader);
    change.reason = std::string{reader.text(longest_task_text)};
    return change;
}

}  // namespace lyceum::modules
