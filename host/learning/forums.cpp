#include "host/learning/forums.hpp"

#include "host/learning/standing.hpp"
#include "host/xml/document.hpp"

#include <algorithm>
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
    const auto catalogue = campus.catalogue;
    const TimePoint now = campus.clock();
    Forums forums;
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
    return forums;
}

}  // namespace lyceum::learning
