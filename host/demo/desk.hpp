#pragma once
// Where somebody sits before an activity: looks at its page and sends forms. A person of the demonstration does so
// through learning, exactly as the server does for a browser; a trial asks the module alone and is not recorded.
// [io strand]

#include "host/base/result.hpp"
#include "host/demo/page_forms.hpp"
#include "host/learning/activity.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace lyceum::demo {

// The parts of a campus with a clock of its own, so that several people live at different times beside each other.
class Lane {
public:
    explicit Lane(const learning::Campus& like);
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    learning::Campus& campus() { return campus_; }
    TimePoint now() const { return now_; }
    void go_to(TimePoint time) { now_ = time; }
    void pass(std::chrono::milliseconds time) { now_ += time; }

private:
    TimePoint now_;
    learning::Campus campus_;
};

class Desk {
public:
    virtual ~Desk() = default;
    // The page as the module writes it.
    virtual boost::asio::awaitable<Result<std::string>> look() = 0;
    virtual boost::asio::awaitable<Result<void>> send(Fields fields) = 0;
};

// One person in one step of a course. Everything refers to what must outlive it.
class LearnersDesk final : public Desk {
public:
    LearnersDesk(Lane& lane, const store::User& person, std::string course, std::string unit);

    // As learning::open_activity; Denied: another step comes first.
    boost::asio::awaitable<Result<std::string>> look() override;
    // As learning::answer_activity. A page that was overtaken is opened once more. The step must have been looked at.
    boost::asio::awaitable<Result<void>> send(Fields fields) override;

    const progress::UnitStanding& standing() const { return standing_; }  // as last looked at
    const std::string& feedback() const { return feedback_; }             // of what was sent last
    std::uint64_t sent() const { return sent_; }

private:
    Lane& lane_;
    const store::User& person_;
    std::string course_;
    std::string unit_;
    std::int64_t revision_ = 0;
    progress::UnitStanding standing_;
    std::string feedback_;
    std::uint64_t sent_ = 0;
};

// Nobody: what the module answers is kept until the next form and nowhere else.
class TrialDesk final : public Desk {
public:
    TrialDesk(modules::Pool& pool, std::shared_ptr<const modules::Activity> activity, std::uint64_t seed, TimePoint now);

    boost::asio::awaitable<Result<std::string>> look() override;
    boost::asio::awaitable<Result<void>> send(Fields fields) override;

    const modules::Outcome& outcome() const { return outcome_; }  // of the last form

private:
    modules::Pool& pool_;
    modules::Call call_;
    modules::Outcome outcome_;
};

}  // namespace lyceum::demo
