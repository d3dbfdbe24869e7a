#include "host/learning/tasks.hpp"

#include "host/learning/standing.hpp"
#include "host/learning/task_statements.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

using store::TaskStatus;

constexpr std::size_t most_tasks = 200;     // of a person; Reader::tasks_of
constexpr std::size_t longest_note = 2000;  // bytes
constexpr std::size_t longest_link = 1000;

bool is_open(TaskStatus status) {
    return status == TaskStatus::Confirmed || status == TaskStatus::UnderWay;
}

modules::TaskStatus to_module_status(TaskStatus status) {
    switch (status) {
        case TaskStatus::Confirmed:
            return modules::TaskStatus::Confirmed;
        case TaskStatus::UnderWay:
            return modules::TaskStatus::UnderWay;
        case TaskStatus::Proven:
            return modules::TaskStatus::Proven;
        case TaskStatus::Stopped:
            return modules::TaskStatus::Stopped;
        case TaskStatus::Draft:
        case TaskStatus::Withdrawn:
            break;
    }
    return modules::TaskStatus::Draft;
}

bool is_of(const store::Task& task, const RegistrationId& registration, std::string_view unit) {
    return task.registration == registration && task.unit == unit;
}

std::string module_id_of(const store::Task& task, const RegistrationId& registration, std::string_view unit) {
    return is_of(task, registration, unit) ? task.local_id : "@" + to_string(task.id);
}

void take_plan(store::Task& task, const modules::Task& plan) {
    task.title = plan.title;
    task.service = plan.service;
    task.baseline = plan.baseline;
    task.target = plan.target;
    task.measure = plan.unit;
    task.deadline = plan.deadline;
    task.effect_sector = static_cast<std::int32_t>(plan.effect_sector);
    task.effect_state = static_cast<std::int32_t>(plan.effect_state);
    task.effort = static_cast<std::int32_t>(plan.effort);
    task.effect_sector_reason = plan.effect_sector_reason;
    task.effect_state_reason = plan.effect_state_reason;
    task.partners = plan.partners;
    task.first_step = plan.first_step;
    task.evidence = plan.evidence;
    task.source = plan.source;
}

bool is_whole(const store::Task& task) {
    return !task.title.empty() && !task.target.empty() && !task.deadline.empty() && task.effect_sector > 0 &&
           task.effect_state > 0 && task.effort > 0 && !task.first_step.empty();
}

Error module_fault(std::string message, const std::string& id) {
    return Error{ErrorCode::Protocol, std::move(message), id, "see lyceum/ext/tasks.h"};
}

// The tasks of a person while the changes of one answer are done to them, one after the other.
class Plan {
public:
    Plan(const StatementContext& context, std::vector<store::Task> tasks)
        : context_{context}, tasks_{std::move(tasks)} {}

    Result<void> take(const modules::TaskChange& change) {
        switch (change.kind) {
            case modules::TaskChange::Kind::Propose:
                return propose(change.task);
            case modules::TaskChange::Kind::Commit:
                return commit(change.task.id, change.reason);
            case modules::TaskChange::Kind::Withdraw:
                return withdraw(change.task.id);
        }
        return success();
    }

    std::vector<store::TaskWrite> writes() { return std::move(writes_); }

private:
    store::Task* find(const std::string& id) {
        const auto found = std::ranges::find_if(tasks_, [&](const store::Task& task) {
            return module_id_of(task, context_.registration, context_.unit->au->id) == id;
        });
        return found == tasks_.end() ? nullptr : &*found;
    }

    Result<void> propose(const modules::Task& plan) {
        store::Task* known = find(plan.id);
        if (known == nullptr) {
            if (plan.id.starts_with('@')) {
                return module_fault("the module changed a task that this person does not have", plan.id);
            }
            if (tasks_.size() >= most_tasks) {
                return Error{ErrorCode::LimitExceeded, "a person can have 200 tasks", plan.id,
                             "withdraw drafts that are not needed"};
            }
            store::Task fresh;
            fresh.id = TaskId::make(context_.now);
            fresh.user = context_.person.id;
            fresh.registration = context_.registration;
            fresh.unit = context_.unit->au->id;
            fresh.local_id = plan.id;
            fresh.created = context_.now;
            tasks_.push_back(std::move(fresh));
            known = &tasks_.back();
        } else if (known->status != TaskStatus::Draft && known->status != TaskStatus::Withdrawn) {
            return success();
        }
        const store::Task before = *known;
        take_plan(*known, plan);
        known->status = TaskStatus::Draft;
        known->sector = context_.person.sector;
        known->body = context_.person.body;
        if (before.revision == 0 || *known != before) {
            write(*known, {});
        }
        return success();
    }

