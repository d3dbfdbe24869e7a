#pragma once
// What people of the demonstration write: a small stock of plain sentences about work on services, all made up and of
// nobody. [any thread]

#include "host/demo/chance.hpp"

#include <span>
#include <string>
#include <string_view>

namespace lyceum::demo {

// A task that somebody could take upon themselves.
struct TaskIdea {
    std::string_view title;
    std::string_view service;
    std::string_view unit;
    std::string_view baseline;
    std::string_view target;
    std::string_view for_sector;
    std::string_view for_state;
    std::string_view partners;
    std::string_view first_step;
    std::string_view evidence;
};

std::span<const TaskIdea> task_ideas();
std::span<const std::string_view> services();   // names of services
std::span<const std::string_view> facts();      // what shows that something is so
std::span<const std::string_view> remarks();    // a sentence for any free field
std::span<const std::string_view> notes();      // on one's own reading
std::span<const std::string_view> questions();  // to speakers of a forum
std::span<const std::string_view> positions();
std::span<const std::string_view> replies();
std::span<const std::string_view> statements();  // proposed to a forum's vote; at most 140 characters
std::span<const std::string_view> reasons();     // why a better task is left out
std::span<const std::string_view> proofs();      // that a task is done
std::span<const std::string_view> lessons();     // why a task was stopped

template <class T>
const T& one_of(std::span<const T> stock, Chance& chance) {
    return stock[chance.below(stock.size())];
}

}  // namespace lyceum::demo
