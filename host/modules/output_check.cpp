#include "host/modules/output_check.hpp"

#include "host/base/clock.hpp"
#include "host/base/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace lyceum::modules {

namespace {

constexpr std::size_t longest_key = 200;
constexpr std::size_t longest_id = 200;
constexpr std::size_t longest_objective = 2000;  // cmi5 objectives are IRIs

Error fault(std::string where, std::string_view what) {
    return Error{ErrorCode::Protocol, fmt::format("the module returned {}", what), std::move(where),
                 "see lyceum/module.h"};
}

// XML 1.0 and JSON agree on what a text may hold: no control characters but tab and line ends.
Result<void> check_text(std::string_view text, std::string where) {
    if (!text::is_utf8(text)) {
        return fault(std::move(where), "a text that is not UTF-8");
    }
    const bool has_control = std::ranges::any_of(text, [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    });
    if (has_control) {
        return fault(std::move(where), "a text with a control character");
    }
    return success();
}

Result<void> check_name(std::string_view text, std::size_t longest, std::string where) {
    if (text.empty() || text.size() > longest) {
        return fault(std::move(where), fmt::format("a name of {} bytes; 1 to {} are allowed", text.size(), longest));
    }
    return check_text(text, std::move(where));
}

Result<void> check_range(double value, double lowest, double highest, std::string where) {
    if (!std::isfinite(value) || value < lowest || value > highest) {
        return fault(std::move(where), fmt::format("{}; {} to {} is allowed", value, lowest, highest));
    }
    return success();
}

Result<void> check_score(const Score& score) {
    LYCEUM_TRY(check_range(score.scaled, -1, 1, "score.scaled"));
    if (!std::isfinite(score.min) || !std::isfinite(score.max) || score.max <= score.min) {
        return fault("score.max", fmt::format("a score from {} to {}", score.min, score.max));
    }
    return check_range(score.raw, score.min, score.max, "score.raw");
}

bool is_interaction_id(std::string_view id) {
    return !id.empty() && id.size() <= longest_id && std::ranges::all_of(id, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '-' || byte == '_' || byte == '.';
    });
}

Result<void> check_interaction(const Interaction& interaction, const std::string& where) {
    if (!is_interaction_id(interaction.id)) {
        return fault(where + ".id", "an id that is not 1 to 200 letters, digits, '-', '_' and '.'");
    }
    LYCEUM_TRY(check_text(interaction.description, where + ".description"));
    LYCEUM_TRY(check_text(interaction.response, where + ".response"));
    LYCEUM_TRY(check_text(interaction.correct_pattern, where + ".correct_pattern"));
    LYCEUM_TRY(check_range(interaction.scaled, 0, 1, where + ".scaled"));
    constexpr std::int64_t longest_duration = std::int64_t{1000} * 60 * 60 * 24 * 3660;  // ten years
    if (interaction.duration_ms && (*interaction.duration_ms < 0 || *interaction.duration_ms > longest_duration)) {
        return fault(where + ".duration_ms", fmt::format("{} ms", *interaction.duration_ms));
    }
    return success();
}

Result<void> check_shared(const std::vector<SharedChange>& changes) {
    for (std::size_t i = 0; i < changes.size(); ++i) {
        LYCEUM_TRY(check_name(changes[i].key, longest_key, fmt::format("shared[{}].key", i)));
        if (changes[i].bytes) {
            LYCEUM_TRY(check_text(*changes[i].bytes, fmt::format("shared[{}].bytes", i)));
        }
    }
    return success();
}

bool is_task_id(std::string_view id) {
    const bool of_host = id.starts_with('@');
    const std::string_view name = of_host ? id.substr(1) : id;
    return name.size() <= 64 && is_interaction_id(name);
}

// "6", "-0.5": at most 15 digits, a point among them and not at an end.
bool is_decimal(std::string_view text) {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? std::string_view{"0"} : text.substr(point + 1);
    return !whole.empty() && !part.empty() && text.size() <= 16 && std::ranges::all_of(whole, is_digit) &&
           std::ranges::all_of(part, is_digit);
}

Result<void> check_task_change(const TaskChange& change, const std::string& where) {
    const Task& task = change.task;
    if (!is_task_id(task.id)) {
        return fault(where + ".id", "a task's id that is not 1 to 64 letters, digits, '-', '_' and '.'");
    }
    LYCEUM_TRY(check_text(change.reason, where + ".reason"));
    if (change.kind != TaskChange::Kind::Propose) {
        return success();
    }
    LYCEUM_TRY(check_name(task.title, longest_task_title, where + ".title"));
    Result<void> texts = success();
    each_text(task, [&](const std::string& text) {
        if (texts) {
            texts = check_text(text, where);
        }
    });
    LYCEUM_TRY(std::move(texts));
    for (const std::string* number : {&task.baseline, &task.target}) {
        if (!number->empty() && !is_decimal(*number)) {
            return fault(where, "a task's number that is not one of at most 15 digits");
        }
    }
    if (!task.deadline.empty() && !parse_date(task.deadline)) {
        return fault(where + ".deadline", "a deadline that is no day of the calendar");
    }
    for (const std::uint32_t grade : {task.effect_sector, task.effect_state, task.effort}) {
        if (grade > 5) {
            return fault(where, fmt::format("an effect or effort of {}; 1 to 5 is allowed", grade));
        }
    }
    return success();
}

}  // namespace

Result<void> check_view(std::string_view xhtml) {
    return check_text(xhtml, "view");
}

