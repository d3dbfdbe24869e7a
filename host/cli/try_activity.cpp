// lyceum try FILE: one activity through its module in a real worker, without a server, a course or a learner: its page,
// and what becomes of answers. The same file and answers always print the same: time, seed and learner are fixed, as a
// module sees no others.

#include "host/base/files.hpp"
#include "host/cli/answers.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/page_form.hpp"
#include "host/cli/page_text.hpp"
#include "host/learning/catalogue.hpp"
#include "host/modules/fragment.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::int64_t first_opened_ms = 1'767'258'000'000;  // 2026-01-01T09:00:00Z
constexpr std::int64_t thinking_ms = 30'000;                 // between a page and its answer

std::string_view word_of(modules::Verdict verdict) {
    switch (verdict) {
        case modules::Verdict::Undecided:
            return "undecided";
        case modules::Verdict::Yes:
            return "yes";
        case modules::Verdict::No:
            return "no";
    }
    return "undecided";
}

json::object to_json(const modules::Interaction& interaction) {
    json::object object{{"id", interaction.id},
                        {"kind", modules::name_of(interaction.kind)},
                        {"description", interaction.description},
                        {"response", interaction.response},
                        {"correct_pattern", interaction.correct_pattern},
                        {"success", word_of(interaction.success)},
                        {"scaled", interaction.scaled}};
    if (interaction.duration_ms) {
        object["duration_ms"] = *interaction.duration_ms;
    }
    return object;
}

json::object to_json(const modules::Outcome& outcome) {
    json::object object{{"completion", word_of(outcome.completion)},
                        {"success", word_of(outcome.success)},
                        {"feedback", outcome.feedback}};
    if (outcome.score) {
        object["score"] = {{"scaled", outcome.score->scaled},
                           {"raw", outcome.score->raw},
                           {"min", outcome.score->min},
                           {"max", outcome.score->max}};
    }
    if (outcome.progress) {
        object["progress"] = *outcome.progress;
    }
    json::array interactions;
    for (const modules::Interaction& interaction : outcome.interactions) {
        interactions.push_back(to_json(interaction));
    }
    object["interactions"] = std::move(interactions);
    json::array evidence;
    for (const modules::Evidence& each : outcome.evidence) {
        evidence.push_back({{"objective", each.objective}, {"scaled", each.scaled}});
    }
    object["evidence"] = std::move(evidence);
    json::array declared;
    for (const modules::Declaration& each : outcome.declarations) {
        declared.push_back({{"competency", each.competency}, {"level", each.level}});
    }
    if (!declared.empty()) {
        object["declared"] = std::move(declared);
    }
    json::array shared;
    for (const modules::SharedChange& change : outcome.shared) {
        shared.push_back({{"key", change.key}, {"removed", !change.bytes.has_value()}});
    }
    object["shared"] = std::move(shared);
    if (!outcome.tasks.empty()) {
        json::array tasks;
        for (const modules::TaskChange& change : outcome.tasks) {
            const bool proposed = change.kind == modules::TaskChange::Kind::Propose;
            const bool committed = change.kind == modules::TaskChange::Kind::Commit;
            tasks.push_back({{"id", change.task.id},
                             {"act", proposed    ? "proposed"
                                     : committed ? "committed"
                                                 : "withdrawn"},
                             {"title", change.task.title}});
        }
        object["tasks"] = std::move(tasks);
    }
    return object;
}

// One learner's way through the activity: a page, and then an outcome and a page for each form.
struct Trial {
    std::vector<std::string> pages;
    std::vector<modules::Outcome> outcomes;
};

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

asio::awaitable<Result<std::string>> see_page(modules::Pool& pool, modules::Call call) {
    LYCEUM_CO_TRY(const modules::View view, co_await pool.view(std::move(call)));
    // What the server would refuse to show is refused here too.
    std::vector<Error> findings;
    modules::FragmentContext context;
    context.person_name = [](std::string_view) { return std::string{}; };
    context.findings = &findings;
    LYCEUM_CO_TRY(modules::render_fragment(view.xhtml, context));
    for (const Error& finding : findings) {
        fmt::print(stderr, "{}: warning: {} ({})\n", finding.where, finding.message, finding.hint);
    }
    co_return view.xhtml;
}

