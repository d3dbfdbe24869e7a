// lyceum try FILE: one activity through its module in a real worker, without a server, a course or a learner: its page,
// and what becomes of answers.

#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/page_text.hpp"
#include "host/cli/trial.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

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
        whole_trial(
            *pool, checked.value,
            first_call(*checked.value, {.language = options.language, .role = options.role, .seed = options.seed}),
            std::move(forms).value(), trial));
    options.format == Format::Json ? print_json(trial) : print_text(trial);
    for (const Error& finding : trial.findings) {
        fmt::print(stderr, "{}: warning: {} ({})\n", finding.where, finding.message, finding.hint);
    }
    return ended ? ExitCode::Fine : report(ended.error());
}

}  // namespace lyceum::cli
