#pragma once
// What the pages of situations and the debrief have in common: numbers with their sign, changes in words, a table of
// indicators. [one thread]

#include "plugins/scenario/state.hpp"
#include "plugins/scenario/texts.hpp"

#include <string>

namespace lyceum::plugins::scenario {

inline constexpr const char* minus_sign = "\xE2\x88\x92";  // U+2212

inline std::string number(int value) {
    return value < 0 ? minus_sign + std::to_string(-static_cast<std::int64_t>(value)) : std::to_string(value);
}

inline std::string signed_number(int value) {
    return value > 0 ? "+" + std::to_string(value) : number(value);
}

// "65 %", with a blank that does not break.
inline std::string amount(const Indicator& indicator, int value) {
    return number(value) + (indicator.unit.empty() ? "" : "\xC2\xA0" + indicator.unit);
}

inline bool is_better(const Indicator& indicator, int change) {
    return indicator.good == Good::Up ? change > 0 : change < 0;
}

// "+15, worse".
inline void write_change(const Indicator& indicator, int change, const Texts& texts, Language spoken, sdk::Xhtml& out) {
    if (change == 0) {
        out.element("span", {{"class", "meta"}, {"lang", code_of(spoken)}}, texts.same.text());
        return;
    }
    const bool better = is_better(indicator, change);
    out.element("span", {{"class", better ? "better" : "worse"}, {"lang", code_of(spoken)}}, [&](sdk::Xhtml& words) {
        words.text(signed_number(change)).text(", ").text((better ? texts.better : texts.worse).text());
    });
}

// "Cost +15, worse; trust −5, worse" as a list; a sentence if nothing changed.
inline void write_changes(const Scenario& scenario, const Standing& before, const Standing& after, const Texts& texts,
                          Language spoken, sdk::Xhtml& out) {
    if (before.values == after.values) {
        out.element("p", {{"class", "meta"}, {"lang", code_of(spoken)}}, texts.no_change.text());
        return;
    }
    out.element("ul", {{"class", "changes"}}, [&](sdk::Xhtml& list) {
        for (std::size_t index = 0; index < scenario.indicators.size(); ++index) {
            const int change = after.values[index] - before.values[index];
            if (change != 0) {
                list.element("li", {}, [&](sdk::Xhtml& item) {
                    item.text(scenario.indicators[index].name).text(" ");
                    write_change(scenario.indicators[index], change, texts, spoken, item);
                });
            }
        }
    });
}

// Each indicator with where it is, where that is on its scale, and, if there is a `before`, how it changed since; where
// it was too if that has a name.
inline void write_indicators(const Scenario& scenario, const Standing* before, const Standing& now,
                             std::string_view caption, std::string_view before_words, std::string_view now_words,
                             const Texts& texts, Language spoken, sdk::Xhtml& out) {
    if (scenario.indicators.empty()) {
        return;
    }
    const std::string_view lang = code_of(spoken);
    const std::string_view own = code_of(scenario.language);
    out.element("table", {{"class", "indicators"}, {"lang", lang}}, [&](sdk::Xhtml& table) {
        table.element("caption", {}, caption);
        table.element("thead", {}, [&](sdk::Xhtml& head) {
            head.element("tr", {}, [&](sdk::Xhtml& row) {
                row.element("th", {{"scope", "col"}}, texts.indicator.text());
                if (before != nullptr && !before_words.empty()) {
                    row.element("th", {{"scope", "col"}}, before_words);
                }
                row.element("th", {{"scope", "col"}}, now_words);
                row.element("th", {{"scope", "col"}}, texts.range.text());
                if (before != nullptr) {
                    row.element("th", {{"scope", "col"}}, texts.change.text());
                }
            });
        });
        table.element("tbody", {}, [&](sdk::Xhtml& body) {
            for (std::size_t index = 0; index < scenario.indicators.size(); ++index) {
                const Indicator& indicator = scenario.indicators[index];
                body.element("tr", {}, [&](sdk::Xhtml& row) {
                    row.element("th", {{"scope", "row"}, {"lang", own}}, [&](sdk::Xhtml& cell) {
                        cell.text(indicator.name).text(" ");
                        cell.element("small", {{"class", "meta"}, {"lang", lang}},
                                     (indicator.good == Good::Up ? texts.more_is_better : texts.less_is_better).text());
                    });
                    if (before != nullptr && !before_words.empty()) {
                        row.element("td", {{"data-label", before_words}, {"lang", own}},
                                    amount(indicator, before->values[index]));
                    }
                    row.element("td", {{"data-label", now_words}, {"lang", own}}, [&](sdk::Xhtml& cell) {
                        cell.element("strong", {}, amount(indicator, now.values[index]));
                    });
                    row.element("td", {{"data-label", texts.range.text()}}, [&](sdk::Xhtml& cell) {
                        cell.element("meter",
                                     {{"min", indicator.least},
                                      {"max", indicator.most},
                                      {"value", now.values[index]},
                                      {"aria-label", indicator.name}},
                                     number(now.values[index]));
                    });
                    if (before == nullptr) {
                        return;
                    }
                    row.element("td", {{"data-label", texts.change.text()}}, [&](sdk::Xhtml& cell) {
                        write_change(indicator, now.values[index] - before->values[index], texts, spoken, cell);
                    });
                });
            }
        });
    });
}

// A row a step; the host draws a line an indicator from it. What it draws is where in its range each value stands.
inline void write_movement(const Scenario& scenario, const Path& path, const Texts& texts, Language spoken,
                           sdk::Xhtml& out) {
    if (scenario.indicators.empty() || path.steps.size() < 2) {
        return;
    }
    const std::string_view own = code_of(scenario.language);
    const auto values = [&](std::string_view name, const Standing& standing, sdk::Xhtml& body) {
        body.element("tr", {}, [&](sdk::Xhtml& row) {
            row.element("th", {{"scope", "row"}}, name);
            for (std::size_t index = 0; index < scenario.indicators.size(); ++index) {
                const Indicator& indicator = scenario.indicators[index];
                const std::int64_t above = std::int64_t{standing.values[index]} - indicator.least;
                row.element("td",
                            {{"data-label", indicator.name},
                             {"data-value", above * 100 / (std::int64_t{indicator.most} - indicator.least)},
                             {"lang", own}},
                            amount(indicator, standing.values[index]));
            }
        });
    };
    out.element("table", {{"data-chart", "lines"}, {"data-min", 0}, {"data-max", 100}, {"lang", code_of(spoken)}},
                [&](sdk::Xhtml& table) {
                    table.element("caption", {}, texts.movement.text());
                    table.element("thead", {}, [&](sdk::Xhtml& head) {
                        head.element("tr", {}, [&](sdk::Xhtml& row) {
                            row.element("th", {{"scope", "col"}}, texts.step.text());
                            for (const Indicator& indicator : scenario.indicators) {
                                row.element("th", {{"scope", "col"}, {"lang", own}}, indicator.name);
                            }
                        });
                    });
                    table.element("tbody", {}, [&](sdk::Xhtml& body) {
                        values(texts.start.text(), path.steps.front().before, body);
                        for (std::size_t index = 0; index < path.steps.size(); ++index) {
                            values(std::to_string(index + 1), path.steps[index].after, body);
                        }
                    });
                });
}

// The narrative: what its conditions let the learner see.
inline void write_passages(const Place& place, const Standing& standing, sdk::Xhtml& out) {
    for (const Passage& passage : place.passages) {
        if (standing.hold(passage.conditions)) {
            out.append(passage.text.xhtml);
        }
    }
}

}  // namespace lyceum::plugins::scenario
