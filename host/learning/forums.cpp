#include "host/learning/forums.hpp"

#include "host/learning/standing.hpp"
#include "host/progress/growth.hpp"
#include "host/xml/document.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace lyceum::learning {

namespace {

constexpr std::chrono::hours of_minsk{3};

// "2026-11-20T09:00" of Minsk.
std::optional<TimePoint> moment_of(std::string_view text) {
    const auto as_utc = parse_iso8601(std::string{text} + ":00Z");
    return as_utc ? std::optional{*as_utc - of_minsk} : std::nullopt;
}

ForumTime time_of(const ForumDates& dates, TimePoint now) {
    if (dates.ends && now >= *dates.ends) {
        return ForumTime::Past;
    }
    return dates.starts && now < *dates.starts ? ForumTime::Next : ForumTime::Running;
}

TimePoint start_of(const ForumLine& line) {
    return line.unit->forum->starts.value_or(TimePoint::max());
}

// Levels shown by showings before `until`, by competency.
std::map<std::string, int> levels_before(const Showings& showings, TimePoint until) {
    std::map<std::string, int> levels;
    for (const auto& [competency, list] : showings) {
        const auto end = std::ranges::find_if(
            list, [&](const progress::Showing& showing) { return showing.time >= until; });
        levels[competency] = progress::level_shown({list.begin(), end});
    }
    return levels;
}

ForumGrowth growth_between(const content::Framework& framework, const content::Role* role, const Showings& showings,
                           TimePoint start, TimePoint end) {
    auto before = levels_before(showings, start);
    auto after = levels_before(showings, end);
    ForumGrowth growth;
    for (const content::Competency& competency : framework.competencies) {
        const auto target = role == nullptr ? 0 : to_competency_standing(competency, role, {}).target;
        const ForumStep step{.competency = &competency, .from = before[competency.id], .to = after[competency.id]};
        growth.before += progress::counted(step.from, target);
        growth.after += progress::counted(step.to, target);
        growth.wanted += target;
        if (step.to > step.from) {
            growth.steps.push_back(step);
        }
    }
    return growth;
}

// Of the forums that the person takes part in and that have begun.
Result<void> add_growth(Campus& campus, const store::User& person, Forums& forums) {
    std::vector<ForumLine*> begun;
    for (auto* list : {&forums.running, &forums.past}) {
        for (ForumLine& line : *list) {
            if (line.takes_part && line.unit->forum->starts) {
                begun.push_back(&line);
            }
        }
    }
    if (begun.empty()) {
        return success();
    }
    std::ranges::stable_sort(begun, {}, [](const ForumLine* line) { return start_of(*line); });
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    const Showings showings = by_competency(evidence);
    const content::Framework& framework = forums.catalogue->framework;
    for (std::size_t i = 0; i < begun.size(); ++i) {
        const TimePoint end = i + 1 < begun.size() ? start_of(*begun[i + 1]) : TimePoint::max();
        begun[i]->growth =
            growth_between(framework, framework.find_role(person.role), showings, start_of(*begun[i]), end);
    }
    return success();
}

}  // namespace

std::optional<ForumDates> read_forum_dates(const modules::Activity& activity) {
    const auto root = xml::peek_root(activity.bytes);
    if (!root || root->local_name != "forum" || root->namespace_uri != "urn:lyceum:forum:1") {
        return std::nullopt;
    }
    xml::Diagnostics ignored;  // the file was checked when the course was read
    const auto document = xml::Document::parse(activity.bytes, activity.file, {}, ignored);
    if (!document) {
        return std::nullopt;
    }
    return ForumDates{.starts = moment_of(document->root().attribute_or("starts", "")),
                      .ends = moment_of(document->root().attribute_or("ends", ""))};
}

Result<Forums> forums(Campus& campus, const store::User& person) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    const auto catalogue = campus.catalogue;
    const TimePoint now = campus.clock();
    Forums forums;
    forums.catalogue = catalogue;
    for (const auto& course : catalogue->courses) {
        if (std::ranges::none_of(course->units, [](const PublishedUnit& unit) { return unit.forum.has_value(); })) {
            continue;
        }
        LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
        if (!begun.registration && !is_for(*course->course, person.role)) {
            continue;
        }
        for (const PublishedUnit& unit : course->units) {
            if (!unit.forum) {
                continue;
            }
            const ForumLine line{.course = course,
                                 .unit = &unit,
                                 .time = time_of(*unit.forum, now),
                                 .takes_part = begun.standings.contains(unit.au->id)};
            (line.time == ForumTime::Running ? forums.running
             : line.time == ForumTime::Next  ? forums.next
                                             : forums.past)
                .push_back(line);
        }
    }
    std::ranges::stable_sort(forums.next, {}, start_of);
    std::ranges::stable_sort(
        forums.past, [](const ForumLine& left, const ForumLine& right) { return start_of(left) > start_of(right); });
    LYCEUM_TRY(add_growth(campus, person, forums));
    return forums;
}

}  // namespace lyceum::learning
