// Promise 1: nothing acknowledged is lost. Three people answer in a loop while the server is killed
// with SIGKILL at random instants, a hundred times. A person whose connection broke does what
// people and browsers do: sends the same form again, or opens the page anew. Afterwards every
// acknowledged form is recorded exactly once, with its answer.
#include "tests/behaviour/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

namespace lyceum::behaviour {
namespace {

const std::string long_exam = "/courses/long/exam";
constexpr int questions = 40;

// Where the server is, told by the one who kills it to those who answer. [any thread]
class Whereabouts {
public:
    void up(std::uint16_t port) {
        const std::lock_guard lock{mutex_};
        port_ = port;
        ++life_;
        changed_.notify_all();
    }
    void finish() {
        const std::lock_guard lock{mutex_};
        finished_ = true;
        changed_.notify_all();
    }
    bool finished() const {
        const std::lock_guard lock{mutex_};
        return finished_;
    }
    // Waits for a life of the server after `life`, and makes it that one. Nothing: it is over.
    std::optional<std::uint16_t> next(int& life) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return life_ > life || finished_; });
        if (life_ <= life) {
            return std::nullopt;
        }
        life = life_;
        return port_;
    }

private:
    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::uint16_t port_ = 0;
    int life_ = 0;
    bool finished_ = false;
};

// How many answers were acknowledged. [any thread]
class Tally {
public:
    void add() {
        const std::lock_guard lock{mutex_};
        ++count_;
        changed_.notify_all();
    }
    int count() const {
        const std::lock_guard lock{mutex_};
        return count_;
    }
    // False if 20 s pass first.
    bool wait_for(int count) const {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, 20s, [&] { return count_ >= count; });
    }
    void let_pass(std::chrono::microseconds time) const {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, time, [] { return false; });
    }

private:
    mutable std::mutex mutex_;  // guards count_
    mutable std::condition_variable changed_;
    int count_ = 0;
};

// What one person knows they sent, by the id of the form.
struct Sent {
    std::string question;  // empty: a form that only leads on
    bool acknowledged = false;
};

class Person {
public:
    Person(std::uint16_t port, std::size_t number) : learner_{port}, random_{1000 + number} {
        learner_.sign_in_as_demo(number);
        view_ = learner_.open(long_exam);
    }

    // [a thread of its own]
    void answer_until_finished(Whereabouts& whereabouts, Tally& acknowledged) {
        int life = 0;
        auto port = whereabouts.next(life);
        while (port && !whereabouts.finished()) {
            learner_.browser().move_to(*port);
            try {
                while (!whereabouts.finished() && step()) {
                    acknowledged.add();
                }
            } catch (const std::exception& unexpected) {
                problems_.push_back(unexpected.what());
            }
            port = whereabouts.next(life);
        }
    }

    const std::map<std::string, Sent>& sent() const { return sent_; }
    const std::vector<std::string>& problems() const { return problems_; }
    Learner& learner() { return learner_; }

private:
    // One form sent and the next page seen; false if the server went away meanwhile.
    bool step() {
        if (must_reload_) {
            const auto page = learner_.browser().try_get(long_exam);
            if (!page) {
                return false;
            }
            require(*page, 200);
            view_ = Learner::view_of(long_exam, *page);
            pending_.clear();
            must_reload_ = false;
        }
        if (pending_.empty()) {
            const Form* form = view_.way_on();
            if (form == nullptr) {
                throw std::runtime_error{"nothing leads on: " + words_of(view_.html)};
            }
            pending_ = filled_in(*form, random_() % 2 == 0 ? Answers::Right : Answers::Wrong);
            form_id_ = form->value_of("_form");
            sent_[form_id_] = {.question = form->value_of("question"), .acknowledged = false};
        }
        const auto response = learner_.browser().try_post(long_exam, pending_);
        if (!response) {
            // Some press "again", some open the page anew; after that the form that got no answer
            // is forgotten.
            must_reload_ = random_() % 3 == 0;
            return false;
        }
        require(*response, 303);
        const std::string place = response->header("location");
        if (place.find("?answered=" + form_id_) == std::string::npos) {
            throw std::runtime_error{"an answer led to " + place};
        }
        sent_[form_id_].acknowledged = true;
        pending_.clear();
        must_reload_ = true;
        const auto page = learner_.browser().try_get(place.substr(0, place.find('#')));
        if (!page) {
            return false;
        }
        require(*page, 200);
        view_ = Learner::view_of(long_exam, *page);
        must_reload_ = false;
        return true;
    }

