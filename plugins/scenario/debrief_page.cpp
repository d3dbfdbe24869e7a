#include "plugins/scenario/debrief_page.hpp"

#include "plugins/scenario/page_parts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace lyceum::plugins::scenario {
namespace {

using sdk::Xhtml;

class Debrief {
public:
    Debrief(const Opened& opened, const State& state, const Path& path, Language spoken)
        : scenario_{opened.scenario},
          exploration_{opened.exploration},
          state_{state},
          path_{path},
          spoken_{spoken},
          texts_{texts_in(spoken)} {}

    void write(Xhtml& page) const {
        outcome(page);
        page.element("section", {{"lang", own()}}, [&](Xhtml& section) {
            heading(section, texts_.your_indicators);
            const Standing first = scenario_.first_standing();
            write_indicators(scenario_, &first, path_.standing, texts_.indicators.text(), texts_.at_start.text(),
                             texts_.at_end.text(), texts_, spoken_, section);
            write_movement(scenario_, path_, texts_, spoken_, section);
        });
        decisions(page);
        other_ways(page);
        experts(page);
        compared(page);
        page.element("form", {{"lang", code_of(spoken_)}}, [&](Xhtml& form) {
            form.element("p", {{"class", "meta"}}, texts_.again_note.text());
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                actions.element("button",
                                {{"type", "submit"}, {"name", "act"}, {"value", "again"}, {"class", "primary"}},
                                texts_.try_again.text());
            });
        });
    }

