#include "host/worker/task_ability.hpp"

#include "host/worker/replies.hpp"

#include <algorithm>
#include <cstring>

namespace lyceum::worker {

namespace {

lyceum_text to_text(const std::string& text) {
    return lyceum_text{text.data(), text.size()};
}

const std::vector<modules::Task>* tasks_of(const lyceum_call* call) {
    return static_cast<const CallWithTasks*>(call)->tasks;
}

std::size_t count(const lyceum_call* call) {
    const auto* tasks = tasks_of(call);
    return tasks == nullptr ? 0 : tasks->size();
}

const std::vector<modules::Task>* tasks_of(const lyceum_report_request* request, std::size_t learner) {
    const auto& states = *static_cast<const ReportRequestWithTasks*>(request)->states;
    return learner < states.size() ? &states[learner].tasks : nullptr;
}

std::size_t count_of(const lyceum_report_request* request, std::size_t learner) {
    const auto* tasks = tasks_of(request, learner);
    return tasks == nullptr ? 0 : tasks->size();
}

lyceum_status tell(const std::vector<modules::Task>* tasks, std::size_t index, lyceum_task* task) {
    if (tasks == nullptr || index >= tasks->size()) {
        return LYCEUM_FAILED;
    }
    const modules::Task& kept = (*tasks)[index];
    lyceum_task plain{};
    plain.size = task->size;
    plain.status = static_cast<std::uint32_t>(kept.status);
    plain.id = to_text(kept.id);
    plain.title = to_text(kept.title);
    plain.service = to_text(kept.service);
    plain.baseline = to_text(kept.baseline);
    plain.target = to_text(kept.target);
    plain.unit = to_text(kept.unit);
    plain.deadline = to_text(kept.deadline);
    plain.effect_sector = kept.effect_sector;
    plain.effect_state = kept.effect_state;
    plain.effort = kept.effort;
    plain.effect_sector_reason = to_text(kept.effect_sector_reason);
    plain.effect_state_reason = to_text(kept.effect_state_reason);
    plain.partners = to_text(kept.partners);
    plain.first_step = to_text(kept.first_step);
    plain.evidence = to_text(kept.evidence);
    plain.source = to_text(kept.source);
    plain.reason = to_text(kept.reason);
    // A module of an older header has a shorter struct, one of a newer a longer: never more than both know.
    std::memcpy(task, &plain, std::min<std::size_t>(task->size, sizeof plain));
    return LYCEUM_OK;
}

lyceum_status get(const lyceum_call* call, std::size_t index, lyceum_task* task) {
    return tell(tasks_of(call), index, task);
}

lyceum_status get_of(const lyceum_report_request* request, std::size_t learner, std::size_t index, lyceum_task* task) {
    return tell(tasks_of(request, learner), index, task);
}

}  // namespace

const lyceum_tasks& task_ability() {
    static constexpr lyceum_tasks ability{
        sizeof(lyceum_tasks),        0,         &count, &get, &OutcomeSink::propose_task, &OutcomeSink::commit_task,
        &OutcomeSink::withdraw_task, &count_of, &get_of};
    return ability;
}

}  // namespace lyceum::worker