    Result<void> commit(const std::string& id, const std::string& reason) {
        store::Task* task = find(id);
        if (task == nullptr || task->status == TaskStatus::Withdrawn) {
            return module_fault("the module committed a task that does not exist", id);
        }
        if (context_.person.role == "assistant") {
            return Error{ErrorCode::Denied, "an assistant prepares tasks; the head commits to them", "assistant", {}};
        }
        if (task->status != TaskStatus::Draft) {
            return success();
        }
        if (!is_whole(*task)) {
            return module_fault("the module committed a task that lacks something", id);
        }
        const auto open = std::ranges::count_if(tasks_, [](const store::Task& other) { return is_open(other.status); });
        if (open >= store::most_committed_tasks) {
            return Error{ErrorCode::LimitExceeded, "more than three tasks would be under way", "tasks",
                         "finish or stop one first"};
        }
        task->status = TaskStatus::Confirmed;
        write(*task, reason);
        return success();
    }

    Result<void> withdraw(const std::string& id) {
        store::Task* task = find(id);
        if (task != nullptr && task->status == TaskStatus::Draft) {
            task->status = TaskStatus::Withdrawn;
            write(*task, {});
        }
        return success();
    }

    void write(store::Task& task, const std::string& note) {
        task.updated = context_.now;
        writes_.push_back({.task = task,
                           .statement = state_task(task, context_.course->activity_iri, context_.language, note, {}),
                           .note = note,
                           .link = {}});
        ++task.revision;
    }

    const StatementContext& context_;
    std::vector<store::Task> tasks_;
    std::vector<store::TaskWrite> writes_;
};

TaskLine to_line(const Campus& campus, const Catalogue& catalogue, const store::Task& task,
                 const std::map<RegistrationId, std::string>& courses) {
    TaskLine line;
    line.task = task;
    line.deadline = parse_date(task.deadline);
    if (line.deadline && is_open(task.status)) {
        const auto today = std::chrono::floor<std::chrono::days>(campus.clock() + local_offset);
        line.due = *line.deadline <= today;
        line.late = *line.deadline < today;
    }
    if (const auto found = courses.find(task.registration); found != courses.end()) {
        line.course = catalogue.find_course_by_id(found->second);
        line.unit = line.course ? line.course->find_unit(task.unit) : nullptr;
    }
    return line;
}

bool comes_due_before(const TaskLine& left, const TaskLine& right) {
    return left.deadline.value_or(std::chrono::sys_days::max()) < right.deadline.value_or(std::chrono::sys_days::max());
}

bool is_later(const TaskLine& left, const TaskLine& right) {
    return left.task.updated > right.task.updated;
}

Result<std::map<RegistrationId, std::string>> courses_of(Campus& campus, const store::User& person) {
    std::map<RegistrationId, std::string> courses;
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person.id));
    for (const store::Registration& registration : registrations) {
        courses.emplace(registration.id, registration.course_id);
    }
    return courses;
}

bool is_web_address(std::string_view link) {
    const bool has_scheme = link.starts_with("https://") || link.starts_with("http://");
    return has_scheme && link.size() > 8 && link.size() <= longest_link && std::ranges::none_of(link, [](char byte) {
               return static_cast<unsigned char>(byte) <= 0x20 || byte == '"' || byte == '<' || byte == '>' ||
                      byte == '\\';
           });
}

Result<void> require_words(const TaskRequest& request) {
    if (request.act != TaskAct::Begin && (request.note.empty() || request.note.size() > longest_note)) {
        return Error{ErrorCode::InvalidInput, "the change needs a few words", "note", "1 to 2000 bytes"};
    }
    if (!request.link.empty() && !is_web_address(request.link)) {
        return Error{ErrorCode::InvalidInput, "this is no address on the web", "link", "begin with https://"};
    }
    return success();
}

void add(RollupLine& line, const store::TaskCount& count) {
    switch (count.status) {
        case TaskStatus::Confirmed:
            line.confirmed += count.tasks;
            line.late += count.late;
            break;
        case TaskStatus::UnderWay:
            line.under_way += count.tasks;
            line.late += count.late;
            break;
        case TaskStatus::Proven:
            line.proven += count.tasks;
            break;
        case TaskStatus::Stopped:
            line.stopped += count.tasks;
            break;
        case TaskStatus::Draft:
        case TaskStatus::Withdrawn:
            break;
    }
}

}  // namespace