// What happened before a failure stays in `trial`.
asio::awaitable<Result<void>> walk_through(modules::Pool& pool, modules::Call call, std::vector<Form> forms,
                                           Trial& trial) {
    LYCEUM_CO_TRY(std::string first_page, co_await see_page(pool, call));
    trial.pages.push_back(std::move(first_page));
    for (Form& form : forms) {
        call.time_ms += thinking_ms;
        call.fields = with_hidden_fields(trial.pages.back(), std::move(form));
        LYCEUM_CO_TRY(modules::Outcome outcome, co_await pool.respond(call));
        apply(outcome, call);
        trial.outcomes.push_back(std::move(outcome));
        call.fields.clear();
        LYCEUM_CO_TRY(std::string page, co_await see_page(pool, call));
        trial.pages.push_back(std::move(page));
    }
    co_return success();
}

void print_text(const Trial& trial) {
    for (std::size_t i = 0; i < trial.pages.size(); ++i) {
        if (i > 0) {
            fmt::print("\n--- answer {}: {}\n\n", i, json::serialize(to_json(trial.outcomes[i - 1])));
        }
        fmt::print("{}", page_as_text(trial.pages[i]));
    }
    std::fflush(stdout);
}

void print_json(const Trial& trial) {
    json::array pages;
    for (const std::string& page : trial.pages) {
        pages.push_back(json::string{page});
    }
    json::array outcomes;
    for (const modules::Outcome& outcome : trial.outcomes) {
        outcomes.push_back(to_json(outcome));
    }
    fmt::print("{}\n", json::serialize(json::object{{"pages", std::move(pages)}, {"outcomes", std::move(outcomes)}}));
}

Result<std::vector<Form>> read_answers(const std::filesystem::path& file) {
    if (file.empty()) {
        return std::vector<Form>{};
    }
    LYCEUM_TRY(const std::string text, files::read(file, std::size_t{1} << 20));
    return parse_answers(text, file.string());
}

modules::Call first_call(const content::ActivityFile& file, const TryOptions& options) {
    modules::Call call;
    call.activity = learning::to_activity(file);
    call.time_ms = first_opened_ms;
    call.seed = options.seed;
    call.language = code_of(options.language);
    call.role = options.role;
    call.learner = "someone";
    return call;
}

}  // namespace

ExitCode try_activity(const TryOptions& options) {
    const auto equipment = equip(options.modules);
    if (!equipment) {
        return report(equipment.error());
    }
    auto forms = read_answers(options.answers);
    if (!forms) {
        return report(forms.error());
    }
    const auto checked = content::read_activity(options.file, options.file, equipment.value().vocabularies);
    print(checked.diagnostics);
    if (!checked.value || xml::has_errors(checked.diagnostics)) {
        return ExitCode::InputErrors;
    }

    asio::io_context context{1};
    const auto pool = make_pool(context.get_executor(), equipment.value());
    Trial trial;
    const auto whole_trial = [](modules::Pool& modules, std::shared_ptr<const content::ActivityFile> file,
                                modules::Call call, std::vector<Form> answers,
                                Trial& happened) -> asio::awaitable<Result<void>> {
        std::vector<std::shared_ptr<const content::ActivityFile>> files{file};
        const xml::Diagnostics found = co_await open_activities(modules, std::move(files), Keep::ForCalls);
        print(found);
        if (xml::has_errors(found)) {
            co_return Error{ErrorCode::InvalidInput, "the activity has errors", file->display,
                            "mend what is said above"};
        }
        co_return co_await walk_through(modules, std::move(call), std::move(answers), happened);
    };
    const Result<void> ended = run_with_pool(
        context, *pool,
        whole_trial(*pool, checked.value, first_call(*checked.value, options), std::move(forms).value(), trial));
    options.format == Format::Json ? print_json(trial) : print_text(trial);
    if (!ended) {
        Error error = ended.error();
        if (trial.outcomes.size() < trial.pages.size()) {
            error.message = fmt::format("answer {}: {}", trial.outcomes.size() + 1, error.message);
        } else if (!trial.outcomes.empty()) {
            error.message = fmt::format("the page after answer {}: {}", trial.outcomes.size(), error.message);
        }
        return report(error);
    }
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