    static void require(const Response& response, int status) {
        if (response.status != status) {
            throw std::runtime_error{"status " + std::to_string(response.status) + ": " + words_of(response.body)};
        }
    }

    Learner learner_;
    std::mt19937 random_;
    ActivityView view_;
    Fields pending_;
    std::string form_id_;
    bool must_reload_ = false;
    std::map<std::string, Sent> sent_;
    std::vector<std::string> problems_;
};

std::string hexadecimal(std::string uuid) {
    std::erase(uuid, '-');
    std::ranges::transform(uuid, uuid.begin(),
                           [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    return uuid;
}

class Crash : public WithServer {};

TEST_F(Crash, AHundredTimesLosesNoAcknowledgedAnswerAndDoublesNone) {
    constexpr int kills = 100;
    constexpr std::size_t people_count = 3;
    write_long_course(folder_ / "courses", questions);
    setup_.courses = {folder_ / "courses"};
    start();

    std::vector<std::unique_ptr<Person>> people;
    for (std::size_t number = 0; number < people_count; ++number) {
        people.push_back(std::make_unique<Person>(server().port(), number));
    }
    Whereabouts whereabouts;
    Tally acknowledged;
    std::vector<std::thread> threads;
    for (auto& person : people) {
        threads.emplace_back([&, one = person.get()] { one->answer_until_finished(whereabouts, acknowledged); });
    }

    std::mt19937 random{20261124};
    for (int kill = 0; kill < kills; ++kill) {
        whereabouts.up(server().port());
        // A random instant: this many answers have been acknowledged in this life, and then a
        // random moment of the next ones.
        EXPECT_TRUE(acknowledged.wait_for(acknowledged.count() + std::uniform_int_distribution{1, 30}(random)));
        acknowledged.let_pass(std::chrono::microseconds{std::uniform_int_distribution{0, 3000}(random)});
        server().kill();
        try {
            start();
        } catch (...) {
            whereabouts.finish();
            for (std::thread& thread : threads) {
                thread.join();
            }
            throw;
        }
    }
    whereabouts.finish();
    for (std::thread& thread : threads) {
        thread.join();
    }

    std::set<std::string> recorded;
    for (const std::string& form : texts_from(setup_.data, "SELECT hex(form_id) FROM receipts")) {
        EXPECT_TRUE(recorded.insert(form).second) << "a form is recorded twice: " << form;
    }
    int lost = 0;
    std::size_t answers_recorded = 0;
    for (const auto& person : people) {
        EXPECT_TRUE(person->problems().empty()) << person->problems().front();
        for (const auto& [form, sent] : person->sent()) {
            const bool is_recorded = recorded.contains(hexadecimal(form));
            lost += sent.acknowledged && !is_recorded ? 1 : 0;
            answers_recorded += is_recorded && !sent.question.empty() ? 1 : 0;
        }
    }
    EXPECT_EQ(lost, 0);
    EXPECT_EQ(count(all_answered), answers_recorded) << "one statement for each answer recorded, no more and no fewer";
    EXPECT_EQ(count("SELECT sum(revision) FROM state_documents"), static_cast<std::int64_t>(recorded.size()))
        << "every recorded form moved its state by one";
    RecordProperty("acknowledged", acknowledged.count());
    EXPECT_GE(acknowledged.count(), kills) << "people did get on between the kills";

    // Each goes on where the records say: what was answered in this attempt comes first, the next
    // question is asked.
    for (const auto& person : people) {
        person->learner().browser().move_to(server().port());
        ActivityView view = person->learner().open(long_exam);
        while (view.question() == nullptr) {
            view = person->learner().go_on(view);
        }
        const std::string asked = view.question_id();
        EXPECT_FALSE(asked.empty());
        const ActivityView next = person->learner().go_on(view);
        EXPECT_EQ(std::stoll(next.revision()), std::stoll(view.revision()) + 1);
    }
    EXPECT_EQ(server().stop(), (Ending{.exit_code = 0, .signal = std::nullopt}));
    const Ran verified = verify();
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_EQ(text_from(setup_.data, "PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace lyceum::behaviour
