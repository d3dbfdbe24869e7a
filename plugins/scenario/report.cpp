#include "plugins/scenario/report.hpp"

#include "plugins/common/report_words.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/scenario/state.hpp"

#include <map>

namespace lyceum::plugins::scenario {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportTexts {
    Text endings;
    Text ending;
    Text people;
    Text endings_note;
    Text graph;
    Text from;
    Text choice;
    Text to;
    Text times;
    Text graph_note;
};

constexpr ReportTexts report_russian{
    .endings = "К\u00A0каким исходам пришли",
    .ending = "Исход",
    .people = "Человек",
    .endings_note = "По\u00A0последней законченной попытке каждого.",
    .graph = "Граф сценария и\u00A0выборы",
    .from = "Откуда",
    .choice = "Решение",
    .to = "Куда",
    .times = "Сколько раз",
    .graph_note = "Чем толще линия, тем чаще так решали; пунктир ведёт назад.",
};

constexpr ReportTexts report_belarusian{
    .endings = "Да\u00A0якіх вынікаў прыйшлі",
    .ending = "Вынік",
    .people = "Чалавек",
    .endings_note = "Па\u00A0апошняй скончанай спробе кожнага.",
    .graph = "Граф сцэнарыя і\u00A0выбары",
    .from = "Адкуль",
    .choice = "Рашэнне",
    .to = "Куды",
    .times = "Колькі разоў",
    .graph_note = "Чым таўсцейшая лінія, тым часцей так вырашалі; пункцір вядзе назад.",
};

constexpr ReportTexts report_english{
    .endings = "Which endings people reached",
    .ending = "Ending",
    .people = "People",
    .endings_note = "By the attempt each person ended last.",
    .graph = "The graph of the scenario, and choices",
    .from = "From",
    .choice = "Decision",
    .to = "To",
    .times = "Times",
    .graph_note = "The thicker the line, the more often it was decided so; a broken line leads back.",
};

struct Everybody {
    std::map<std::size_t, std::size_t> endings;                          // by place
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> choices;  // by place and choice
    std::size_t unreadable = 0;
};

Everybody gather(const Scenario& scenario, const sdk::ReportRequest& request) {
    Everybody all;
    for (std::size_t index = 0; index < request.size(); ++index) {
        const sdk::LearnerState learner = request[index];
        const auto state = learner.state_version > state_version ? std::nullopt : read_state(learner.state);
        if (!state) {
            ++all.unreadable;
            continue;
        }
        const Path now = follow(scenario, state->now);
        const Path last = follow(scenario, state->last);
        for (const Step& step : (now.steps.empty() ? last : now).steps) {
            ++all.choices[{step.place, step.choice}];
        }
        for (const Path* path : {&now, &last}) {
            if (scenario.places[path->place].is_ending()) {
                ++all.endings[path->place];
                break;
            }
        }
    }
    return all;
}

}  // namespace

void write_report(const Scenario& scenario, const sdk::ReportRequest& request, sdk::Report& report) {
    constexpr std::size_t longest_name = 300;  // characters
    const Language language = language_of(request.language());
    const ReportTexts& texts = in_language(language, report_russian, report_belarusian, report_english);
    const Everybody all = gather(scenario, request);
    std::string note{texts.endings_note.text()};
    if (all.unreadable > 0) {
        note += " " + unreadable_words(all.unreadable, language);
    }
    report.begin_table({.id = "endings", .title = texts.endings.text(), .note = note, .chart = "pairs"},
                       {texts.ending.text(), texts.people.text()});
    for (std::size_t place = 0; place < scenario.places.size(); ++place) {
        if (scenario.places[place].is_ending()) {
            const auto reached = all.endings.find(place);
            report.add_row({report_cell(scenario.places[place].title, longest_name),
                            std::to_string(reached == all.endings.end() ? 0 : reached->second)});
        }
    }

    report.begin_table({.id = "graph", .title = texts.graph.text(), .note = texts.graph_note.text(), .chart = "graph"},
                       {texts.from.text(), texts.choice.text(), texts.to.text(), texts.times.text()});
    const auto write_place = [&](std::size_t index) {
        const Place& place = scenario.places[index];
        for (std::size_t number = 0; number < place.choices.size(); ++number) {
            const Choice& choice = place.choices[number];
            const auto taken = all.choices.find({index, number});
            report.add_row({report_cell(place.title, longest_name), report_cell(choice.text.plain, longest_name),
                            report_cell(scenario.places[choice.to].title, longest_name),
                            std::to_string(taken == all.choices.end() ? 0 : taken->second)});
        }
    };
    write_place(scenario.start);  // the graph is drawn from its first row on
    for (std::size_t place = 0; place < scenario.places.size(); ++place) {
        if (place != scenario.start) {
            write_place(place);
        }
    }
}

}  // namespace lyceum::plugins::scenario
