#include "plugins/survey/results_page.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/survey/gathered.hpp"
#include "plugins/survey/statistics.hpp"
#include "plugins/survey/texts.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::plugins::survey {
namespace {

using sdk::Xhtml;

class Results {
public:
    Results(const Survey& survey, const State& state, const sdk::Shared& shared, Language spoken)
        : survey_{survey}, state_{state}, spoken_{spoken}, texts_{texts_in(spoken)}, gathered_{survey, shared} {}

    void write(Xhtml& page) const {
        const std::size_t before = gathered_.count(Moment::Before);
        const std::size_t after = gathered_.count(Moment::After);
        page.element("section", {{"class", "result"}, {"lang", said()}}, [&](Xhtml& section) {
            section.element("h2", {}, texts_.results.text());
            section.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
                line.text(texts_.answered.with(spoken_, before));
                if (survey_.twice) {
                    line.text(" · ").text(texts_.answered_after.with(spoken_, after));
                }
            });
            if (before < fewest_shown) {
                section.element("p", {}, texts_.hidden_below_five.text());
            }
        });
        if (before >= fewest_shown) {
            for (const Question& question : survey_.questions) {
                page.element("section", {{"class", "survey-results"}, {"lang", said()}},
                             [&](Xhtml& section) { write(question, section); });
            }
        }
        own_answers(page);
        page.element("form", {{"lang", said()}}, [&](Xhtml& form) {
            const bool second_waits = survey_.twice && !state_.sent.contains(Moment::After);
            if (second_waits) {
                form.element("p", {{"class", "meta"}}, texts_.second_note.text());
            }
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                actions.element("button",
                                {{"type", "submit"}, {"name", "act"}, {"value", "again"}, {"class", "secondary"}},
                                (second_waits ? texts_.answer_after : texts_.change_answers).text());
            });
        });
    }

