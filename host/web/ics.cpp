#include "host/web/ics.hpp"

#include "host/base/text.hpp"
#include "host/web/pages.hpp"
#include "host/web/wording.hpp"

#include <chrono>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

constexpr std::size_t line_bytes = 75;

std::string day(std::chrono::sys_days date) {
    const std::chrono::year_month_day parts{date};
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                       static_cast<unsigned>(parts.day()));
}

// In UTC: "20261124T090000Z".
std::string moment(TimePoint time) {
    const auto date = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - date)};
    return fmt::format("{}T{:02}{:02}{:02}Z", day(date), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string event(const Speech& speech, const learning::Deadline& deadline, std::string_view site) {
    const auto& course = *deadline.course->course;
    const auto title = course.title.in(speech.language());
    const auto due = std::chrono::floor<std::chrono::days>(deadline.due + local_offset);
    const auto done = std::to_string(deadline.satisfied_units);
    const auto all = std::to_string(deadline.course->units.size());
    const auto address = site.empty() ? std::string{} : std::string{site} + course_path(course.slug);

    std::string lines;
    lines += ics_line("BEGIN", "VEVENT");
    lines += ics_line("UID", to_string(deadline.registration) + "@lyceum");
    // When this piece of information was made: with the registration, and not with every question for it.
    lines += ics_line("DTSTAMP", moment(deadline.started));
    lines += ics_line("DTSTART;VALUE=DATE", day(due));
    lines += ics_line("DTEND;VALUE=DATE", day(due + std::chrono::days{1}));
    lines += ics_line("SUMMARY", ics_text(speech.tr("Complete the course “{course}”", {{"course", title}})));
    auto description = speech.tr("{done} of {all} steps", {{"done", done}, {"all", all}});
    if (!address.empty()) {
        description += "\n" + address;
        lines += ics_line("URL", address);
    }
    lines += ics_line("DESCRIPTION", ics_text(description));
    // A deadline does not make anybody busy all day.
    lines += ics_line("TRANSP", "TRANSPARENT");
    lines += ics_line("END", "VEVENT");
    return lines;
}

// A commitment: its own deadline, as long as it is open.
std::string event(const Speech& speech, const store::Task& task, std::string_view site) {
    const auto due = parse_date(task.deadline).value_or(std::chrono::sys_days{});
    std::string lines;
    lines += ics_line("BEGIN", "VEVENT");
    lines += ics_line("UID", to_string(task.id) + "@lyceum");
    lines += ics_line("DTSTAMP", moment(task.updated));
    lines += ics_line("DTSTART;VALUE=DATE", day(due));
    lines += ics_line("DTEND;VALUE=DATE", day(due + std::chrono::days{1}));
    lines += ics_line("SUMMARY", ics_text(speech.tr("Priority task: {task}", {{"task", task.title}})));
    auto description = speech.tr("Confirm the result on the page “My tasks”.");
    if (!site.empty()) {
        const auto address = std::string{site} + "/tasks";
        description += "\n" + address;
        lines += ics_line("URL", address);
    }
    lines += ics_line("DESCRIPTION", ics_text(description));
    lines += ics_line("TRANSP", "TRANSPARENT");
    lines += ics_line("END", "VEVENT");
    return lines;
}

}  // namespace

std::string ics_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
            out += c;
        }
    }
    return out;
}

std::string ics_line(std::string_view name, std::string_view value) {
    std::string whole{name};
    whole += ':';
    whole += value;
    std::string_view rest = whole;
    std::string out;
    std::size_t room = line_bytes;
    while (rest.size() > room) {
        const auto piece = text::cut(rest, room);
        out += piece;
        out += "\r\n ";
        rest.remove_prefix(piece.size());
        room = line_bytes - 1;  // the space in front belongs to the line
    }
    out += rest;
    out += "\r\n";
    return out;
}

std::string to_ics(const Speech& speech, const learning::Calendar& calendar, std::string_view site) {
    std::string lines;
    lines += ics_line("BEGIN", "VCALENDAR");
    lines += ics_line("VERSION", "2.0");
    lines += ics_line("PRODID", "-//Lyceum//Deadlines//EN");
    lines += ics_line("CALSCALE", "GREGORIAN");
    lines += ics_line("METHOD", "PUBLISH");
    const auto name = ics_text(speech.tr("Lyceum: deadlines"));
    lines += ics_line("NAME", name);          // RFC 7986
    lines += ics_line("X-WR-CALNAME", name);  // what programs read that do not know it
    lines += ics_line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    lines += ics_line("X-PUBLISHED-TTL", "PT6H");
    for (const auto& deadline : calendar.deadlines) {
        lines += event(speech, deadline, site);
    }
    for (const auto& task : calendar.tasks) {
        lines += event(speech, task, site);
    }
    lines += ics_line("END", "VCALENDAR");
    return lines;
}

}  // namespace lyceum::web
