#include "plugins/service-maturity/report.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/report_words.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/service-maturity/answer.hpp"
#include "plugins/service-maturity/state.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace lyceum::plugins::service_maturity {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportTexts {
    Text people;
    Text begun;
    Text finished;
    Text listed;
    Text placed;
    Text levels;
    Text level;
    Text now;
    Text target;
    Text levels_note;
    Text gaps;
    Text gap;
    Text services;
    Text gap_none;
    Plural gap_levels;
    Text volumes;
    Text volume;
    Text volumes_note;
    Text matrix;
    Text stops;
    Text indicator;
    Text stops_note;
    Text steps;
    Text step;
    Text before_it;
    Text chosen;
    Text taken;
    Text steps_note;
};

constexpr ReportTexts report_russian{
    .people = "Кто оценивал услуги",
    .begun = "Начали, человек",
    .finished = "Завершили, человек",
    .listed = "Услуг в\u00A0списках",
    .placed = "Из\u00A0них оценено",
    .levels = "Услуги по\u00A0уровням зрелости",
    .level = "Уровень",
    .now = "Сейчас, услуг",
    .target = "По\u00A0цели, услуг",
    .levels_note = "Оценённые услуги всех участников: где стоят и\u00A0где должны стоять.",
    .gaps = "Разрыв до\u00A0цели",
    .gap = "Разрыв",
    .services = "Услуг",
    .gap_none = "Высший уровень",
    .gap_levels = {"{} уровень", "{} уровня", "{} уровней"},
    .volumes = "Обращения в\u00A0год по\u00A0уровням",
    .volume = "Обращений в\u00A0год",
    .volumes_note = "Только услуги, для которых число обращений известно.",
    .matrix = "Уровень зрелости и\u00A0число обращений в\u00A0год: сколько услуг",
    .stops = "На\u00A0чём останавливаются услуги",
    .indicator = "Признак следующего уровня, который не\u00A0выполнен",
    .stops_note = "Сначала самые частые; у\u00A0одной услуги может не\u00A0хватать нескольких.",
    .steps = "Следующие шаги",
    .step = "Шаг",
    .before_it = "Стоят перед ним, услуг",
    .chosen = "Выбрано для задач",
    .taken = "Из\u00A0них взято на\u00A0себя",
    .steps_note =
        "Взято на\u00A0себя — задача подтверждена; что с\u00A0ней стало дальше, показывает отчёт о\u00A0приоритетных "
        "задачах.",
};

constexpr ReportTexts report_belarusian{
    .people = "Хто ацэньваў паслугі",
    .begun = "Пачалі, чалавек",
    .finished = "Завяршылі, чалавек",
    .listed = "Паслуг у\u00A0спісах",
    .placed = "З\u00A0іх ацэнена",
    .levels = "Паслугі па\u00A0ўзроўнях сталасці",
    .level = "Узровень",
    .now = "Цяпер, паслуг",
    .target = "Паводле мэты, паслуг",
    .levels_note = "Ацэненыя паслугі ўсіх удзельнікаў: дзе стаяць і\u00A0дзе павінны стаяць.",
    .gaps = "Разрыў да\u00A0мэты",
    .gap = "Разрыў",
    .services = "Паслуг",
    .gap_none = "Вышэйшы ўзровень",
    .gap_levels = {"{} узровень", "{} узроўні", "{} узроўняў"},
    .volumes = "Звароты за\u00A0год па\u00A0ўзроўнях",
    .volume = "Зваротаў за\u00A0год",
    .volumes_note = "Толькі паслугі, для якіх лік зваротаў вядомы.",
    .matrix = "Узровень сталасці і\u00A0колькасць зваротаў за\u00A0год: колькі паслуг",
    .stops = "На\u00A0чым спыняюцца паслугі",
    .indicator = "Прыкмета наступнага ўзроўню, якая не\u00A0выканана",
    .stops_note = "Спачатку самыя частыя; у\u00A0адной паслугі можа не\u00A0хапаць некалькіх.",
    .steps = "Наступныя крокі",
    .step = "Крок",
    .before_it = "Стаяць перад ім, паслуг",
    .chosen = "Выбрана для задач",
    .taken = "З\u00A0іх узята на\u00A0сябе",
    .steps_note =
        "Узята на\u00A0сябе — задача пацверджана; што з\u00A0ёй стала далей, паказвае справаздача аб\u00A0прыярытэтных "
        "задачах.",
};

