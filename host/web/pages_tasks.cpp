// The pages of priority tasks: a person's own, and the roll-up for the owner of the programme.

#include "host/base/csv.hpp"
#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

using store::TaskStatus;

std::string status_words(const Speech& speech, TaskStatus status) {
    switch (status) {
        case TaskStatus::Draft:
            return speech.tr("draft");
        case TaskStatus::Withdrawn:
            return speech.tr("withdrawn");
        case TaskStatus::Confirmed:
            return speech.tr("confirmed");
        case TaskStatus::UnderWay:
            return speech.tr("under way");
        case TaskStatus::Proven:
            return speech.tr("confirmed by evidence");
        case TaskStatus::Stopped:
            return speech.tr("stopped with lessons");
    }
    return {};
}

// A day has no hour: noon in Minsk, so that the words name that very day.
TimePoint noon(std::chrono::sys_days day) {
    return TimePoint{day} + std::chrono::hours{9};
}

// "6 → 1 (документов)".
std::string measure_words(const Speech& speech, const store::Task& task) {
    const auto number = [&](std::string text) {
        if (speech.language() != Language::En) {
            if (const auto point = text.find('.'); point != std::string::npos) {
                text[point] = ',';
            }
        }
        return text;
    };
    if (task.target.empty()) {
        return {};
    }
    std::string words = task.baseline.empty() ? std::string{} : number(task.baseline) + " → ";
    words += number(task.target);
    if (!task.measure.empty()) {
        words += " (" + task.measure + ")";
    }
    return words;
}

Values history_line(const Speech& speech, const store::TaskChange& change, TimePoint now) {
    Values line;
    line["date"] = date(speech, change.time, now);
    line["status"] = status_words(speech, change.status);
    line["note"] = text_or_nothing(change.note);
    line["link"] = text_or_nothing(change.link);
    return line;
}

Values sector_words(const content::Framework& framework, const std::string& sector, const Speech& speech) {
    for (const auto& known : framework.sectors) {
        if (known.id == sector) {
            return Values{known.name.in(speech.language())};
        }
    }
    return Values{sector.empty() ? speech.tr("no sector given") : sector};
}

Values rollup_line(const learning::RollupLine& line) {
    Values values;
    values["body"] = line.body;
    values["all"] = std::to_string(line.all());
    values["confirmed"] = std::to_string(line.confirmed);
    values["under_way"] = std::to_string(line.under_way);
    values["proven"] = std::to_string(line.proven);
    values["stopped"] = std::to_string(line.stopped);
    values["late"] = std::to_string(line.late);
    values["any_late"] = line.late > 0;
    return values;
}

}  // namespace

Values task_line(const Speech& speech, const learning::TaskLine& line, TimePoint now) {
    const auto& task = line.task;
    Values values;
    values["id"] = to_string(task.id);
    values["title"] = task.title;
    values["revision"] = std::to_string(task.revision);
    values["status"] = status_words(speech, task.status);
    values["measure"] = text_or_nothing(measure_words(speech, task));
    values["deadline"] = line.deadline ? Values{deadline_words(speech, noon(*line.deadline), now)} : Values{false};
    values["late"] = line.late;
    values["due"] = line.due;
    return values;
}

std::string Pages::tasks(const Frame& frame, const learning::TasksPage& page, const TasksView& view) {
    const auto words = speech(frame.language);
    const auto full_line = [&](const learning::TaskLine& line) {
        auto values = task_line(words, line, frame.now);
        const auto& task = line.task;
        values["csrf"] = frame.csrf;
        values["form"] = to_string(FormId::make(frame.now));
        values["can_begin"] = task.status == TaskStatus::Confirmed;
        values["service"] = text_or_nothing(task.service);
        values["partners"] = text_or_nothing(task.partners);
        values["first_step"] = text_or_nothing(task.first_step);
        values["evidence"] = text_or_nothing(task.evidence);
        values["effects"] = task.effect_sector > 0 && task.effect_state > 0
                                ? Values{words.tr("sector {sector}, state {state}, effort {effort}",
                                                  {{"sector", std::to_string(task.effect_sector)},
                                                   {"state", std::to_string(task.effect_state)},
                                                   {"effort", std::to_string(task.effort)}})}
                                : Values{false};
        const bool failed = view.failed == task.id;
        values["failed"] = failed;
        values["note_typed"] = failed ? view.note : std::string{};
        values["link_typed"] = failed ? view.link : std::string{};
        values["proving"] = failed ? view.act == "prove" : line.due;
        values["stopping"] = failed && view.act == "stop";
        ValueList history;
        for (const auto& change : line.history) {
            history.push_back(history_line(words, change, frame.now));
        }
        values["history"] = Values{history};
        return values;
    };
    Values values;
    const auto put_list = [&](const std::string& name, const std::vector<learning::TaskLine>& lines) {
        ValueList list;
        for (const auto& line : lines) {
            list.push_back(full_line(line));
        }
        values["any_" + name] = !list.empty();
        values[name] = Values{list};
    };
    put_list("open", page.open);
    put_list("drafts", page.drafts);
    put_list("ended", page.ended);
    values["count"] = words.tr("{open} of {most} taken on", {{"open", std::to_string(page.open.size())},
                                                             {"most", std::to_string(store::most_committed_tasks)}});
    values["notice"] = text_or_nothing(view.notice);
    values["alarm"] = view.failed.has_value();
    values["owner"] = page.may_see_all;
    values["choosing"] = page.drafting_unit != nullptr
                             ? Values{unit_path(page.drafting->course->slug, page.drafting_unit->au->slug)}
                             : Values{false};
    return framed(frame, words.tr("My tasks"), templates_.render(frame.language, "tasks", values));
}

std::string Pages::rollup(const Frame& frame, const learning::Rollup& rollup) {
    const auto words = speech(frame.language);
    const auto& framework = rollup.catalogue->framework;
    Values values;
    ValueList sectors;
    for (const auto& line : rollup.sectors) {
        auto row = rollup_line(line);
        row["sector"] = sector_words(framework, line.sector, words);
        sectors.push_back(std::move(row));
    }
    ValueList bodies;
    for (const auto& line : rollup.bodies) {
        auto row = rollup_line(line);
        row["sector"] = sector_words(framework, line.sector, words);
        bodies.push_back(std::move(row));
    }
    values["any"] = !sectors.empty();
    values["sectors"] = Values{sectors};
    values["bodies"] = Values{bodies};
    values["total"] = rollup_line(rollup.total);
    return framed(frame, words.tr("Tasks of all bodies"), templates_.render(frame.language, "rollup", values));
}

std::string rollup_csv(const Speech& speech, const learning::Rollup& rollup) {
    // With the mark by which spreadsheets know UTF-8, and the separator that they expect where the comma is decimal.
    const char separator = speech.language() == Language::En ? ',' : ';';
    std::string file = "\xEF\xBB\xBF";
    file += csv::to_line(
        {speech.tr("Sector"), speech.tr("State body"), speech.tr("all"), speech.tr("confirmed"), speech.tr("under way"),
         speech.tr("confirmed by evidence"), speech.tr("stopped with lessons"), speech.tr("late")},
        separator);
    for (const auto& line : rollup.bodies) {
        const auto sector = sector_words(rollup.catalogue->framework, line.sector, speech);
        file += csv::to_line({sector.string_value(), line.body, std::to_string(line.all()),
                              std::to_string(line.confirmed), std::to_string(line.under_way),
                              std::to_string(line.proven), std::to_string(line.stopped), std::to_string(line.late)},
                             separator);
    }
    return file;
}

}  // namespace lyceum::web
