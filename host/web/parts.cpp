#include "host/web/parts.hpp"

#include "host/web/address.hpp"
#include "host/web/pages.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::web {
namespace {

constexpr int highest_level = 4;
// What a sum of points in binary may miss a whole percent by.
constexpr double rounding = 1e-6;

std::string name_of_level(const content::Framework& framework, int level, Language language) {
    const auto found = std::ranges::find(framework.levels, level, &content::Level::number);
    return found == framework.levels.end() ? std::string{} : found->name.in(language);
}

}  // namespace

Values dots(int level, int target) {
    ValueList list;
    for (int i = 1; i <= highest_level; ++i) {
        Values dot;
        dot["look"] = i <= level ? "dot full" : i <= target ? "dot wanted" : "dot";
        list.push_back(std::move(dot));
    }
    return Values{list};
}

Values competency_line(const Speech& speech, const learning::CompetencyStanding& standing) {
    Values line;
    put_text(line, "name", standing.competency->name, speech.language());
    line["link"] = competency_path(standing.competency->id);
    line["dots"] = dots(standing.level, standing.target);
    line["level"] = std::to_string(standing.level);
    line["target"] = std::to_string(standing.target);
    line["wanted"] = standing.target > 0;
    line["reached"] = standing.level >= standing.target;
    return line;
}

std::string level_words(const Speech& speech, const content::Framework& framework, int level) {
    if (level == 0) {
        return speech.tr("no level shown yet");
    }
    const auto number = std::to_string(level);
    const auto name = name_of_level(framework, level, speech.language());
    return name.empty() ? speech.tr("level {number}", {{"number", number}})
                        : speech.tr("level {number} “{name}”", {{"number", number}, {"name", name}});
}

std::string declared_words(const Speech& speech, const content::Framework& framework, int level) {
    return level == 0 ? speech.tr("not yet") : level_words(speech, framework, level);
}

std::string level_name(const Speech& speech, const content::Framework& framework, int level) {
    const auto name = name_of_level(framework, level, speech.language());
    if (level == 0) {
        return speech.tr("No level yet");
    }
    return name.empty() ? std::to_string(level) : name;
}

std::string reached_words(const Speech& speech, const std::vector<learning::CompetencyStanding>& all) {
    const auto wanted = std::ranges::count_if(all, [](const auto& one) { return one.target > 0; });
    const auto reached =
        std::ranges::count_if(all, [](const auto& one) { return one.target > 0 && one.level >= one.target; });
    if (wanted == 0) {
        return {};
    }
    return speech.tr("At the level your role needs: {reached} of {wanted}",
                     {{"reached", std::to_string(reached)}, {"wanted", std::to_string(wanted)}});
}

std::string percent(const Speech& speech, double share) {
    return speech.tr("{number}%", {{"number", std::to_string(static_cast<int>(std::floor(share * 100 + rounding)))}});
}

std::string competency_path(std::string_view competency) {
    return "/profile/competency/" + encode_segment(competency);
}

std::string answers_path(std::string_view course) {
    return "/profile/course/" + encode_segment(course);
}

Values text_or_nothing(const std::string& text) {
    return text.empty() ? Values{false} : Values{text};
}

}  // namespace lyceum::web
