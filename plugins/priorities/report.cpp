#include "plugins/priorities/report.hpp"

#include "plugins/common/report_words.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/priorities/comparison.hpp"
#include "plugins/priorities/draft.hpp"
#include "plugins/priorities/state.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace lyceum::plugins::priorities {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportTexts {
    Text people;
    Text opened;
    Text drafting;
    Text committing;
    Text committed;
    Text people_note;
    Text fates;
    Text fate;
    Text tasks;
    std::array<Text, 4> statuses;  // from confirmed on
    Text matrix;
    Text effect_by_effort;
    Text matrix_note;
    Text deadlines;
    Text quarter;
    Format<2> quarter_name;
    Plural late;
    Text nobody_late;
    Text reasons;
    Text reason;
    Plural reasons_note;
    Text no_reasons;
};

constexpr ReportTexts report_russian{
    .people = "Кто выбирал задачи",
    .opened = "Открыли шаг, человек",
    .drafting = "Держат черновики, человек",
    .committing = "Взяли задачи на\u00A0себя, человек",
    .committed = "Взято задач",
    .people_note = "Считаются все задачи этих людей: и\u00A0взятые в\u00A0других курсах.",
    .fates = "Что стало со\u00A0взятыми задачами",
    .fate = "Состояние",
    .tasks = "Задач",
    .statuses = {"Подтверждены", "В\u00A0работе", "Выполнены, есть подтверждение", "Остановлены с\u00A0выводами"},
    .matrix = "Взятые задачи по\u00A0эффекту и\u00A0трудоёмкости",
    .effect_by_effort = "Сумма двух эффектов ↓ Трудоёмкость →",
    .matrix_note = "Чем выше и\u00A0левее, тем больше даёт задача на\u00A0затраченные силы.",
    .deadlines = "Сроки взятых задач",
    .quarter = "Квартал",
    .quarter_name = "{}\u00A0квартал {}",
    .late = {"Просрочена {} задача.", "Просрочены {} задачи.", "Просрочено {} задач."},
    .nobody_late = "Просроченных нет.",
    .reasons = "Почему лучшая задача отложена",
    .reason = "Объяснение",
    .reasons_note = {"{} задача взята раньше той, что по\u00A0расчёту даёт больше.",
                     "{} задачи взяты раньше тех, что по\u00A0расчёту дают больше.",
                     "{} задач взято раньше тех, что по\u00A0расчёту дают больше."},
    .no_reasons = "Все взятые задачи шли первыми по\u00A0расчёту.",
};

constexpr ReportTexts report_belarusian{
    .people = "Хто выбіраў задачы",
    .opened = "Адкрылі крок, чалавек",
    .drafting = "Маюць чарнавікі, чалавек",
    .committing = "Узялі задачы на\u00A0сябе, чалавек",
    .committed = "Узята задач",
    .people_note = "Лічацца ўсе задачы гэтых людзей: і\u00A0ўзятыя ў\u00A0іншых курсах.",
    .fates = "Што стала з\u00A0узятымі задачамі",
    .fate = "Стан",
    .tasks = "Задач",
    .statuses = {"Пацверджаны", "У\u00A0працы", "Выкананы, ёсць пацверджанне", "Спынены з\u00A0высновамі"},
    .matrix = "Узятыя задачы паводле эфекту і\u00A0працаёмкасці",
    .effect_by_effort = "Сума двух эфектаў ↓ Працаёмкасць →",
    .matrix_note = "Чым вышэй і\u00A0лявей, тым больш дае задача на\u00A0затрачаныя сілы.",
    .deadlines = "Тэрміны ўзятых задач",
    .quarter = "Квартал",
    .quarter_name = "{}\u00A0квартал {}",
    .late = {"Пратэрмінавана {} задача.", "Пратэрмінаваны {} задачы.", "Пратэрмінавана {} задач."},
    .nobody_late = "Пратэрмінаваных няма.",
    .reasons = "Чаму лепшая задача адкладзена",
    .reason = "Тлумачэнне",
    .reasons_note = {"{} задача ўзята раней за\u00A0тую, што паводле разліку дае больш.",
                     "{} задачы ўзяты раней за\u00A0тыя, што паводле разліку даюць больш.",
                     "{} задач узята раней за\u00A0тыя, што паводле разліку даюць больш."},
    .no_reasons = "Усе ўзятыя задачы ішлі першымі паводле разліку.",
};

