#pragma once
// A small campus for the tests of learning: a real database in a folder of its own, a course of three steps, a clock
// that the test moves, and modules whose answers the test writes.

#include "host/learning/activity.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace lyceum::learning::testing {

// Modules that do what the test says, in this process.
class ScriptedPool final : public modules::Pool {
public:
    using Respond = std::function<boost::asio::awaitable<Result<modules::Outcome>>(modules::Call)>;

    std::function<Result<modules::View>(const modules::Call&)> on_view;
    Respond on_respond;
    // Without these a module has no such ability.
    std::function<Result<modules::Outline>(const modules::Call&)> on_outline;
    std::function<Result<modules::RecallQuestions>(const modules::Call&)> on_recall_questions;
    std::function<Result<modules::View>(const modules::Call&)> on_recall_view;
    std::function<Result<modules::Outcome>(const modules::Call&)> on_recall_respond;
    std::map<std::string, modules::EvidenceKind> evidence_kinds{{"test.module", modules::EvidenceKind::Tested}};
    std::function<Result<modules::Report>(const modules::Call&)> on_report;
    int views = 0;
    int responds = 0;

    boost::asio::awaitable<Result<xml::Diagnostics>> open(std::shared_ptr<const modules::Activity> activity) override;
    boost::asio::awaitable<Result<xml::Diagnostics>> examine(
        std::shared_ptr<const modules::Activity> activity) override;
    boost::asio::awaitable<Result<modules::View>> view(modules::Call call) override;
    boost::asio::awaitable<Result<modules::Outcome>> respond(modules::Call call) override;
    boost::asio::awaitable<Result<modules::Outline>> outline(modules::Call call) override;
    boost::asio::awaitable<Result<modules::RecallQuestions>> recall_questions(modules::Call call) override;
    boost::asio::awaitable<Result<modules::View>> recall_view(modules::Call call) override;
    boost::asio::awaitable<Result<modules::Outcome>> recall_respond(modules::Call call) override;
    boost::asio::awaitable<Result<modules::Report>> report(modules::Call call) override;
    bool uses(const std::string&, std::string_view ability) const override {
        return ability == modules::tasks_ability;
    }
    std::optional<modules::EvidenceKind> evidence_kind(const std::string& module_id) const override;
    boost::asio::awaitable<Result<void>> inspect(std::string module_id) override;
    boost::asio::awaitable<void> stop() override;
    modules::PoolCounters counters() const override { return {}; }
    std::vector<int> processes(const std::string&) const override { return {}; }
};

// Removes its folder when destroyed.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Steps "read" (Completed), "more" (NotApplicable) and "quiz" (Passed, mastery 0.6, after "read") of the course
// "sample"; the objective "urn:o:simplify" is evidence for C3 at level 2.
std::shared_ptr<const Catalogue> sample_catalogue();
// The same with one unit changed by the test.
std::shared_ptr<const Catalogue> sample_catalogue(const std::string& unit,
                                                  const std::function<void(PublishedUnit&)>& change);

// Awaits `work` into `slot`: a Result has no default value, which asio wants of what a coroutine returns to a handler.
template <class T>
boost::asio::awaitable<void> keep(boost::asio::awaitable<T> work, std::optional<T>& slot) {
    slot.emplace(co_await std::move(work));
}

struct SampleCampus {
    SampleCampus();

    TemporaryFolder folder;
    TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{9}};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<store::Reader> reader;
    ScriptedPool pool;
    std::unique_ptr<Campus> campus;
    boost::asio::io_context io;  // destroyed first: what it still holds refers to the rest
    store::User person;

    store::User add_person(const std::string& login);

    // Runs one coroutine to its end.
    template <class T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        std::optional<Result<T>> result;
        start(std::move(work), result);
        finish();
        return std::move(result.value());
    }

    // Starts several at once: `start` each, then `finish` all.
    template <class T>
    void start(boost::asio::awaitable<T> work, std::optional<T>& slot) {
        boost::asio::co_spawn(io, keep(std::move(work), slot), [](std::exception_ptr failure) {
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
    }
    void finish() {
        io.restart();
        io.run();
    }

    Result<ActivityPage> open(const std::string& unit);
    Result<Answered> answer(const std::string& unit, FormId form, std::int64_t revision);

    std::vector<store::Statement> statements();
    std::vector<std::string> verbs();  // the last words of the verbs, in order
};

// What a module that was answered says.
modules::Outcome with_state(const std::string& state);
modules::Outcome completed(const std::string& state);
modules::Outcome scored(const std::string& state, double scaled);
ScriptedPool::Respond always(modules::Outcome outcome);

}  // namespace lyceum::learning::testing