constexpr ReportTexts report_english{
    .people = "Who assessed services",
    .begun = "Began, people",
    .finished = "Finished, people",
    .listed = "Services listed",
    .placed = "Of these assessed",
    .levels = "Services by level of maturity",
    .level = "Level",
    .now = "Now, services",
    .target = "By target, services",
    .levels_note = "Assessed services of all participants: where they stand and where they should.",
    .gaps = "The gap to the target",
    .gap = "Gap",
    .services = "Services",
    .gap_none = "At the top level",
    .gap_levels = {"{} level", "{} levels", "{} levels"},
    .volumes = "Applications a year by level",
    .volume = "Applications a year",
    .volumes_note = "Only services whose number of applications is known.",
    .matrix = "Level of maturity and applications a year: how many services",
    .stops = "What services stop at",
    .indicator = "Indicator of the next level that is not met",
    .stops_note = "The most frequent first; one service may lack several.",
    .steps = "Next steps",
    .step = "Step",
    .before_it = "Services before it",
    .chosen = "Chosen for tasks",
    .taken = "Of these committed",
    .steps_note = "Committed: the task is confirmed; what became of it then is told by the report of priority tasks.",
};

struct AtLevel {
    std::size_t now = 0;
    std::size_t target = 0;
    double volume = 0;
    std::array<std::size_t, volume_bands> bands{};
    std::size_t chosen = 0;
    std::size_t taken = 0;
};

struct Everybody {
    std::size_t begun = 0;
    std::size_t finished = 0;
    std::size_t listed = 0;
    std::size_t placed = 0;
    std::size_t assessing = 0;  // people with a service that is placed
    std::size_t unreadable = 0;
    std::vector<AtLevel> levels;
    std::map<std::size_t, std::size_t> gaps;
    std::map<const Indicator*, std::size_t> stops;
};

class Gathering {
public:
    Gathering(const Assessment& assessment, Everybody& all) : assessment_{assessment}, all_{all} {
        all_.levels.resize(assessment.levels.size());
    }

    void take(const State& state, const std::vector<sdk::Task>& tasks) {
        ++all_.begun;
        all_.finished += state.done ? 1 : 0;
        all_.listed += state.services.size();
        const std::size_t before = all_.placed;
        for (const Service& service : state.services) {
            const Standing standing = standing_of(assessment_, service.replies);
            if (standing.placed) {
                take(service, standing.level, tasks);
            }
        }
        all_.assessing += all_.placed > before ? 1 : 0;
    }

private:
    void take(const Service& service, std::size_t number, const std::vector<sdk::Task>& tasks) {
        const std::size_t target = target_of(assessment_, service);
        AtLevel& level = all_.levels[number];
        ++all_.placed;
        ++level.now;
        ++all_.levels[target].target;
        ++all_.gaps[target - number];
        level.volume += number_of<double>(service.figures.volume).value_or(0);
        if (const auto band = band_of(service.figures)) {
            ++level.bands[*band];
        }
        if (number < assessment_.top()) {
            for (const Indicator& indicator : assessment_.levels[number + 1].indicators) {
                all_.stops[&indicator] += is_met(indicator, service.replies) == Met::No ? 1 : 0;
            }
        }
        const auto task = std::find_if(tasks.begin(), tasks.end(),
                                       [&](const sdk::Task& each) { return each.id == task_id_of(service); });
        if (task != tasks.end()) {
            ++level.chosen;
            level.taken += task->status != sdk::TaskStatus::Draft ? 1 : 0;
        }
    }

    const Assessment& assessment_;
    Everybody& all_;
};

Everybody gather(const Assessment& assessment, const sdk::ReportRequest& request, const sdk::Tasks& tasks) {
    Everybody all;
    Gathering gathering{assessment, all};
    for (std::size_t index = 0; index < request.size(); ++index) {
        const sdk::LearnerState learner = request[index];
        const auto state = learner.state_version > state_version ? std::nullopt : read_state(learner.state);
        if (state) {
            gathering.take(*state, tasks.of(request, index));
        } else {
            ++all.unreadable;
        }
    }
    return all;
}

class Writer {
public:
    Writer(const Assessment& assessment, const Everybody& all, Language language, sdk::Report& report)
        : assessment_{assessment},
          all_{all},
          language_{language},
          texts_{in_language(language, report_russian, report_belarusian, report_english)},
          words_{texts_in(language)},
          report_{report} {}