constexpr ReportTexts report_english{
    .people = "Who chose tasks",
    .opened = "Opened the step, people",
    .drafting = "Have drafts, people",
    .committing = "Committed to tasks, people",
    .committed = "Tasks committed",
    .people_note = "All tasks of these people count, those of other courses too.",
    .fates = "What became of the tasks",
    .fate = "Status",
    .tasks = "Tasks",
    .statuses = {"Confirmed", "Under way", "Done, with evidence", "Stopped with lessons"},
    .matrix = "Committed tasks by effect and effort",
    .effect_by_effort = "Sum of the two effects ↓ Effort →",
    .matrix_note = "The higher and the further left, the more a task brings for the effort.",
    .deadlines = "Deadlines of the tasks",
    .quarter = "Quarter",
    .quarter_name = "Q{} {}",
    .late = {"{} task is overdue.", "{} tasks are overdue.", "{} tasks are overdue."},
    .nobody_late = "None is overdue.",
    .reasons = "Why a better task was left out",
    .reason = "Explanation",
    .reasons_note = {"{} task was taken before one that brings more by the calculation.",
                     "{} tasks were taken before ones that bring more by the calculation.",
                     "{} tasks were taken before ones that bring more by the calculation."},
    .no_reasons = "All tasks that were taken came first by the calculation.",
};

constexpr int lowest_effect = 2;
constexpr int highest_effect = 10;
constexpr std::size_t efforts = 5;

struct Everybody {
    std::size_t opened = 0;
    std::size_t drafting = 0;
    std::size_t committing = 0;
    std::size_t explaining = 0;  // people
    std::size_t late = 0;
    std::size_t unreadable = 0;
    std::vector<sdk::Task> committed;
};

void take(const std::vector<sdk::Task>& tasks, const std::string& today, Everybody& all) {
    bool drafting = false;
    bool committing = false;
    bool explaining = false;
    for (const sdk::Task& task : tasks) {
        if (task.status == sdk::TaskStatus::Draft) {
            drafting = true;
            continue;
        }
        const bool open = task.status == sdk::TaskStatus::Confirmed || task.status == sdk::TaskStatus::UnderWay;
        committing = true;
        explaining = explaining || !task.reason.empty();
        all.late += open && task.deadline < today ? 1 : 0;
        all.committed.push_back(task);
    }
    all.drafting += drafting ? 1 : 0;
    all.committing += committing ? 1 : 0;
    all.explaining += explaining ? 1 : 0;
}

Everybody gather(const sdk::ReportRequest& request, const sdk::Tasks& tasks) {
    const std::string today = written(day_in_minsk(request.time()));
    Everybody all;
    for (std::size_t index = 0; index < request.size(); ++index) {
        const sdk::LearnerState learner = request[index];
        if (learner.state_version > state_version || !read_state(learner.state)) {
            ++all.unreadable;
            continue;
        }
        ++all.opened;
        take(tasks.of(request, index), today, all);
    }
    return all;
}

class Writer {
public:
    Writer(const Everybody& all, Language language, sdk::Report& report)
        : all_{all},
          language_{language},
          texts_{in_language(language, report_russian, report_belarusian, report_english)},
          report_{report} {}

    void write() {
        std::string note{texts_.people_note.text()};
        if (all_.unreadable > 0) {
            note += " " + unreadable_words(all_.unreadable, language_);
        }
        report_.begin_table(
            {.id = "people", .title = texts_.people.text(), .note = note},
            {texts_.opened.text(), texts_.drafting.text(), texts_.committing.text(), texts_.committed.text()});
        report_.add_row({std::to_string(all_.opened), std::to_string(all_.drafting), std::to_string(all_.committing),
                         std::to_string(all_.committed.size())});
        fates();
        matrix();
        deadlines();
        reasons();
    }

private:
    // Begins a table; false if there is nothing to tell about so few.
    bool begin(sdk::Report::Table table, std::size_t people, std::initializer_list<std::string_view> columns) {
        const bool told = people >= fewest_told;
        if (!told) {
            table.note = too_few_words(language_);
            table.chart = {};
        }
        report_.begin_table(table, columns);
        return told;
    }

    template <typename Is>
    std::string count_if(const Is& is) const {
        return std::to_string(std::count_if(all_.committed.begin(), all_.committed.end(), is));
    }

