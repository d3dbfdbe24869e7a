#include "host/cli/trial.hpp"

#include "host/base/files.hpp"
#include "host/cli/page_form.hpp"
#include "host/learning/catalogue.hpp"
#include "host/modules/fragment.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

constexpr std::int64_t first_opened_ms = 1'767'258'000'000;  // 2026-01-01T09:00:00Z
constexpr std::int64_t thinking_ms = 30'000;                 // between a page and its answer

// What the host would do with tasks, without its rules.
void apply(const modules::TaskChange& change, std::vector<modules::Task>& tasks) {
    const auto known =
        std::find_if(tasks.begin(), tasks.end(), [&](const modules::Task& task) { return task.id == change.task.id; });
    switch (change.kind) {
        case modules::TaskChange::Kind::Propose:
            known == tasks.end() ? tasks.push_back(change.task) : void(*known = change.task);
            break;
        case modules::TaskChange::Kind::Commit:
            if (known != tasks.end()) {
                known->status = modules::TaskStatus::Confirmed;
            }
            break;
        case modules::TaskChange::Kind::Withdraw:
            if (known != tasks.end()) {
                tasks.erase(known);
            }
            break;
    }
}

void apply(const modules::Outcome& outcome, modules::Call& call) {
    if (outcome.state) {
        call.state = outcome.state;
    }
    for (const modules::SharedChange& change : outcome.shared) {
        std::erase_if(call.shared, [&](const auto& document) { return document->key == change.key; });
        if (change.bytes) {
            const auto after =
                std::ranges::find_if(call.shared, [&](const auto& document) { return document->key > change.key; });
            call.shared.insert(after, std::make_shared<const modules::SharedDocument>(
                                          modules::SharedDocument{.key = change.key, .bytes = *change.bytes}));
        }
    }
    for (const modules::TaskChange& change : outcome.tasks) {
        apply(change, call.tasks);
    }
}

boost::asio::awaitable<Result<std::string>> see_page(modules::Pool& pool, modules::Call call, Trial& trial) {
    LYCEUM_CO_TRY(const modules::View view, co_await pool.view(std::move(call)));
    // What the server would refuse to show is refused here too.
    modules::FragmentContext context;
    context.person_name = [](std::string_view) { return std::string{}; };
    context.findings = &trial.findings;
    LYCEUM_CO_TRY(modules::render_fragment(view.xhtml, context));
    co_return view.xhtml;
}

boost::asio::awaitable<Result<void>> answer_forms(modules::Pool& pool, modules::Call call, std::vector<Form> forms,
                                                  Trial& trial) {
    LYCEUM_CO_TRY(std::string first_page, co_await see_page(pool, call, trial));
    trial.pages.push_back(std::move(first_page));
    for (Form& form : forms) {
        call.time_ms += thinking_ms;
        call.fields = with_hidden_fields(trial.pages.back(), std::move(form));
        LYCEUM_CO_TRY(modules::Outcome outcome, co_await pool.respond(call));
        apply(outcome, call);
        trial.outcomes.push_back(std::move(outcome));
        call.fields.clear();
        LYCEUM_CO_TRY(std::string page, co_await see_page(pool, call, trial));
        trial.pages.push_back(std::move(page));
    }
    co_return success();
}

}  // namespace

modules::Call first_call(const content::ActivityFile& file, const TrialSettings& settings) {
    modules::Call call;
    call.activity = learning::to_activity(file);
    call.time_ms = first_opened_ms;
    call.seed = settings.seed;
    call.language = code_of(settings.language);
    call.role = settings.role;
    call.learner = "someone";
    return call;
}

boost::asio::awaitable<Result<void>> walk_through(modules::Pool& pool, modules::Call call, std::vector<Form> forms,
                                                  Trial& trial) {
    Result<void> ended = co_await answer_forms(pool, std::move(call), std::move(forms), trial);
    if (!ended) {
        Error error = ended.error();
        if (trial.outcomes.size() < trial.pages.size()) {
            error.message = fmt::format("answer {}: {}", trial.outcomes.size() + 1, error.message);
        } else if (!trial.outcomes.empty()) {
            error.message = fmt::format("the page after answer {}: {}", trial.outcomes.size(), error.message);
        }
        co_return error;
    }
    co_return success();
}

xml::Diagnostics findings_of(const content::ActivityFile& file, const Trial& trial, const Result<void>& walked) {
    xml::Diagnostics findings;
    const auto note = [&](xml::Severity severity, const char* rule, const Error& error) {
        findings.push_back({file.display, 0, 0, severity, rule,
                            error.where.empty() ? error.message : error.where + ": " + error.message, error.hint});
    };
    for (const Error& finding : trial.findings) {
        note(xml::Severity::Warning, "page.chart", finding);
    }
    if (!walked) {
        note(xml::Severity::Error, "page.failed", walked.error());
    }
    return findings;
}

Result<std::vector<Form>> read_answers(const std::filesystem::path& file) {
    if (file.empty()) {
        return std::vector<Form>{};
    }
    LYCEUM_TRY(const std::string text, files::read(file, std::size_t{1} << 20));
    return parse_answers(text, file.string());
}

}  // namespace lyceum::cli