    void write() {
        report_.begin_table(
            {.id = "people", .title = texts_.people.text(), .note = unreadable_words(all_.unreadable, language_)},
            {texts_.begun.text(), texts_.finished.text(), texts_.listed.text(), texts_.placed.text()});
        report_.add_row({std::to_string(all_.begun), std::to_string(all_.finished), std::to_string(all_.listed),
                         std::to_string(all_.placed)});
        levels();
        gaps();
        volumes();
        matrix();
        stops();
        steps();
    }

private:
    // Begins a table; false if there is nothing to tell about so few.
    bool begin(sdk::Report::Table table, std::initializer_list<std::string_view> columns) {
        const bool told = all_.assessing >= fewest_told;
        if (!told) {
            table.note = too_few_words(language_);
            table.chart = {};
        }
        report_.begin_table(table, columns);
        return told;
    }

    std::string name_of(std::size_t level) const {
        return report_cell(std::to_string(level) + ". " + assessment_.levels[level].name, longest_text);
    }

    void levels() {
        if (begin({.id = "levels", .title = texts_.levels.text(), .note = texts_.levels_note.text(), .chart = "pairs"},
                  {texts_.level.text(), texts_.now.text(), texts_.target.text()})) {
            for (std::size_t level = 0; level < all_.levels.size(); ++level) {
                report_.add_row({name_of(level), std::to_string(all_.levels[level].now),
                                 std::to_string(all_.levels[level].target)});
            }
        }
    }

    void gaps() {
        if (begin({.id = "gaps", .title = texts_.gaps.text(), .chart = "pairs"},
                  {texts_.gap.text(), texts_.services.text()})) {
            for (const auto& [gap, services] : all_.gaps) {
                report_.add_row(
                    {gap == 0 ? std::string{texts_.gap_none.text()} : texts_.gap_levels.with(language_, gap),
                     std::to_string(services)});
            }
        }
    }

    void volumes() {
        if (begin(
                {.id = "volume", .title = texts_.volumes.text(), .note = texts_.volumes_note.text(), .chart = "pairs"},
                {texts_.level.text(), texts_.volume.text()})) {
            for (std::size_t level = 0; level < all_.levels.size(); ++level) {
                report_.add_row({name_of(level), printed_number(all_.levels[level].volume, language_)});
            }
        }
    }

    void matrix() {
        if (begin({.id = "matrix", .title = texts_.matrix.text()},
                  {texts_.level.text(), words_.band_0.text(), words_.band_1.text(), words_.band_2.text(),
                   words_.band_3.text()})) {
            for (std::size_t level = all_.levels.size(); level-- > 0;) {
                const auto& bands = all_.levels[level].bands;
                report_.add_row({name_of(level), std::to_string(bands[0]), std::to_string(bands[1]),
                                 std::to_string(bands[2]), std::to_string(bands[3])});
            }
        }
    }

    void stops() {
        if (!begin({.id = "stops", .title = texts_.stops.text(), .note = texts_.stops_note.text(), .chart = "pairs"},
                   {texts_.indicator.text(), texts_.services.text()})) {
            return;
        }
        std::vector<std::pair<const Indicator*, std::size_t>> order;  // of the file, then the most frequent first
        for (const Level& level : assessment_.levels) {
            for (const Indicator& indicator : level.indicators) {
                const auto stopped = all_.stops.find(&indicator);
                if (stopped != all_.stops.end() && stopped->second > 0) {
                    order.emplace_back(&indicator, stopped->second);
                }
            }
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& one, const auto& other) { return one.second > other.second; });
        for (const auto& [indicator, services] : order) {
            report_.add_row({report_cell(indicator->question, longest_text), std::to_string(services)});
        }
    }

    void steps() {
        if (begin({.id = "steps", .title = texts_.steps.text(), .note = texts_.steps_note.text()},
                  {texts_.step.text(), texts_.before_it.text(), texts_.chosen.text(), texts_.taken.text()})) {
            for (std::size_t level = 0; level < assessment_.top(); ++level) {
                const AtLevel& at = all_.levels[level];
                report_.add_row({report_cell(std::to_string(level) + " → " + std::to_string(level + 1) + ". " +
                                                 assessment_.levels[level + 1].next,
                                             longest_text),
                                 std::to_string(at.now), std::to_string(at.chosen), std::to_string(at.taken)});
            }
        }
    }

    static constexpr std::size_t longest_text = 300;  // characters
    const Assessment& assessment_;
    const Everybody& all_;
    Language language_;
    const ReportTexts& texts_;
    const Texts& words_;
    sdk::Report& report_;
};

}  // namespace

void write_report(const Assessment& assessment, const sdk::ReportRequest& request, const sdk::Tasks& tasks,
                  sdk::Report& report) {
    const Everybody all = gather(assessment, request, tasks);
    Writer{assessment, all, language_of(request.language()), report}.write();
}

}  // namespace lyceum::plugins::service_maturity