private:
    std::string_view own() const { return code_of(scenario_.language); }

    void heading(Xhtml& out, const Text& words) const { out.element("h3", {{"lang", code_of(spoken_)}}, words.text()); }

    const Text& outcome_words(Outcome outcome) const {
        return outcome == Outcome::Good ? texts_.good : outcome == Outcome::Bad ? texts_.bad : texts_.mixed;
    }

    void outcome(Xhtml& page) const {
        const Place& ending = scenario_.places[path_.place];
        page.element("section", {{"class", "result ending"}, {"lang", own()}}, [&](Xhtml& section) {
            section.element("h2", {{"id", "feedback"}, {"tabindex", "-1"}}, ending.title);
            section.element("p", {{"class", "meta"}, {"lang", code_of(spoken_)}},
                            outcome_words(*ending.outcome).text());
            write_passages(ending, path_.standing, section);
            write_sources(ending.sources, scenario_.language, texts_.sources.text(), spoken_, section);
        });
    }

    void decisions(Xhtml& page) const {
        page.element("section", {{"lang", own()}}, [&](Xhtml& section) {
            heading(section, texts_.what_decisions_did);
            section.element("ol", {{"class", "decisions"}}, [&](Xhtml& list) {
                for (const Step& step : path_.steps) {
                    const Place& place = scenario_.places[step.place];
                    const Choice& choice = place.choices[step.choice];
                    list.element("li", {}, [&](Xhtml& item) {
                        item.element("p", {{"class", "meta"}}, place.title);
                        item.element("p", {}, [&](Xhtml& line) { line.element("strong", {}, choice.text.plain); });
                        if (!choice.consequence.empty() && is_first_visit(step)) {
                            item.element("p", {}, [&](Xhtml& line) { line.append(choice.consequence.xhtml); });
                        }
                        write_changes(scenario_, step.before, step.after, texts_, spoken_, item);
                    });
                }
            });
        });
    }

    bool is_first_visit(const Step& step) const {
        const auto first = std::find_if(path_.steps.begin(), path_.steps.end(), [&](const Step& each) {
            return each.place == step.place && each.choice == step.choice;
        });
        return &*first == &step;
    }

    // Where a choice taken in a standing leads; nothing if the scenario is too large to know what comes of it.
    const Met* met_after(const Step& step, std::size_t choice) const {
        const Choice& taken = scenario_.places[step.place].choices[choice];
        return exploration_.is_complete() ? exploration_.find(taken.to, scenario_.after(step.before, taken)) : nullptr;
    }

    // The choice from which the best can come, as Met::best has it; of equal ones the first.
    std::optional<std::size_t> best_choice(const Step& step) const {
        std::optional<std::size_t> best;
        std::tuple<double, std::int64_t, double> most{-1, 0, 0};
        const std::vector<Choice>& choices = scenario_.places[step.place].choices;
        for (std::size_t index = 0; index < choices.size(); ++index) {
            const Met* next = step.before.hold(choices[index].conditions) ? met_after(step, index) : nullptr;
            if (next == nullptr || !next->best) {
                continue;
            }
            const Met& end = exploration_.met()[*next->best];
            const std::tuple<double, std::int64_t, double> worth{scenario_.places[end.place].score,
                                                                 -static_cast<std::int64_t>(next->decisions),
                                                                 scenario_.balance(end.standing.values)};
            if (worth > most) {
                most = worth;
                best = index;
            }
        }
        return best;
    }

    void other_ways(Xhtml& page) const {
        page.element("section", {{"lang", own()}}, [&](Xhtml& section) {
            heading(section, texts_.other_ways);
            section.element("p", {{"class", "meta"}, {"lang", code_of(spoken_)}}, texts_.other_ways_note.text());
            std::set<std::size_t> shown;  // a place met again on a loop is told of once
            for (const Step& step : path_.steps) {
                if (!shown.insert(step.place).second) {
                    continue;
                }
                section.element("h4", {}, scenario_.places[step.place].title);
                section.element("ul", {{"class", "ways"}}, [&](Xhtml& list) { ways(step, list); });
            }
        });
    }

    void ways(const Step& step, Xhtml& list) const {
        const Place& place = scenario_.places[step.place];
        const std::optional<std::size_t> best = best_choice(step);
        for (std::size_t index = 0; index < place.choices.size(); ++index) {
            const Choice& choice = place.choices[index];
            if (!step.before.hold(choice.conditions)) {
                continue;
            }
            const bool taken = index == step.choice;
            list.element("li", {}, [&](Xhtml& item) {
                item.element("p", {}, [&](Xhtml& line) {
                    line.text(choice.text.plain);
                    if (taken || index == best) {
                        const Text& words = !taken          ? texts_.best_choice
                                            : index == best ? texts_.best_chosen
                                                            : texts_.chosen;
                        line.text(" ").element("strong", {{"lang", code_of(spoken_)}},
                                               "(" + std::string{words.text()} + ")");
                    }
                });
                write_changes(scenario_, step.before, scenario_.after(step.before, choice), texts_, spoken_, item);
                const Met* next = met_after(step, index);
                if (next != nullptr && next->best) {
                    const Place& end = scenario_.places[exploration_.met()[*next->best].place];
                    item.element("p", {{"class", "meta"}, {"lang", code_of(spoken_)}}, texts_.at_best.with(end.title));
                }
            });
        }
    }

    void experts(Xhtml& page) const {
        Xhtml advice;
        std::set<std::size_t> shown;
        for (const Step& step : path_.steps) {
            const Place& place = scenario_.places[step.place];
            if (shown.insert(step.place).second && !place.advice.empty()) {
                advice.element("h4", {}, place.title);
                write_advice(place.advice, advice);
            }
        }
        const Place& ending = scenario_.places[path_.place];
        if (!ending.advice.empty()) {
            advice.element("h4", {}, ending.title);
            write_advice(ending.advice, advice);
        }
        write_advice(scenario_.advice, advice);
        if (!advice.empty()) {
            page.element("section", {{"class", "advice"}, {"lang", own()}}, [&](Xhtml& section) {
                heading(section, texts_.experts);
                section.append(advice);
            });
        }
    }

    static void write_advice(const std::vector<Advice>& advice, Xhtml& out) {
        for (const Advice& each : advice) {
            out.element("figure", {{"class", "quote"}}, [&](Xhtml& figure) {
                figure.element("blockquote", {}, [&](Xhtml& quoted) { quoted.append(each.text.xhtml); });
                if (!each.by.empty()) {
                    figure.element("figcaption", {}, each.by);
                }
            });
        }
    }

    // The attempt before beside this one; and the best, if it is neither.
    void compared(Xhtml& page) const {
        const Path last = follow(scenario_, state_.last);
        if (state_.last.empty() || !scenario_.places[last.place].is_ending()) {
            return;
        }
        std::vector<std::pair<std::string_view, const Path*>> columns{{texts_.this_attempt.text(), &path_},
                                                                      {texts_.attempt_before.text(), &last}};
        const Path best = follow(scenario_, state_.best);
        if (scenario_.places[best.place].is_ending() && state_.best != state_.last && state_.best != state_.now) {
            columns.emplace_back(texts_.best_attempt.text(), &best);
        }
        page.element("section", {{"lang", code_of(spoken_)}}, [&](Xhtml& section) {
            heading(section, texts_.compared);
            section.element("p", {{"class", "meta"}}, texts_.compared_note.text());
            section.element("table", {}, [&](Xhtml& table) {
                table.element("caption", {}, texts_.indicators.text());
                table.element("thead", {}, [&](Xhtml& head) {
                    head.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "col"}}, texts_.indicator.text());
                        for (const auto& [name, path] : columns) {
                            row.element("th", {{"scope", "col"}}, name);
                        }
                    });
                });
                table.element("tbody", {}, [&](Xhtml& body) {
                    body.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "row"}}, texts_.ending.text());
                        for (const auto& [name, path] : columns) {
                            row.element("td", {{"data-label", name}, {"lang", own()}},
                                        scenario_.places[path->place].title);
                        }
                    });
                    for (std::size_t index = 0; index < scenario_.indicators.size(); ++index) {
                        body.element("tr", {}, [&](Xhtml& row) {
                            const Indicator& indicator = scenario_.indicators[index];
                            row.element("th", {{"scope", "row"}, {"lang", own()}}, indicator.name);
                            for (const auto& [name, path] : columns) {
                                row.element("td", {{"data-label", name}, {"lang", own()}},
                                            amount(indicator, path->standing.values[index]));
                            }
                        });
                    }
                });
            });
        });
    }

    const Scenario& scenario_;
    const Exploration& exploration_;
    const State& state_;
    const Path& path_;
    Language spoken_;
    const Texts& texts_;
};

}  // namespace

void write_debrief(const Opened& opened, const State& state, const Path& path, Language language, sdk::Xhtml& page) {
    Debrief{opened, state, path, language}.write(page);
}

}  // namespace lyceum::plugins::scenario
