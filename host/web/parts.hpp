#pragma once
// Small pieces that several pages show alike: levels as dots and in words, shares in percent. Private to web's
// pages_*.cpp. [any thread]

#include "host/learning/overview.hpp"
#include "host/web/templates.hpp"
#include "host/web/texts.hpp"

#include <string>
#include <vector>

namespace lyceum::web {

// Four dots: filled up to the level shown, ringed up to the target. The same is to be said in words beside them.
Values dots(int level, int target);

// `name`, `dots`, `level`, `target`, `link` and what else competency_line.mustache wants.
Values competency_line(const Speech& speech, const learning::CompetencyStanding& standing);

// "уровень 2 «Применяет»"; "ни один уровень пока не показан" for 0.
std::string level_words(const Speech& speech, const content::Framework& framework, int level);

// The same of a level a person says they have: "пока не приходилось" for 0.
std::string declared_words(const Speech& speech, const content::Framework& framework, int level);

// "Применяет"; its number where the framework has no word for it; "Уровня пока нет" for 0.
std::string level_name(const Speech& speech, const content::Framework& framework, int level);

// How many competencies stand where the role wants them: "На нужном для роли уровне: 1 из 6"; empty if it wants none.
std::string reached_words(const Speech& speech, const std::vector<learning::CompetencyStanding>& all);

// "80 %", a share from 0 to 1. Rounded down, so that 69.9 is never shown as the 70 that would have been enough.
std::string percent(const Speech& speech, double share);

// The address of the page behind a competency's numbers, and of the one behind a course's.
std::string competency_path(std::string_view competency);
std::string answers_path(std::string_view course);

// Text or false, as mustache sections want it.
Values text_or_nothing(const std::string& text);

}  // namespace lyceum::web
