#include "plugins/survey/report.hpp"

#include "plugins/common/typed_text.hpp"
#include "plugins/survey/gathered.hpp"
#include "plugins/survey/statistics.hpp"
#include "plugins/survey/texts.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::plugins::survey {
namespace {

class Writer {
public:
    Writer(const Survey& survey, const sdk::ReportRequest& request, sdk::Report& report)
        : survey_{survey},
          gathered_{survey, request.shared()},
          language_{language_of(request.language())},
          texts_{texts_in(language_)},
          report_{report} {}

    void write() {
        report_.begin_table({.id = "people", .title = texts_.results.text()},
                            {texts_.before.text(), texts_.after.text()});
        report_.add_row({std::to_string(gathered_.count(Moment::Before)),
                         survey_.twice ? std::to_string(gathered_.count(Moment::After)) : std::string{"—"}});
        for (const Question& question : survey_.questions) {
            write(question);
        }
    }

private:
    void write(const Question& question) {
        const std::string title = report_cell(question.prompt.plain, 300);
        const std::vector<std::string> before = gathered_.answers(question, Moment::Before);
        std::vector<std::string> after = gathered_.answers(question, Moment::After);
        if (before.size() < fewest_shown) {
            report_.begin_table({.id = question.id, .title = title, .note = texts_.hidden_below_five.text()},
                                {texts_.option.text()});
            return;
        }
        if (after.size() < fewest_shown) {
            after.clear();
        }
        const std::string note = change_of_answers(question);
        if (question.kind == Kind::Text) {
            texts(question, title, before, after);
            return;
        }
        const bool ranked = question.kind == Kind::Rank;
        const bool number = question.kind == Kind::Number;
        const std::string_view first = !after.empty() ? texts_.before.text()
                                       : ranked       ? texts_.place.text()
                                       : number       ? texts_.all_answers.text()
                                                      : texts_.share.text();
        const std::string_view chart = ranked || number ? std::string_view{} : "pairs";
        const sdk::Report::Table table{.id = question.id, .title = title, .note = note, .chart = chart};
        if (after.empty()) {
            report_.begin_table(table, {texts_.option.text(), first});
        } else {
            report_.begin_table(table, {texts_.option.text(), first, texts_.after.text()});
        }
        if (number) {
            row(question.unit.empty() ? title : question.unit, median(before), after.empty() ? "" : median(after));
        }
        for (const Option& option : question.options) {
            const auto told = [&](const std::vector<std::string>& answers) {
                return ranked ? printed_value(mean_place_of(answers, option.id), language_) : share(answers, option.id);
            };
            const bool is_zero = question.kind == Kind::Competency && option.id == "0";
            row(is_zero ? std::string{texts_.level_zero.text()} : option.text.plain, told(before),
                after.empty() ? "" : told(after));
        }
    }

    // The second number is left out where there is none.
    void row(std::string_view name, const std::string& before, const std::string& after) {
        constexpr std::size_t longest_name = 300;  // characters
        if (after.empty()) {
            report_.add_row({report_cell(name, longest_name), before});
        } else {
            report_.add_row({report_cell(name, longest_name), before, after});
        }
    }

    static std::string share(const std::vector<std::string>& answers, const std::string& option) {
        const std::size_t count = count_of(answers, option);
        const auto percent = std::lround(100.0 * static_cast<double>(count) / static_cast<double>(answers.size()));
        return std::to_string(percent) + "\u00A0% (" + std::to_string(count) + ")";
    }

    // The middle half, never the extremes, which may be known to be somebody's.
    std::string median(const std::vector<std::string>& answers) const {
        const std::vector<double> given = values_of(answers);
        const auto at = [&](double part) { return printed_value(quantile_of(given, part), language_); };
        return at(0.5) + " (" + at(0.25) + "–" + at(0.75) + ")";
    }

    std::string change_of_answers(const Question& question) const {
        if (!question.is_measured()) {
            return {};
        }
        const std::vector<double> differences = gathered_.differences(question);
        if (differences.size() < fewest_shown) {
            return {};
        }
        const Change change = change_of(differences);
        const auto signed_value = [&](double value) {
            return (value > 0 ? "+" : "") + printed_value(value, language_);
        };
        return texts_.change.with(signed_value(change.mean)) + " " +
               texts_.interval.with(signed_value(change.mean - change.margin),
                                    signed_value(change.mean + change.margin)) +
               " " + texts_.pairs.with(language_, change.pairs);
    }

    // In the order of the alphabet, not of people or of time.
    void texts(const Question& question, std::string_view title, std::vector<std::string> before,
               std::vector<std::string> after) {
        report_.begin_table({.id = question.id, .title = title}, {texts_.option.text()});
        const auto list = [&](std::vector<std::string>& answers) {
            std::stable_sort(answers.begin(), answers.end(), [](const std::string& one, const std::string& other) {
                return sorting_key(one) < sorting_key(other);
            });
            constexpr std::size_t most_texts = 300;
            for (std::size_t index = 0; index < std::min(answers.size(), most_texts); ++index) {
                report_.add_row({report_cell(answers[index], 500)});
            }
        };
        list(before);
        list(after);
    }

    const Survey& survey_;
    Gathered gathered_;
    Language language_;
    const Texts& texts_;
    sdk::Report& report_;
};

}  // namespace

void write_report(const Survey& survey, const sdk::ReportRequest& request, sdk::Report& report) {
    Writer{survey, request, report}.write();
}

}  // namespace lyceum::plugins::survey
