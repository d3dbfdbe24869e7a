#include "plugins/priorities/draft.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"

#include <algorithm>

namespace lyceum::plugins::priorities {
namespace {

constexpr std::size_t longest_title = 140;  // characters
constexpr std::size_t longest_line = 200;
constexpr int most_years = 5;

std::string text_in(const Typed& typed, std::string_view name) {
    const auto found = typed.find(name);
    return found == typed.end() ? std::string{} : found->second;
}

// "2027-06-01" as browsers send it, "01.06.2027" as people type it.
std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
    const bool has_dots = text.find('.') != std::string_view::npos;
    const std::vector<std::string_view> parts = split(text, has_dots ? '.' : '-');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto first = number_of<int>(parts[0]);
    const auto second = number_of<unsigned>(parts[1]);
    const auto third = number_of<int>(parts[2]);
    if (!first || !second || !third || *first < 0 || *third < 0) {
        return std::nullopt;
    }
    const int year = has_dots ? *third : *first;
    const int day = has_dots ? *first : *third;
    if (year < 1900 || year > 2999 || day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{*second},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

std::uint32_t grade_of(const Typed& typed, std::string_view name) {
    const std::uint32_t grade = number_of<std::uint32_t>(text_in(typed, name)).value_or(0);
    return grade <= 5 ? grade : 0;
}

class Parser {
public:
    Parser(const Typed& typed, const Texts& texts, Parsed& parsed) : typed_{typed}, texts_{texts}, parsed_{parsed} {}

    std::string text(std::string_view name, std::size_t longest) {
        std::string value = text_in(typed_, name);
        // The host's bounds are in bytes; letters of Russian take two, but a person may type anything.
        const std::size_t most_bytes = name == "title" ? 300 : 1000;
        if (count_characters(value) > longest || value.size() > most_bytes) {
            slip(name, texts_.too_long.with(std::to_string(longest)));
        }
        return value;
    }

    std::string number(std::string_view name) {
        const std::string value = text_in(typed_, name);
        if (value.empty()) {
            return {};
        }
        const auto number = typed_number(value, text_in(typed_, "unit"));
        std::string plain = number ? plain_number(*number) : std::string{};
        if (!number || plain.size() > 16) {
            slip(name, texts_.not_a_number.text());
            return {};
        }
        return plain;
    }

    std::string deadline(std::chrono::sys_days today) {
        const std::string value = text_in(typed_, "deadline");
        if (value.empty()) {
            return {};
        }
        const auto day = parse_day(value);
        if (!day) {
            slip("deadline", texts_.not_a_date.text());
        } else if (*day <= today || *day > today + std::chrono::days{366 * most_years}) {
            slip("deadline", texts_.bad_deadline.text());
        } else {
            return written(*day);
        }
        return {};
    }

    void slip(std::string_view name, std::string_view words) { parsed_.slips.push_back({name, std::string{words}}); }

private:
    const Typed& typed_;
    const Texts& texts_;
    Parsed& parsed_;
};

}  // namespace

std::string written(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
           two(static_cast<unsigned>(date.day()));
}

std::chrono::sys_days day_in_minsk(sdk::Time time) {
    return std::chrono::floor<std::chrono::days>(time + std::chrono::hours{3});
}

std::optional<Typed> typed_of(const sdk::Fields& fields) {
    Typed typed;
    for (const std::string_view name : field_names) {
        const std::string_view value = fields.find(name).value_or("");
        if (!is_utf8(value) || value.size() > 4000) {
            return std::nullopt;
        }
        std::string line = clean_line(value);
        if (!line.empty()) {
            typed.emplace(name, std::move(line));
        }
    }
    return typed;
}

Typed typed_of(const sdk::Task& task) {
    Typed typed;
    const auto put = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) {
            typed.emplace(name, value);
        }
    };
    const auto grade = [](std::uint32_t number) { return number == 0 ? std::string{} : std::to_string(number); };
    put("title", task.title);
    put("service", task.service);
    put("baseline", task.baseline);
    put("target", task.target);
    put("unit", task.unit);
    put("deadline", task.deadline);
    put("sector", grade(task.effect_sector));
    put("sector-why", task.effect_sector_reason);
    put("state", grade(task.effect_state));
    put("state-why", task.effect_state_reason);
    put("effort", grade(task.effort));
    put("partners", task.partners);
    put("step", task.first_step);
    put("evidence", task.evidence);
    return typed;
}

Parsed parse(const Typed& typed, std::chrono::sys_days today, const Texts& texts) {
    Parsed parsed;
    Parser parser{typed, texts, parsed};
    sdk::Task& task = parsed.task;
    task.title = parser.text("title", longest_title);
    if (task.title.empty()) {
        parser.slip("title", texts.no_title.text());
    }
    task.service = parser.text("service", longest_line);
    task.baseline = parser.number("baseline");
    task.target = parser.number("target");
    if (!task.baseline.empty() && task.baseline == task.target) {
        parser.slip("target", texts.no_change.text());
    }
    task.unit = parser.text("unit", longest_line);
    task.deadline = parser.deadline(today);
    task.effect_sector = grade_of(typed, "sector");
    task.effect_sector_reason = parser.text("sector-why", longest_reason);
    task.effect_state = grade_of(typed, "state");
    task.effect_state_reason = parser.text("state-why", longest_reason);
    task.effort = grade_of(typed, "effort");
    task.partners = parser.text("partners", longest_reason);
    task.first_step = parser.text("step", longest_reason);
    task.evidence = parser.text("evidence", longest_reason);
    return parsed;
}

std::vector<std::string> missing(const sdk::Task& task, const Texts& texts) {
    std::vector<std::string> lacking;
    const auto want = [&](bool there, const Text& name) {
        if (!there) {
            lacking.emplace_back(name.text());
        }
    };
    want(!task.baseline.empty(), texts.lacks_baseline);
    want(!task.target.empty(), texts.lacks_target);
    want(!task.unit.empty(), texts.lacks_unit);
    want(!task.deadline.empty(), texts.lacks_deadline);
    want(task.effect_sector > 0 && !task.effect_sector_reason.empty(), texts.lacks_sector);
    want(task.effect_state > 0 && !task.effect_state_reason.empty(), texts.lacks_state);
    want(task.effort > 0, texts.lacks_effort);
    want(!task.first_step.empty(), texts.lacks_step);
    return lacking;
}

}  // namespace lyceum::plugins::priorities
