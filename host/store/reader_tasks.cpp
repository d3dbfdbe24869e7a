#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// What pages and modules ask about priority tasks.

namespace lyceum::store {

namespace {

// The columns of `tasks`, in the order of the table.
Task read_task(const Rows& row) {
    return Task{.id = TaskId{row.uuid(0)},
                .user = UserId{row.uuid(1)},
                .registration = RegistrationId{row.uuid(2)},
                .unit = row.text(3),
                .local_id = row.text(4),
                .status = parse_task_status(row.text(5)),
                .revision = row.integer(6),
                .sector = row.text(7),
                .body = row.text(8),
                .title = row.text(9),
                .service = row.text(10),
                .baseline = row.text(11),
                .target = row.text(12),
                .measure = row.text(13),
                .deadline = row.text(14),
                .effect_sector = static_cast<std::int32_t>(row.integer(15)),
                .effect_state = static_cast<std::int32_t>(row.integer(16)),
                .effort = static_cast<std::int32_t>(row.integer(17)),
                .effect_sector_reason = row.text(18),
                .effect_state_reason = row.text(19),
                .partners = row.text(20),
                .first_step = row.text(21),
                .evidence = row.text(22),
                .source = row.text(23),
                .created = row.time(24),
                .updated = row.time(25)};
}

}  // namespace

std::string_view name_of(TaskStatus status) {
    switch (status) {
        case TaskStatus::Draft:
            return "draft";
        case TaskStatus::Withdrawn:
            return "withdrawn";
        case TaskStatus::Confirmed:
            return "confirmed";
        case TaskStatus::UnderWay:
            return "under way";
        case TaskStatus::Proven:
            return "proven";
        case TaskStatus::Stopped:
            return "stopped";
    }
    return "draft";
}

TaskStatus parse_task_status(std::string_view name) {
    for (const TaskStatus status : {TaskStatus::Withdrawn, TaskStatus::Confirmed, TaskStatus::UnderWay,
                                    TaskStatus::Proven, TaskStatus::Stopped}) {
        if (name == name_of(status)) {
            return status;
        }
    }
    return TaskStatus::Draft;
}

Result<std::vector<Task>> Reader::tasks_of(const UserId& user) {
    LYCEUM_TRY(
        auto rows,
        connection_->query(
            "SELECT task_id, user_id, registration_id, unit, local_id, status, revision, sector, body, title, "
            "service, baseline, target, measure, deadline, effect_sector, effect_state, effort, "
            "effect_sector_reason, effect_state_reason, partners, first_step, evidence, source, created, updated "
            "FROM tasks WHERE user_id = ?1 ORDER BY rowid LIMIT 200",
            user));
    return all_of(std::move(rows), read_task);
}

Result<std::optional<Task>> Reader::find_task(const TaskId& task) {
    LYCEUM_TRY(
        auto rows,
        connection_->query(
            "SELECT task_id, user_id, registration_id, unit, local_id, status, revision, sector, body, title, "
            "service, baseline, target, measure, deadline, effect_sector, effect_state, effort, "
            "effect_sector_reason, effect_state_reason, partners, first_step, evidence, source, created, updated "
            "FROM tasks WHERE task_id = ?1",
            task));
    return first_of(std::move(rows), read_task);
}

Result<std::vector<TaskChange>> Reader::changes_of(const TaskId& task) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT statement_id, status, note, link, time FROM task_changes "
                                             "WHERE task_id = ?1 ORDER BY number DESC LIMIT 200",
                                             task));
    return all_of(std::move(rows), [](const Rows& row) {
        return TaskChange{.statement = StatementId{row.uuid(0)},
                          .status = parse_task_status(row.text(1)),
                          .note = row.text(2),
                          .link = row.text(3),
                          .time = row.time(4)};
    });
}

Result<std::vector<TaskCount>> Reader::task_counts(const std::string& today) {
    // A scan of all tasks, some thousands in years, for one page of the programme's owner.
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT sector, body, status, count(*), sum(deadline != '' AND deadline < ?1) "
                                  "FROM tasks WHERE status NOT IN ('draft', 'withdrawn') "
                                  "GROUP BY sector, body, status ORDER BY sector, body, status LIMIT 10000",
                                  today));
    return all_of(std::move(rows), [](const Rows& row) {
        return TaskCount{.sector = row.text(0),
                         .body = row.text(1),
                         .status = parse_task_status(row.text(2)),
                         .tasks = row.integer(3),
                         .late = row.integer(4)};
    });
}

}  // namespace lyceum::store
