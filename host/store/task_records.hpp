#pragma once
// Priority tasks as the database holds them. [any thread]

#include "host/base/clock.hpp"
#include "host/base/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum::store {

// Withdrawn: a draft that was given up, kept so that its history stays whole.
enum class TaskStatus { Draft, Withdrawn, Confirmed, UnderWay, Proven, Stopped };
std::string_view name_of(TaskStatus status);          // "under way"
TaskStatus parse_task_status(std::string_view name);  // Draft for what is no status

struct Task {
    TaskId id;
    UserId user;
    RegistrationId registration;
    std::string unit;      // the AU whose activity proposed it
    std::string local_id;  // the activity's own name for it; unique in registration and unit
    TaskStatus status = TaskStatus::Draft;
    std::int64_t revision = 0;  // 1 at the first write, grows by 1
    std::string sector;         // of the framework
    std::string body;
    std::string title;
    std::string service;
    std::string baseline;  // decimal numbers, or empty
    std::string target;
    std::string measure;             // their unit
    std::string deadline;            // "2027-06-01", or empty
    std::int32_t effect_sector = 0;  // 0: not said; 1 to 5
    std::int32_t effect_state = 0;
    std::int32_t effort = 0;
    std::string effect_sector_reason;
    std::string effect_state_reason;
    std::string partners;
    std::string first_step;
    std::string evidence;
    std::string source;
    TimePoint created;
    TimePoint updated;

    bool operator==(const Task&) const = default;
};

// One line of a task's history.
struct TaskChange {
    StatementId statement;
    TaskStatus status = TaskStatus::Draft;  // after it
    std::string note;
    std::string link;
    TimePoint time;
};

// How many tasks of one sector, body and status there are.
struct TaskCount {
    std::string sector;
    std::string body;
    TaskStatus status = TaskStatus::Confirmed;
    std::int64_t tasks = 0;
    std::int64_t late = 0;  // of these, with a deadline before the day asked about

    bool operator==(const TaskCount&) const = default;
};

}  // namespace lyceum::store