    void fates() {
        constexpr std::array statuses{sdk::TaskStatus::Confirmed, sdk::TaskStatus::UnderWay, sdk::TaskStatus::Proven,
                                      sdk::TaskStatus::Stopped};
        if (begin({.id = "status", .title = texts_.fates.text(), .chart = "pairs"}, all_.committing,
                  {texts_.fate.text(), texts_.tasks.text()})) {
            for (std::size_t index = 0; index < statuses.size(); ++index) {
                report_.add_row({texts_.statuses[index].text(),
                                 count_if([&](const sdk::Task& task) { return task.status == statuses[index]; })});
            }
        }
    }

    void matrix() {
        if (!begin({.id = "matrix", .title = texts_.matrix.text(), .note = texts_.matrix_note.text()}, all_.committing,
                   {texts_.effect_by_effort.text(), "1", "2", "3", "4", "5"})) {
            return;
        }
        for (int effect = highest_effect; effect >= lowest_effect; --effect) {
            std::array<std::string, efforts> cells;
            for (std::size_t effort = 1; effort <= efforts; ++effort) {
                cells[effort - 1] = count_if([&](const sdk::Task& task) {
                    return effect_of(task) == effect && static_cast<std::size_t>(task.effort) == effort;
                });
            }
            report_.add_row({std::to_string(effect), cells[0], cells[1], cells[2], cells[3], cells[4]});
        }
    }

    // Every quarter from the first to the last, as a gap between them says something too.
    void deadlines() {
        const std::string note =
            all_.late == 0 ? std::string{texts_.nobody_late.text()} : texts_.late.with(language_, all_.late);
        if (!begin({.id = "deadlines", .title = texts_.deadlines.text(), .note = note, .chart = "pairs"},
                   all_.committing, {texts_.quarter.text(), texts_.tasks.text()})) {
            return;
        }
        std::map<unsigned, std::size_t> quarters;  // counted from the year 0
        for (const sdk::Task& task : all_.committed) {
            const std::vector<std::string_view> parts = split(task.deadline, '-');
            if (parts.size() != 3) {
                continue;
            }
            const unsigned year = number_of<unsigned>(parts[0]).value_or(0);
            const unsigned month = number_of<unsigned>(parts[1]).value_or(0);
            if (year >= 1 && year <= 9999 && month >= 1 && month <= 12) {
                ++quarters[year * 4 + (month - 1) / 3];
            }
        }
        constexpr unsigned most_quarters = 400;
        const unsigned first = quarters.empty() ? 1 : quarters.begin()->first;
        const unsigned last = quarters.empty() ? 0 : std::min(quarters.rbegin()->first, first + most_quarters);
        for (unsigned quarter = first; quarter <= last; ++quarter) {
            static constexpr std::array<std::string_view, 4> roman{"I", "II", "III", "IV"};
            const std::string number =
                language_ == Language::En ? std::to_string(quarter % 4 + 1) : std::string{roman.at(quarter % 4)};
            const auto found = quarters.find(quarter);
            report_.add_row({texts_.quarter_name.with(number, std::to_string(quarter / 4)),
                             std::to_string(found == quarters.end() ? 0 : found->second)});
        }
    }

    // In the order of the alphabet, not of people or of time.
    void reasons() {
        std::vector<std::string> given;
        for (const sdk::Task& task : all_.committed) {
            if (!task.reason.empty()) {
                given.push_back(report_cell(task.reason, longest_reason));
            }
        }
        const bool none = given.empty() && all_.committing >= fewest_told;
        const std::string note =
            none ? std::string{texts_.no_reasons.text()} : texts_.reasons_note.with(language_, given.size());
        if (!begin({.id = "reasons", .title = texts_.reasons.text(), .note = note},
                   none ? all_.committing : all_.explaining, {texts_.reason.text()})) {
            return;
        }
        std::stable_sort(given.begin(), given.end(), [](const std::string& one, const std::string& other) {
            return sorting_key(one) < sorting_key(other);
        });
        constexpr std::size_t most_reasons = 300;
        for (std::size_t index = 0; index < std::min(given.size(), most_reasons); ++index) {
            report_.add_row({given[index]});
        }
    }

    static constexpr std::size_t longest_reason = 400;  // characters
    const Everybody& all_;
    Language language_;
    const ReportTexts& texts_;
    sdk::Report& report_;
};

}  // namespace

void write_report(const sdk::ReportRequest& request, const sdk::Tasks& tasks, sdk::Report& report) {
    const Everybody all = gather(request, tasks);
    Writer{all, language_of(request.language()), report}.write();
}

}  // namespace lyceum::plugins::priorities
