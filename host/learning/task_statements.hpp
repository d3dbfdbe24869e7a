#pragma once
// xAPI statements of what became of a priority task. Written by tasks.cpp, read back by verify. [any thread]

#include "host/base/language.hpp"
#include "host/store/records.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::learning {

// The statement that `task` has become what it now is; its verb follows from the status. `course_iri` may be empty.
store::Statement state_task(const store::Task& task, std::string_view course_iri, Language language,
                            std::string_view note, std::string_view link);

// True for the statements of this file: they say nothing about units, courses and competencies.
bool is_about_task(const store::Statement& statement);
std::string task_iri(const TaskId& task);

// What the task became by it; nothing if the verb is none of ours.
std::optional<store::TaskStatus> status_in(const store::Statement& statement);

}  // namespace lyceum::learning
