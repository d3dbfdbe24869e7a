#include "host/modules/pool.hpp"

#include "host/modules/launcher.hpp"
#include "host/modules/runner.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace lyceum::modules {

namespace asio = boost::asio;

namespace {

// Gives each call to its module's runner.
class WorkerPool final : public Pool {
public:
    WorkerPool(asio::any_io_executor executor, PoolOptions options,
               std::vector<std::shared_ptr<const Manifest>> modules)
        : counters_{std::make_shared<PoolCounters>()} {
        const auto launcher = std::make_shared<Launcher>(options.worker);
        const auto shared_options = std::make_shared<const PoolOptions>(std::move(options));
        for (auto& manifest : modules) {
            const std::string id = manifest->id;
            uses_.emplace(id, manifest->uses);
            evidence_kinds_.emplace(id, manifest->evidence);
            runners_.emplace(
                id, std::make_shared<Runner>(executor, launcher, shared_options, std::move(manifest), counters_));
        }
    }

    asio::awaitable<Result<xml::Diagnostics>> open(std::shared_ptr<const Activity> activity) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(activity->module_id));
        co_return co_await runner->open(std::move(activity));
    }

    asio::awaitable<Result<xml::Diagnostics>> examine(std::shared_ptr<const Activity> activity) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(activity->module_id));
        co_return co_await runner->examine(std::move(activity));
    }

    asio::awaitable<Result<View>> view(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->view(std::move(call));
    }

    asio::awaitable<Result<Outcome>> respond(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->respond(std::move(call));
    }

    asio::awaitable<Result<Outline>> outline(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->outline(std::move(call));
    }

    asio::awaitable<Result<RecallQuestions>> recall_questions(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->recall_questions(std::move(call));
    }

    asio::awaitable<Result<View>> recall_view(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->recall_view(std::move(call));
    }

    asio::awaitable<Result<Outcome>> recall_respond(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->recall_respond(std::move(call));
    }

    asio::awaitable<Result<Report>> report(Call call) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(call.activity->module_id));
        co_return co_await runner->report(std::move(call));
    }

    bool uses(const std::string& module_id, std::string_view ability) const override {
        const auto found = uses_.find(module_id);
        return found != uses_.end() && std::ranges::find(found->second, ability) != found->second.end();
    }

    std::optional<EvidenceKind> evidence_kind(const std::string& module_id) const override {
        const auto found = evidence_kinds_.find(module_id);
        return found == evidence_kinds_.end() ? std::nullopt : std::optional{found->second};
    }

    asio::awaitable<Result<void>> inspect(std::string module_id) override {
        LYCEUM_CO_TRY(const auto runner, require_runner(module_id));
        co_return co_await runner->inspect();
    }

    asio::awaitable<void> stop() override {
        for (const auto& [id, runner] : runners_) {
            co_await runner->stop();
        }
    }

    PoolCounters counters() const override {
        PoolCounters counters = *counters_;
        counters.processes = 0;
        for (const auto& [id, runner] : runners_) {
            counters.processes += runner->processes().size();
        }
        return counters;
    }

    std::vector<int> processes(const std::string& module_id) const override {
        const auto found = runners_.find(module_id);
        return found == runners_.end() ? std::vector<int>{} : found->second->processes();
    }

private:
    Result<std::shared_ptr<Runner>> require_runner(const std::string& module_id) const {
        const auto found = runners_.find(module_id);
        if (found == runners_.end()) {
            return Error{ErrorCode::Unavailable, fmt::format("the module {} is not installed", module_id), module_id,
                         "put its folder into a modules folder and start Lyceum again"};
        }
        return found->second;
    }

    std::shared_ptr<PoolCounters> counters_;
    std::map<std::string, std::shared_ptr<Runner>> runners_;
    std::map<std::string, std::vector<std::string>> uses_;
    std::map<std::string, EvidenceKind> evidence_kinds_;
};

}  // namespace

std::unique_ptr<Pool> Pool::create(asio::any_io_executor executor, PoolOptions options,
                                   std::vector<std::shared_ptr<const Manifest>> modules) {
    return std::make_unique<WorkerPool>(std::move(executor), std::move(options), std::move(modules));
}

}  // namespace lyceum::modules
