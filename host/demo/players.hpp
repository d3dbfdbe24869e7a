#pragma once
// How somebody goes through an activity: one function for each module of the programme. They send what a browser would
// send for the pages of that module, and nothing else. Each returns when the person is through, or has had enough.
// [io strand]

#include "host/demo/chance.hpp"
#include "host/demo/desk.hpp"
#include "host/demo/knowledge.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>

namespace lyceum::demo {

// One person while they sit at one activity.
struct Mind {
    std::string name;  // of the person and the sitting: chance follows from it
    double skill = 0.5;
    double diligence = 0.5;
    Chance chance;
    std::function<void()> think;      // lets time pass before a form is sent
    std::chrono::sys_days today;      // for deadlines
    bool returns = false;             // for the second time, or once more
    std::vector<store::Task> tasks;   // the person's own until now: nobody writes one twice
};

boost::asio::awaitable<Result<void>> play_lesson(Desk& desk, Known& known, Mind& mind);
boost::asio::awaitable<Result<void>> play_quiz(Desk& desk, Known& known, Mind& mind);
boost::asio::awaitable<Result<void>> play_survey(Desk& desk, Known& known, Mind& mind);
boost::asio::awaitable<Result<void>> play_scenario(Desk& desk, Known& known, Mind& mind);
boost::asio::awaitable<Result<void>> play_services(Desk& desk, Known& known, Mind& mind);
boost::asio::awaitable<Result<void>> play_priorities(Desk& desk, Known& known, Mind& mind);

// The fields of an answer to the question of this form, right or not as `right` says; a pattern that is not known makes a
// guess. Without the act.
enum class Aim { Right, Wrong };
Fields answer_to(const PageForm& form, const std::string& pattern, Aim aim, Chance& chance);
// Names a choice in a situation of a scenario, whatever way led there.
std::string decision(const PageForm& form, const std::string& choice);
// As `mind` would answer this question.
Fields considered(const PageForm& form, const std::string& question, const Known& known, const Mind& mind);

}  // namespace lyceum::demo