Result<void> check_outcome(const Outcome& outcome) {
    if (outcome.state) {
        LYCEUM_TRY(check_text(outcome.state->bytes, "state"));
    }
    LYCEUM_TRY(check_shared(outcome.shared));
    if (outcome.score) {
        LYCEUM_TRY(check_score(*outcome.score));
    }
    if (outcome.progress && *outcome.progress > 100) {
        return fault("progress", fmt::format("{} percent", *outcome.progress));
    }
    for (std::size_t i = 0; i < outcome.interactions.size(); ++i) {
        LYCEUM_TRY(check_interaction(outcome.interactions[i], fmt::format("interactions[{}]", i)));
    }
    for (std::size_t i = 0; i < outcome.evidence.size(); ++i) {
        const std::string where = fmt::format("evidence[{}]", i);
        LYCEUM_TRY(check_name(outcome.evidence[i].objective, longest_objective, where + ".objective"));
        LYCEUM_TRY(check_range(outcome.evidence[i].scaled, 0, 1, where + ".scaled"));
    }
    for (std::size_t i = 0; i < outcome.declarations.size(); ++i) {
        const std::string where = fmt::format("declarations[{}]", i);
        LYCEUM_TRY(check_name(outcome.declarations[i].competency, longest_id, where + ".competency"));
        LYCEUM_TRY(check_range(outcome.declarations[i].level, 0, 4, where + ".level"));
    }
    for (std::size_t i = 0; i < outcome.tasks.size(); ++i) {
        LYCEUM_TRY(check_task_change(outcome.tasks[i], fmt::format("tasks[{}]", i)));
    }
    return check_text(outcome.feedback, "feedback");
}

Result<void> check_outline(const Outline& outline) {
    for (std::size_t i = 0; i < outline.sections.size(); ++i) {
        const OutlineSection& section = outline.sections[i];
        const std::string where = fmt::format("outline.sections[{}]", i);
        if (!is_interaction_id(section.id)) {
            return fault(where + ".id", "an id that is not 1 to 200 letters, digits, '-', '_' and '.'");
        }
        LYCEUM_TRY(check_name(section.title, std::string::npos, where + ".title"));
        LYCEUM_TRY(check_text(section.text, where + ".text"));
    }
    for (std::size_t i = 0; i < outline.terms.size(); ++i) {
        const OutlineTerm& term = outline.terms[i];
        const std::string where = fmt::format("outline.terms[{}]", i);
        if (!term.section.empty() && !is_interaction_id(term.section)) {
            return fault(where + ".section", "an id that is not 1 to 200 letters, digits, '-', '_' and '.'");
        }
        LYCEUM_TRY(check_name(term.term, std::string::npos, where + ".term"));
        LYCEUM_TRY(check_name(term.definition, std::string::npos, where + ".definition"));
    }
    return success();
}

Result<void> check_recall_questions(const RecallQuestions& questions) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::string where = fmt::format("recall.questions[{}]", i);
        if (!is_interaction_id(questions[i].id)) {
            return fault(where + ".id", "an id that is not 1 to 200 letters, digits, '-', '_' and '.'");
        }
        if (!questions[i].objective.empty()) {
            LYCEUM_TRY(check_name(questions[i].objective, longest_objective, where + ".objective"));
        }
    }
    return success();
}

Result<void> check_recalled(const Outcome& outcome, std::string_view question) {
    LYCEUM_TRY(check_outcome(outcome));
    if (outcome.state || !outcome.shared.empty() || outcome.score || outcome.completion != Verdict::Undecided ||
        outcome.success != Verdict::Undecided || outcome.progress || !outcome.tasks.empty()) {
        return fault("recall", "more of a recalled question than interactions, evidence and a sentence");
    }
    if (outcome.interactions.size() > 1 ||
        (outcome.interactions.size() == 1 &&
         (outcome.interactions.front().id != question || outcome.interactions.front().success == Verdict::Undecided))) {
        return fault("recall.interactions", "something else than one decided answer to the question that was asked");
    }
    return success();
}

Result<void> check_report(const Report& report) {
    for (std::size_t i = 0; i < report.size(); ++i) {
        const ReportTable& table = report[i];
        const std::string where = fmt::format("report[{}]", i);
        if (!is_interaction_id(table.id)) {
            return fault(where + ".id", "an id that is not 1 to 200 letters, digits, '-', '_' and '.'");
        }
        const auto has_same_id = [&](const ReportTable& other) { return other.id == table.id; };
        if (std::any_of(report.begin(), report.begin() + static_cast<std::ptrdiff_t>(i), has_same_id)) {
            return fault(where + ".id", fmt::format("two tables with the id \"{}\"", table.id));
        }
        LYCEUM_TRY(check_name(table.title, std::string::npos, where + ".title"));
        LYCEUM_TRY(check_text(table.note, where + ".note"));
        if (!table.chart.empty() && table.chart != "lines" && table.chart != "pairs" && table.chart != "graph") {
            return fault(where + ".chart", "a chart that is none of lines, pairs, graph");
        }
        if (table.columns.empty()) {
            return fault(where, "a table without columns");
        }
        for (const std::string& column : table.columns) {
            LYCEUM_TRY(check_name(column, std::string::npos, where + ".columns"));
        }
        for (const std::vector<std::string>& row : table.rows) {
            for (const std::string& cell : row) {
                LYCEUM_TRY(check_text(cell, where + ".rows"));
            }
        }
    }
    return success();
}

Result<void> check_diagnostics(const xml::Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
        const std::string where = fmt::format("diagnostics[{}]", i);
        LYCEUM_TRY(check_name(diagnostics[i].rule, longest_id, where + ".rule"));
        LYCEUM_TRY(check_name(diagnostics[i].text, std::string::npos, where + ".text"));
        LYCEUM_TRY(check_text(diagnostics[i].hint, where + ".hint"));
    }
    return success();
}

}  // namespace lyceum::modules
