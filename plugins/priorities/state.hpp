#pragma once
// What the activity remembers of one learner; the tasks themselves are the host's. As text:
//
//     priorities 1
//     at list | at edit ID | at compare
//     next N                    the number of the next task proposed here
//     typed FIELD WORD          what stands in the form of a task that has slips
//     before ID ID              which of two close tasks comes first
//     done                      tasks were committed
//
// [one thread]

#include "plugins/priorities/comparison.hpp"
#include "plugins/priorities/draft.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::plugins::priorities {

inline constexpr std::uint32_t state_version = 1;
inline constexpr std::size_t most_preferences = 200;

enum class Screen { List, Edit, Compare };

struct State {
    Screen screen = Screen::List;
    std::string edited;  // the task's id; "new" for one that is not proposed yet
    std::uint32_t next = 1;
    std::optional<Typed> typed;
    Preferences preferences;
    bool done = false;
};

// Nothing if this module cannot have written it.
std::optional<State> read_state(std::string_view text);
std::string write_state(const State& state);

// A task's id as the host gives it: an identifier, or '@' and one.
bool is_task_id(std::string_view id);

}  // namespace lyceum::plugins::priorities
