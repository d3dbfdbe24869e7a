#pragma once
// A data folder and a server for one behaviour test; each test has its own. [test main]

#include "tests/behaviour/harness/courses.hpp"
#include "tests/behaviour/harness/database.hpp"
#include "tests/behaviour/harness/learner.hpp"
#include "tests/behaviour/harness/process.hpp"
#include "tests/behaviour/harness/temp_folder.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace lyceum::behaviour {

inline const std::string reading = "/courses/short/reading";
inline const std::string exam = "/courses/short/exam";
inline const std::string all_answered = "SELECT count(*) FROM statements WHERE verb LIKE '%/answered'";

class WithServer : public testing::Test {
protected:
    WithServer() {
        setup_.data = folder_ / "data";
        setup_.courses = {fixture_courses()};
    }

    Server& start() {
        server_ = std::make_unique<Server>(setup_);
        return *server_;
    }
    Server& server() { return *server_; }
    // SIGKILL and up again with the same data; the learner's browser follows.
    void kill_and_start(Learner& learner) {
        server_->kill();
        learner.browser().move_to(start().port());
    }

    // A demo person who has read the lesson, so that the quiz is open.
    Learner reader_of_the_lesson(std::size_t person = 0) {
        Learner learner{server_->port()};
        learner.sign_in_as_demo(person);
        learner.finish(reading);
        return learner;
    }

    std::int64_t count(const std::string& sql) const { return number_from(setup_.data, sql); }
    Ran verify() const { return run_lyceum({"verify", "--data", setup_.data.string()}); }

    TempFolder folder_;
    ServerSetup setup_;
    std::unique_ptr<Server> server_;
};

}  // namespace lyceum::behaviour
