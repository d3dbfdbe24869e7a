#include "host/store/connection.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// Priority tasks: written with an answer, or changed on the host's own pages.

namespace lyceum::store {

namespace {

Result<void> insert_task(Connection& connection, const Task& task) {
    return connection.run(
        "INSERT INTO tasks (task_id, user_id, registration_id, unit, local_id, status, revision, sector, body, title, "
        "service, baseline, target, measure, deadline, effect_sector, effect_state, effort, effect_sector_reason, "
        "effect_state_reason, partners, first_step, evidence, source, created, updated) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, 1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) "
        "ON CONFLICT DO NOTHING",
        task.id, task.user, task.registration, task.unit, task.local_id, name_of(task.status), task.sector, task.body,
        task.title, task.service, task.baseline, task.target, task.measure, task.deadline, task.effect_sector,
        task.effect_state, task.effort, task.effect_sector_reason, task.effect_state_reason, task.partners,
        task.first_step, task.evidence, task.source, task.created, task.updated);
}

Result<void> update_task(Connection& connection, const Task& task) {
    return connection.run(
        "UPDATE tasks SET status = ?3, revision = revision + 1, sector = ?4, body = ?5, title = ?6, service = ?7, "
        "baseline = ?8, target = ?9, measure = ?10, deadline = ?11, effect_sector = ?12, effect_state = ?13, "
        "effort = ?14, effect_sector_reason = ?15, effect_state_reason = ?16, partners = ?17, first_step = ?18, "
        "evidence = ?19, source = ?20, updated = ?21 WHERE task_id = ?1 AND revision = ?2",
        task.id, task.revision, name_of(task.status), task.sector, task.body, task.title, task.service, task.baseline,
        task.target, task.measure, task.deadline, task.effect_sector, task.effect_state, task.effort,
        task.effect_sector_reason, task.effect_state_reason, task.partners, task.first_step, task.evidence, task.source,
        task.updated);
}

// Two answers in different courses may each commit a task that alone was within the bound.
Result<void> require_few(Connection& connection, const UserId& user) {
    LYCEUM_TRY(auto rows, connection.query("SELECT count(*) FROM tasks WHERE user_id = ?1 AND status IN (?2, ?3)", user,
                                           name_of(TaskStatus::Confirmed), name_of(TaskStatus::UnderWay)));
    LYCEUM_TRY(const bool found, rows.next());
    if (found && rows.integer(0) > most_committed_tasks) {
        return Error{ErrorCode::LimitExceeded, "more than three tasks would be under way", "tasks",
                     "finish or stop one first"};
    }
    return success();
}

}  // namespace

Result<bool> Transaction::put_tasks(const std::vector<TaskWrite>& writes) {
    for (const TaskWrite& write : writes) {
        const Task& task = write.task;
        LYCEUM_TRY(task.revision == 0 ? insert_task(connection_, task) : update_task(connection_, task));
        if (connection_.changes() != 1) {
            return false;
        }
        LYCEUM_TRY(
            connection_.run("INSERT INTO task_changes (task_id, statement_id, status, note, link, time) VALUES (?1, "
                            "?2, ?3, ?4, ?5, ?6)",
                            task.id, write.statement.id, name_of(task.status), write.note, write.link, task.updated));
        LYCEUM_TRY(append_audit({.time = task.updated,
                                 .user = task.user,
                                 .act = "task." + std::string{name_of(task.status)},
                                 .subject = to_string(task.id),
                                 .detail = {}}));
        if (task.status == TaskStatus::Confirmed) {
            LYCEUM_TRY(require_few(connection_, task.user));
        }
    }
    return true;
}

Result<AnswerResult> Transaction::change_task(const TaskWrite& write, const FormId& form) {
    const Task& task = write.task;
    LYCEUM_TRY(
        connection_.run("INSERT INTO receipts (registration_id, form_id, revision, feedback, stored) "
                        "VALUES (?1, ?2, ?3, '', ?4) ON CONFLICT DO NOTHING",
                        task.registration, form, task.revision + 1, task.updated));
    if (connection_.changes() != 1) {
        return AnswerResult::Repeated;
    }
    {
        LYCEUM_TRY(auto rows, connection_.query("SELECT revision FROM tasks WHERE task_id = ?1", task.id));
        LYCEUM_TRY(const bool found, rows.next());
        if (!found || rows.integer(0) != task.revision) {
            return Error{ErrorCode::Conflict, "the task has changed since", to_string(task.id), "look at it again"};
        }
    }
    LYCEUM_TRY(insert_statements(connection_, {write.statement}));
    LYCEUM_TRY(const bool written, put_tasks({write}));
    if (!written) {
        return Error{ErrorCode::Conflict, "the task has changed since", to_string(task.id), "look at it again"};
    }
    return AnswerResult::Recorded;
}

}  // namespace lyceum::store