private:
    std::string_view own() const { return plugins::code_of(survey_.language); }
    std::string_view said() const { return plugins::code_of(spoken_); }

    std::string printed(double value) const { return printed_value(value, spoken_); }
    std::string printed_change(double value) const { return (value > 0 ? "+" : "") + printed(value); }

    void write(const Question& question, Xhtml& section) const {
        section.element("h3", {{"lang", own()}}, question.prompt.plain);
        const std::vector<std::string> before = gathered_.answers(question, Moment::Before);
        if (before.size() < fewest_shown) {
            section.element("p", {{"class", "meta"}}, texts_.hidden_below_five.text());
            return;
        }
        std::vector<std::string> after = gathered_.answers(question, Moment::After);
        if (after.size() < fewest_shown) {
            after.clear();
        }
        switch (question.kind) {
            case Kind::Likert:
            case Kind::Competency:
            case Kind::Choice:
            case Kind::Choices:
                shares(question, before, after, section);
                break;
            case Kind::Rank:
                places(question, before, after, section);
                break;
            case Kind::Number:
                numbers(question, before, after, section);
                break;
            case Kind::Text:
                words(before, texts_.before, !after.empty(), section);
                words(after, texts_.after, true, section);
                break;
        }
        if (question.is_measured()) {
            change(question, section);
        }
    }

    void head(std::string_view first, const Text& value, bool has_after, Xhtml& table) const {
        table.element("thead", {}, [&](Xhtml& head) {
            head.element("tr", {}, [&](Xhtml& row) {
                row.element("th", {{"scope", "col"}}, first);
                row.element("th", {{"scope", "col"}}, (has_after ? texts_.before : value).text());
                if (has_after) {
                    row.element("th", {{"scope", "col"}}, texts_.after.text());
                }
            });
        });
    }

    // A table of which the host draws a bar a row, or where it was and where it is.
    template <typename Rows>
    void chart(const Text& caption, const Text& value, bool has_after, const Rows& rows, Xhtml& section) const {
        section.element("table", {{"data-chart", "pairs"}, {"data-min", 0}, {"data-max", 100}}, [&](Xhtml& table) {
            table.element("caption", {}, caption.text());
            head(texts_.option.text(), value, has_after, table);
            table.element("tbody", {}, [&](Xhtml& body) { rows(body); });
        });
    }

    std::string option_name(const Question& question, const Option& option) const {
        if (question.kind != Kind::Competency) {
            return option.text.plain;
        }
        return option.id == "0" ? std::string{texts_.level_zero.text()} : option.id + ". " + option.text.plain;
    }

    void shares(const Question& question, const std::vector<std::string>& before, const std::vector<std::string>& after,
                Xhtml& section) const {
        const auto rows = [&](Xhtml& body) {
            for (const Option& option : question.options) {
                body.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "row"}, {"lang", option.id == "0" ? said() : own()}},
                                option_name(question, option));
                    share(row, after.empty() ? texts_.share : texts_.before, before, option.id);
                    if (!after.empty()) {
                        share(row, texts_.after, after, option.id);
                    }
                });
            }
        };
        chart(texts_.share_caption, texts_.share, !after.empty(), rows, section);
        if (question.is_scale()) {
            section.element("p", {}, [&](Xhtml& line) {
                line.text(texts_.mean.with(printed(mean_of(values_of(before)))));
                if (!after.empty()) {
                    line.text(" ").text(texts_.mean_after.with(printed(mean_of(values_of(after)))));
                }
            });
        }
    }

    void share(Xhtml& row, const Text& label, const std::vector<std::string>& answers, const std::string& id) const {
        const std::size_t count = count_of(answers, id);
        const double percent = std::round(100.0 * static_cast<double>(count) / static_cast<double>(answers.size()));
        row.element("td", {{"data-label", label.text()}},
                    printed(percent) + "\xC2\xA0% (" + std::to_string(count) + ")");
    }

    // The mean place of each option, the best first.
    void places(const Question& question, const std::vector<std::string>& before, const std::vector<std::string>& after,
                Xhtml& section) const {
        std::vector<std::pair<double, const Option*>> order;
        for (const Option& option : question.options) {
            order.emplace_back(mean_place_of(before, option.id), &option);
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& one, const auto& other) { return one.first < other.first; });
        const auto rows = [&](Xhtml& body) {
            for (const auto& [mean_before, option_placed] : order) {
                const double mean = mean_before;  // clang 14 captures no structured binding
                const Option* option = option_placed;
                body.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "row"}, {"lang", own()}}, option->text.plain);
                    place(question, row, after.empty() ? texts_.place : texts_.before, mean);
                    if (!after.empty()) {
                        place(question, row, texts_.after, mean_place_of(after, option->id));
                    }
                });
            }
        };
        chart(texts_.place_caption, texts_.place, !after.empty(), rows, section);
    }

    // The longer the bar, the nearer to the first place.
    void place(const Question& question, Xhtml& row, const Text& label, double mean) const {
        const auto count = static_cast<double>(question.options.size());
        row.element("td",
                    {{"data-label", label.text()},
                     {"data-value", static_cast<std::int64_t>(std::lround(100 * (count - mean) / (count - 1)))}},
                    printed(mean));
    }

    // The middle half, never the extremes: the largest value may be known to be somebody's.
    void numbers(const Question& question, const std::vector<std::string>& before,
                 const std::vector<std::string>& after, Xhtml& section) const {
        const auto line = [&](const std::vector<std::string>& answers, const Text& when) {
            const std::vector<double> given = values_of(answers);
            section.element("p", {}, [&](Xhtml& words) {
                words.element("strong", {}, when.text()).text(": ");
                words.text(texts_.median.with(amount(question, quantile_of(given, 0.5)),
                                              amount(question, quantile_of(given, 0.25)),
                                              amount(question, quantile_of(given, 0.75))));
            });
        };
        line(before, after.empty() ? texts_.all_answers : texts_.before);
        if (!after.empty()) {
            line(after, texts_.after);
        }
    }

    std::string amount(const Question& question, double value) const {
        return printed(value) + (question.unit.empty() ? "" : "\xC2\xA0" + question.unit);
    }

    void words(std::vector<std::string> answers, const Text& when, bool named, Xhtml& section) const {
        if (answers.empty()) {
            return;
        }
        // Not in the order of people or of time.
        std::stable_sort(answers.begin(), answers.end(), [](const std::string& one, const std::string& other) {
            return sorting_key(one) < sorting_key(other);
        });
        constexpr std::size_t most_texts = 300;  // of up to 1000 characters on one page
        constexpr std::size_t most_bytes = std::size_t{200} << 10;
        if (named) {
            section.element("h4", {}, when.text());
        }
        std::size_t bytes = 0;
        section.element("ul", {{"class", "said"}, {"lang", own()}}, [&](Xhtml& list) {
            for (std::size_t index = 0; index < std::min(answers.size(), most_texts) && bytes < most_bytes; ++index) {
                list.element("li", {}, answers[index]);
                bytes += answers[index].size();
            }
        });
    }

    std::string unit_of_change(const Question& question) const {
        const std::string unit = question.unit == "%" ? std::string{texts_.points.text()} : question.unit;
        return unit.empty() ? unit : "\xC2\xA0" + unit;
    }

    void change(const Question& question, Xhtml& section) const {
        if (gathered_.count(Moment::Before) == 0 || gathered_.count(Moment::After) == 0) {
            return;
        }
        const std::vector<double> differences = gathered_.differences(question);
        if (differences.size() < fewest_shown) {
            section.element("p", {{"class", "meta"}}, texts_.few_pairs.text());
            return;
        }
        const Change change = change_of(differences);
        section.element("p", {{"class", "change"}}, [&](Xhtml& line) {
            line.element("strong", {}, texts_.change.with(printed_change(change.mean) + unit_of_change(question)));
            line.text(" ").text(texts_.interval.with(printed_change(change.mean - change.margin),
                                                     printed_change(change.mean + change.margin)));
            line.text(" ").text((change.is_clear() ? texts_.clear : texts_.unclear).text());
            line.text(" ").text(texts_.pairs.with(spoken_, change.pairs));
        });
    }

    void own_answers(Xhtml& page) const {
        page.element("details", {{"class", "path"}, {"lang", said()}}, [&](Xhtml& box) {
            box.element("summary", {}, texts_.own_answers.text());
            for (const Moment moment : moments) {
                const auto found = state_.answers.find(moment);
                if (found == state_.answers.end() || !state_.sent.contains(moment)) {
                    continue;
                }
                if (survey_.twice) {
                    box.element("h3", {}, (moment == Moment::Before ? texts_.before : texts_.after).text());
                }
                box.element("dl", {{"lang", own()}}, [&](Xhtml& list) {
                    for (const Question& question : survey_.questions) {
                        const auto answer = found->second.find(question.id);
                        if (answer != found->second.end()) {
                            list.element("dt", {}, question.prompt.plain);
                            list.element("dd", {}, in_words(question, answer->second));
                        }
                    }
                });
            }
        });
    }

    std::string in_words(const Question& question, const std::string& answer) const {
        if (question.kind == Kind::Text) {
            return answer;
        }
        if (question.kind == Kind::Number) {
            return amount(question, value_of(answer));
        }
        std::string words;
        for (const std::string_view id : split(answer, ' ')) {
            const Option* option = question.find_option(id);
            if (option != nullptr) {
                words += (words.empty() ? "" : "; ") + option_name(question, *option);
            }
        }
        return words;
    }

    const Survey& survey_;
    const State& state_;
    Language spoken_;
    const Texts& texts_;
    Gathered gathered_;
};

}  // namespace

void write_results(const Survey& survey, const State& state, const sdk::Shared& shared, Language spoken,
                   sdk::Xhtml& page) {
    Results{survey, state, shared, spoken}.write(page);
}

}  // namespace lyceum::plugins::survey
