#pragma once
// Priority tasks as they pass between the host and a module (sdk/include/lyceum/ext/tasks.h), and how they are written
// into the frames of the protocol. What a module proposed is checked by check_task_changes before it is believed.
// Linked by host and worker. [any thread]

#include "host/base/bytes.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::modules {

// The ability's id, as a manifest names it.
inline constexpr std::string_view tasks_ability = "lyceum.tasks/1";

enum class TaskStatus : std::uint8_t { Draft = 1, Confirmed, UnderWay, Proven, Stopped };

// Empty texts and 0: not said yet. Effects and effort are 1 to 5.
struct Task {
    std::string id;  // as modules name it: the activity's own, or '@' and the host's
    TaskStatus status = TaskStatus::Draft;
    std::string title;
    std::string service;
    std::string baseline;
    std::string target;
    std::string unit;
    std::string deadline;  // "2027-06-01"
    std::uint32_t effect_sector = 0;
    std::uint32_t effect_state = 0;
    std::uint32_t effort = 0;
    std::string effect_sector_reason;
    std::string effect_state_reason;
    std::string partners;
    std::string first_step;
    std::string evidence;
    std::string source;
    std::string reason;  // of its commitment; told in a report only

    bool operator==(const Task&) const = default;
};

struct TaskChange {
    enum class Kind : std::uint8_t { Propose = 1, Commit, Withdraw };
    Kind kind = Kind::Propose;
    Task task;           // Commit, Withdraw: `id` alone
    std::string reason;  // Commit only

    bool operator==(const TaskChange&) const = default;
};

// Every text of a task, in the order written and read.
template <class AnyTask, class Visit>
void each_text(AnyTask& task, Visit visit) {
    visit(task.id);
    visit(task.title);
    visit(task.service);
    visit(task.baseline);
    visit(task.target);
    visit(task.unit);
    visit(task.deadline);
    visit(task.effect_sector_reason);
    visit(task.effect_state_reason);
    visit(task.partners);
    visit(task.first_step);
    visit(task.evidence);
    visit(task.source);
    visit(task.reason);
}

inline constexpr std::size_t longest_task_text = 1000;  // bytes, each
inline constexpr std::size_t longest_task_title = 300;
inline constexpr std::size_t smallest_task = 14 * 4 + 1 + 3 * 4;  // bytes in a frame
inline constexpr std::size_t longest_task = smallest_task + 14 * longest_task_text;

std::size_t bytes_in_frame(const Task& task);
void write_task(ByteWriter& writer, const Task& task);
Task read_task(ByteReader& reader);
void write_task_change(ByteWriter& writer, const TaskChange& change);
TaskChange read_task_change(ByteReader& reader);

}  // namespace lyceum::modules
