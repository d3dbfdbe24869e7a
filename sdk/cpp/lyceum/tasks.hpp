#ifndef LYCEUM_TASKS_HPP
#define LYCEUM_TASKS_HPP
// Priority tasks in C++20: see lyceum/ext/tasks.h for what each means and its bounds.
//
//     explicit Plan(const Host& host) : tasks_{host} {}
//     …  for (const Task& task : tasks_.of(call)) …
//     …  tasks_.propose(reply, task);
//
// Where the host lacks the ability there are no tasks and proposing does nothing. Values: a Task owns its texts. [one
// thread]

#include <lyceum/ext/tasks.h>
#include <lyceum/module.hpp>

#include <string>
#include <vector>

namespace lyceum::sdk {

enum class TaskStatus : std::uint32_t {
    Draft = LYCEUM_TASK_DRAFT,
    Confirmed = LYCEUM_TASK_CONFIRMED,
    UnderWay = LYCEUM_TASK_UNDER_WAY,
    Proven = LYCEUM_TASK_PROVEN,
    Stopped = LYCEUM_TASK_STOPPED,
};

struct Task {
    TaskStatus status = TaskStatus::Draft;
    std::string id;
    std::string title;
    std::string service;
    std::string baseline;
    std::string target;
    std::string unit;
    std::string deadline;
    std::uint32_t effect_sector = 0;
    std::uint32_t effect_state = 0;
    std::uint32_t effort = 0;
    std::string effect_sector_reason;
    std::string effect_state_reason;
    std::string partners;
    std::string first_step;
    std::string evidence;
    std::string source;
    std::string reason;  // in a report only

    bool operator==(const Task&) const = default;
};

class Tasks {
public:
    explicit Tasks(const Host& host) : tasks_{static_cast<const lyceum_tasks*>(host.extension(LYCEUM_TASKS))} {}

    bool available() const { return tasks_ != nullptr; }

    std::vector<Task> of(const Call& call) const {
        return available() ? all_of(tasks_->count(call.pointer()),
                                    [&](std::size_t index, lyceum_task* task) {
                                        return tasks_->get(call.pointer(), index, task);
                                    })
                           : std::vector<Task>{};
    }

    // Of one learner of a report; none from a host that does not tell them yet.
    std::vector<Task> of(const ReportRequest& request, std::size_t learner) const {
        return available() && LYCEUM_HAS(tasks_, lyceum_tasks, get_of)
                   ? all_of(tasks_->count_of(request.pointer(), learner),
                            [&](std::size_t index, lyceum_task* task) {
                                return tasks_->get_of(request.pointer(), learner, index, task);
                            })
                   : std::vector<Task>{};
    }

    void propose(Reply& reply, const Task& task) const {
        if (!available()) {
            return;
        }
        lyceum_task plain{};
        plain.size = sizeof plain;
        plain.id = text_of(task.id);
        plain.title = text_of(task.title);
        plain.service = text_of(task.service);
        plain.baseline = text_of(task.baseline);
        plain.target = text_of(task.target);
        plain.unit = text_of(task.unit);
        plain.deadline = text_of(task.deadline);
        plain.effect_sector = task.effect_sector;
        plain.effect_state = task.effect_state;
        plain.effort = task.effort;
        plain.effect_sector_reason = text_of(task.effect_sector_reason);
        plain.effect_state_reason = text_of(task.effect_state_reason);
        plain.partners = text_of(task.partners);
        plain.first_step = text_of(task.first_step);
        plain.evidence = text_of(task.evidence);
        plain.source = text_of(task.source);
        tasks_->propose(reply.pointer(), &plain);
    }
    void commit(Reply& reply, std::string_view id, std::string_view reason) const {
        if (available()) {
            tasks_->commit(reply.pointer(), text_of(id), text_of(reason));
        }
    }
    void withdraw(Reply& reply, std::string_view id) const {
        if (available()) {
            tasks_->withdraw(reply.pointer(), text_of(id));
        }
    }

private:
    template <typename Get>
    static std::vector<Task> all_of(std::size_t count, const Get& get) {
        std::vector<Task> all;
        for (std::size_t index = 0; index < count; ++index) {
            lyceum_task plain{};
            plain.size = sizeof plain;
            if (get(index, &plain) == LYCEUM_OK) {
                all.push_back(copied(plain));
            }
        }
        return all;
    }

    static Task copied(const lyceum_task& plain) {
        const auto text = [](lyceum_text value) { return std::string{view_of(value)}; };
        Task task;
        task.status = static_cast<TaskStatus>(plain.status);
        task.id = text(plain.id);
        task.title = text(plain.title);
        task.service = text(plain.service);
        task.baseline = text(plain.baseline);
        task.target = text(plain.target);
        task.unit = text(plain.unit);
        task.deadline = text(plain.deadline);
        task.effect_sector = plain.effect_sector;
        task.effect_state = plain.effect_state;
        task.effort = plain.effort;
        task.effect_sector_reason = text(plain.effect_sector_reason);
        task.effect_state_reason = text(plain.effect_state_reason);
        task.partners = text(plain.partners);
        task.first_step = text(plain.first_step);
        task.evidence = text(plain.evidence);
        task.source = text(plain.source);
        task.reason = text(plain.reason);
        return task;
    }

    const lyceum_tasks* tasks_;
};

}  // namespace lyceum::sdk

#endif  // LYCEUM_TASKS_HPP