std::string today_in_minsk(TimePoint now) {
    return to_iso8601(now + local_offset).substr(0, 10);
}

std::vector<modules::Task> to_module_tasks(const std::vector<store::Task>& tasks, const RegistrationId& registration,
                                           const std::string& unit) {
    std::vector<modules::Task> shown;
    for (const store::Task& task : tasks) {
        if (task.status == TaskStatus::Withdrawn) {
            continue;
        }
        shown.push_back({.id = module_id_of(task, registration, unit),
                         .status = to_module_status(task.status),
                         .title = task.title,
                         .service = task.service,
                         .baseline = task.baseline,
                         .target = task.target,
                         .unit = task.measure,
                         .deadline = task.deadline,
                         .effect_sector = static_cast<std::uint32_t>(task.effect_sector),
                         .effect_state = static_cast<std::uint32_t>(task.effect_state),
                         .effort = static_cast<std::uint32_t>(task.effort),
                         .effect_sector_reason = task.effect_sector_reason,
                         .effect_state_reason = task.effect_state_reason,
                         .partners = task.partners,
                         .first_step = task.first_step,
                         .evidence = task.evidence,
                         .source = task.source,
                         .reason = {}});
    }
    return shown;
}

Result<std::vector<modules::Task>> tasks_for_report(Campus& campus, const UserId& person,
                                                    const RegistrationId& registration, const std::string& unit) {
    LYCEUM_TRY(const std::vector<store::Task> kept, campus.reader.tasks_of(person));
    std::vector<modules::Task> shown = to_module_tasks(kept, registration, unit);
    for (const store::Task& task : kept) {
        if (task.status == TaskStatus::Draft || task.status == TaskStatus::Withdrawn) {
            continue;
        }
        LYCEUM_TRY(const std::vector<store::TaskChange> changes, campus.reader.changes_of(task.id));
        const auto committed = std::ranges::find(changes, TaskStatus::Confirmed, &store::TaskChange::status);
        const auto told = std::ranges::find(shown, module_id_of(task, registration, unit), &modules::Task::id);
        if (committed != changes.end() && told != shown.end()) {
            told->reason = committed->note;
        }
    }
    return shown;
}

Result<std::vector<store::TaskWrite>> plan_tasks(const StatementContext& context, const std::vector<store::Task>& tasks,
                                                 const std::vector<modules::TaskChange>& changes) {
    Plan plan{context, tasks};
    for (const modules::TaskChange& change : changes) {
        LYCEUM_TRY(plan.take(change));
    }
    return plan.writes();
}

Result<TasksPage> tasks_page(Campus& campus, const store::User& person) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    TasksPage page;
    page.catalogue = campus.catalogue;
    page.may_see_all = may_see_rollup(person);
    LYCEUM_TRY(const auto courses, courses_of(campus, person));
    LYCEUM_TRY(const auto tasks, campus.reader.tasks_of(person.id));
    for (const store::Task& task : tasks) {
        if (task.status == TaskStatus::Withdrawn) {
            continue;
        }
        TaskLine line = to_line(campus, *page.catalogue, task, courses);
        LYCEUM_TRY(line.history, campus.reader.changes_of(task.id));
        auto& list = task.status == TaskStatus::Draft ? page.drafts : is_open(task.status) ? page.open : page.ended;
        list.push_back(std::move(line));
    }
    std::ranges::stable_sort(page.open, comes_due_before);
    std::ranges::stable_sort(page.drafts, is_later);
    std::ranges::stable_sort(page.ended, is_later);
    // The first course for this person with an activity that works with tasks; its last one, where they are chosen.
    for (const auto& course : page.catalogue->courses) {
        for (const PublishedUnit& unit : course->units) {
            const auto& activity = unit.activities[static_cast<std::size_t>(person.language)];
            const bool works_with_tasks = activity && campus.pool.uses(activity->module_id, modules::tasks_ability);
            if (works_with_tasks && is_for(*course->course, person.role)) {
                page.drafting = course.get();
                page.drafting_unit = &unit;
            }
        }
        if (page.drafting != nullptr) {
            break;
        }
    }
    return page;
}

