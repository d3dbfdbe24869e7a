#pragma once
// The page that goes with a state: the list of tasks, the form of one, or the comparison. Pure. [one thread]

#include "plugins/priorities/model.hpp"
#include "plugins/priorities/state.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::priorities {

void write_page(const Assignment& assignment, const State& state, const sdk::Call& call, const sdk::Tasks& tasks,
                sdk::Xhtml& page);

// edit_page.cpp. `task` is what is edited; its id is "new" for one not proposed yet.
void write_form(const Assignment& assignment, const State& state, const sdk::Call& call, const sdk::Task& task,
                sdk::Xhtml& page);

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view look, std::string_view words);

}  // namespace lyceum::plugins::priorities
