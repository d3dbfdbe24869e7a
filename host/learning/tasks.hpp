#pragma once
// Priority tasks: what modules may read and change of them (lyceum.tasks/1), the page of a person's own commitments,
// and the roll-up for the owner of the programme. The rules of the life of a task stand here and nowhere else. [io
// strand]
//
//     draft ──▶ confirmed ──▶ under way ──▶ proven (confirmed by evidence)
//       │           └────────────┴────────▶ stopped (with lessons)
//       └▶ withdrawn ─▶ draft again

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/statements.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// ---- What modules see and do (open_activity, answer_activity) ----

// The person's tasks as the activity of `unit` may see them; its own by their own ids, others by '@' and the host's.
std::vector<modules::Task> to_module_tasks(const std::vector<store::Task>& tasks, const RegistrationId& registration,
                                           const std::string& unit);

// The same for a report, each with the reason its commitment was given.
Result<std::vector<modules::Task>> tasks_for_report(Campus& campus, const UserId& person,
                                                    const RegistrationId& registration, const std::string& unit);

// What the changes come to, each with its statement; a proposal that changes nothing is left out. Denied if an
// assistant commits; LimitExceeded beyond three commitments or 200 tasks; Protocol if a task is named that is not
// there, or a commitment lacks what it must have.
Result<std::vector<store::TaskWrite>> plan_tasks(const StatementContext& context, const std::vector<store::Task>& tasks,
                                                 const std::vector<modules::TaskChange>& changes);

// ---- The page of a person's own tasks ----

struct TaskLine {
    store::Task task;
    std::optional<std::chrono::sys_days> deadline;
    bool due = false;                               // today is the day, or it is past: the host asks for evidence
    bool late = false;                              // it is past
    std::vector<store::TaskChange> history;         // the latest first
    std::shared_ptr<const PublishedCourse> course;  // where it comes from; null if that is no longer published
    const PublishedUnit* unit = nullptr;
};

struct TasksPage {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    std::vector<TaskLine> open;                  // confirmed and under way, the nearest deadline first
    std::vector<TaskLine> drafts;                // the latest first
    std::vector<TaskLine> ended;                 // proven and stopped, the latest first
    const PublishedCourse* drafting = nullptr;   // a course of this person where tasks are chosen; null if none
    const PublishedUnit* drafting_unit = nullptr;
    bool may_see_all = false;  // the roll-up is open to this person
};
Result<TasksPage> tasks_page(Campus& campus, const store::User& person);

// For home: how many are open, of most_committed_tasks, and the nearest deadline.
struct TaskSummary {
    std::vector<TaskLine> open;  // as above, without history
    std::size_t drafts = 0;
};
Result<TaskSummary> task_summary(Campus& campus, const store::User& person);

enum class TaskAct { Begin, Prove, Stop };
std::optional<TaskAct> parse_task_act(std::string_view word);  // "begin", "prove", "stop"

// The status after the act; nothing if a task of that status cannot be acted on so.
std::optional<store::TaskStatus> status_after(store::TaskStatus status, TaskAct act);

struct TaskRequest {
    store::User person;
    TaskId task;
    FormId form;
    std::int64_t revision = 0;  // that the form was made from
    TaskAct act = TaskAct::Begin;
    std::string note;  // evidence or lessons: asked for by Prove and Stop, 1 to 2000 bytes
    std::string link;  // http or https, may be empty, at most 1000 bytes
};

// Durable when it returns. NotFound if it is not this person's; InvalidInput with "note" or "link" as Error::where;
// Conflict if the task has moved on; Denied for an assistant.
boost::asio::awaitable<Result<store::AnswerResult>> change_task(Campus& campus, TaskRequest request);

// ---- The roll-up ----

struct RollupLine {
    std::string sector;  // of the framework; may be empty
    std::string body;    // empty: of the whole sector
    std::int64_t confirmed = 0;
    std::int64_t under_way = 0;
    std::int64_t proven = 0;
    std::int64_t stopped = 0;
    std::int64_t late = 0;

    std::int64_t all() const { return confirmed + under_way + proven + stopped; }
    bool operator==(const RollupLine&) const = default;
};

struct Rollup {
    std::shared_ptr<const Catalogue> catalogue;
    std::vector<RollupLine> sectors;  // in the framework's order, then others
    std::vector<RollupLine> bodies;   // in the order of their sectors, then by name
    RollupLine total;
};

bool may_see_rollup(const store::User& person);  // the role "curator"
// Denied to everyone else.
Result<Rollup> rollup(Campus& campus, const store::User& person);

// "2027-06-01", of the day it is in Minsk.
std::string today_in_minsk(TimePoint now);

}  // namespace lyceum::learning