Result<TaskSummary> task_summary(Campus& campus, const store::User& person) {
    TaskSummary summary;
    LYCEUM_TRY(const auto tasks, campus.reader.tasks_of(person.id));
    for (const store::Task& task : tasks) {
        if (is_open(task.status)) {
            summary.open.push_back(to_line(campus, *campus.catalogue, task, {}));
        }
        summary.drafts += task.status == TaskStatus::Draft ? 1 : 0;
    }
    std::ranges::stable_sort(summary.open, comes_due_before);
    return summary;
}

std::optional<TaskAct> parse_task_act(std::string_view word) {
    if (word == "begin") {
        return TaskAct::Begin;
    }
    if (word == "prove") {
        return TaskAct::Prove;
    }
    if (word == "stop") {
        return TaskAct::Stop;
    }
    return std::nullopt;
}

std::optional<TaskStatus> status_after(TaskStatus status, TaskAct act) {
    if (!is_open(status)) {
        return std::nullopt;
    }
    switch (act) {
        case TaskAct::Begin:
            return status == TaskStatus::Confirmed ? std::optional{TaskStatus::UnderWay} : std::nullopt;
        case TaskAct::Prove:
            return TaskStatus::Proven;
        case TaskAct::Stop:
            return TaskStatus::Stopped;
    }
    return std::nullopt;
}

asio::awaitable<Result<store::AnswerResult>> change_task(Campus& campus, TaskRequest request) {
    LYCEUM_CO_TRY(const auto found, campus.reader.find_task(request.task));
    if (!found || found->user != request.person.id || found->status == TaskStatus::Withdrawn) {
        co_return Error{ErrorCode::NotFound, "there is no such task", to_string(request.task), "see your tasks"};
    }
    store::Task task = *found;
    const auto status = status_after(task.status, request.act);
    LYCEUM_CO_TRY(const auto earlier, campus.reader.find_receipt(task.registration, request.form));
    if (earlier) {
        co_return store::AnswerResult::Repeated;
    }
    if (request.person.role == "assistant") {
        co_return Error{ErrorCode::Denied, "an assistant prepares tasks; the head commits to them", "assistant", {}};
    }
    if (!status || task.revision != request.revision) {
        co_return Error{ErrorCode::Conflict, "the task has changed since", to_string(task.id), "look at it again"};
    }
    LYCEUM_CO_TRY(require_words(request));
    task.status = *status;
    task.updated = campus.clock();
    const auto catalogue = campus.catalogue;
    LYCEUM_CO_TRY(const auto registration, campus.reader.find_registration(task.registration));
    const auto course = registration ? catalogue->find_course_by_id(registration->course_id) : nullptr;
    const std::string course_iri = course ? course->activity_iri : std::string{};
    store::TaskWrite write{
        .task = task,
        .statement = state_task(task, course_iri, request.person.language, request.note, request.link),
        .note = request.note,
        .link = request.link};
    std::function<Result<store::AnswerResult>(store::Transaction&)> job =
        [write = std::move(write), form = request.form](store::Transaction& transaction) {
            return transaction.change_task(write, form);
        };
    co_return co_await campus.store.write<store::AnswerResult>(std::move(job));
}

bool may_see_rollup(const store::User& person) {
    return person.role == "curator";
}

Result<Rollup> rollup(Campus& campus, const store::User& person) {
    if (!may_see_rollup(person)) {
        return Error{ErrorCode::Denied, "the roll-up is for the owner of the programme", "rollup", {}};
    }
    Rollup result;
    result.catalogue = campus.catalogue;
    LYCEUM_TRY(const auto counts, campus.reader.task_counts(today_in_minsk(campus.clock())));
    const auto& sectors = result.catalogue->framework.sectors;
    const auto place = [&](const std::string& sector) {
        return std::ranges::find(sectors, sector, &content::Sector::id) - sectors.begin();
    };
    std::map<std::pair<std::ptrdiff_t, std::string>, RollupLine> by_sector;
    std::map<std::tuple<std::ptrdiff_t, std::string, std::string>, RollupLine> by_body;
    for (const store::TaskCount& count : counts) {
        RollupLine& sector = by_sector[{place(count.sector), count.sector}];
        RollupLine& body = by_body[{place(count.sector), count.sector, count.body}];
        sector.sector = count.sector;
        body.sector = count.sector;
        body.body = count.body;
        add(sector, count);
        add(body, count);
        add(result.total, count);
    }
    for (auto& [key, line] : by_sector) {
        result.sectors.push_back(std::move(line));
    }
    for (auto& [key, line] : by_body) {
        result.bodies.push_back(std::move(line));
    }
    return result;
}

}  // namespace lyceum::learning
