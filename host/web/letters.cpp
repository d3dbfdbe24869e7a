#include "host/web/letters.hpp"

#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

#include <embedded/web_catalogues.hpp>
#include <embedded/web_letters.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace lyceum::web {
namespace {

struct CourseLine {
    const LocalizedText* title = nullptr;
    std::string line;
    std::string link;
};

// A letter before it is text or HTML: both are made of this, so that they say the same.
struct Draft {
    std::string subject;
    std::string lead;  // may be empty
    std::optional<learning::NextAct> next;
    std::string verb;  // of the link to it
    std::string when;  // minutes and deadline; may be empty
    std::vector<CourseLine> courses;
    std::vector<std::string> tasks;
    std::string reached;  // competencies; may be empty
    std::string reason;   // why it came
    std::string site;
    std::string unsubscribe;
};

void add(std::string& line, std::string_view piece) {
    line += line.empty() ? "" : " · ";
    line += piece;
}

std::string deadline_piece(const Speech& speech, TimePoint deadline, bool late, TimePoint now) {
    const auto words = deadline_words(speech, deadline, now);
    return late ? speech.tr("late:") + " " + words : words;
}

std::string when_words(const Speech& speech, const learning::NextAct& next, TimePoint now) {
    std::string line;
    if (next.unit->au->minutes.count() > 0) {
        add(line, duration(speech, next.unit->au->minutes));
    }
    if (next.deadline) {
        add(line, deadline_piece(speech, *next.deadline, next.late, now));
    }
    return line;
}

std::string standing_words(const Speech& speech, const learning::CourseStanding& standing, TimePoint now) {
    std::string line = speech.tr("{done} of {all} steps", {{"done", std::to_string(standing.satisfied_units)},
                                                           {"all", std::to_string(standing.course->units.size())}});
    if (standing.minutes_left.count() > 0) {
        add(line, speech.tr("{time} to go", {{"time", duration(speech, standing.minutes_left)}}));
    }
    if (standing.deadline) {
        add(line, deadline_piece(speech, *standing.deadline, standing.late, now));
    }
    return line;
}

void put_next(Draft& draft, const Speech& speech, const learning::NextAct& next, TimePoint now) {
    draft.next = next;
    draft.verb = next.resumed ? speech.tr("Continue") : speech.tr("Begin");
    draft.when = when_words(speech, next, now);
}

Draft draft_of(const Speech& speech, const learning::DigestContent& content, const std::string& site, TimePoint now) {
    Draft draft;
    draft.subject = speech.tr("Lyceum: what comes next this week");
    put_next(draft, speech, *content.home.next, now);
    for (const auto& standing : content.home.courses) {
        if (standing.begun && !standing.satisfied) {
            draft.courses.push_back({&standing.course->course->title, standing_words(speech, standing, now),
                                     site + course_path(standing.course->course->slug)});
        }
    }
    for (const auto& task : content.home.tasks.open) {
        std::string line = task.task.title;
        if (task.deadline) {
            add(line, deadline_piece(speech, TimePoint{*task.deadline}, task.late, now));
        }
        draft.tasks.push_back(std::move(line));
    }
    draft.reached = reached_words(speech, content.home.competencies);
    draft.reason = speech.tr("This summary comes once a week, on Mondays, while there is something to do.");
    return draft;
}

// "завтра", "через 5 дней".
std::string days_words(const Speech& speech, int days) {
    return days == 0   ? speech.tr("today")
           : days == 1 ? speech.tr("tomorrow")
                       : speech.tr_count("in {count} day", "in {count} days", days);
}

Draft draft_of(const Speech& speech, const learning::ReminderContent& content, const std::string& site, TimePoint now) {
    const auto& standing = content.course.standing;
    const auto title = bind_short_words(standing.course->course->title.in(speech.language()), speech.language());
    const auto days = days_words(speech, content.days_left);
    Draft draft;
    draft.subject = speech.tr("Deadline {days}: “{course}”", {{"days", days}, {"course", title}});
    draft.lead = speech.tr("The course “{course}” is to be completed by {date}: that is {days}.",
                           {{"course", title}, {"date", date(speech, *standing.deadline, now)}, {"days", days}});
    if (content.course.next) {
        put_next(draft, speech, *content.course.next, now);
    }
    draft.courses.push_back({&standing.course->course->title, standing_words(speech, standing, now),
                             site + course_path(standing.course->course->slug)});
    draft.reason = speech.tr("Such a reminder comes a week and a day before a deadline.");
    return draft;
}

std::string link_to(const Draft& draft) {
    return draft.site + unit_path(draft.next->course->course->slug, draft.next->unit->au->slug);
}

std::string step_words(const Speech& speech, const learning::NextAct& next) {
    return speech.tr("Step {number}", {{"number", std::to_string(next.position)}});
}

// In the language of the reader where it is there; a mail program has no use for marks of other languages in plain
// text.
std::string plain(const LocalizedText& text, Language language) {
    return bind_short_words(text.in(language), language);
}

std::string text_of(const Speech& speech, const Draft& draft) {
    std::string text = speech.tr("Good day!") + "\n";
    const auto paragraph = [&text](std::string_view line) {
        text += "\n";
        text += line;
        text += "\n";
    };
    const auto line = [&text](std::string_view words) {
        text += words;
        text += "\n";
    };
    if (!draft.lead.empty()) {
        paragraph(draft.lead);
    }
    if (draft.next) {
        paragraph(speech.tr("What next") + ":");
        line(step_words(speech, *draft.next) + ". " + plain(draft.next->unit->au->title, speech.language()));
        line(plain(draft.next->course->course->title, speech.language()));
        if (!draft.when.empty()) {
            line(draft.when);
        }
        line(draft.verb + ": " + link_to(draft));
    }
    if (!draft.courses.empty()) {
        paragraph(speech.tr("Where I stand") + ":");
        for (const auto& course : draft.courses) {
            line(plain(*course.title, speech.language()));
            line(course.line);
        }
    }
    if (!draft.tasks.empty()) {
        paragraph(speech.tr("My tasks") + ":");
        for (const auto& task : draft.tasks) {
            line(task);
        }
    }
    if (!draft.reached.empty()) {
        paragraph(draft.reached);
    }
    // What mail programs know to be a signature, and fold away.
    text += "\n-- \n";
    line(draft.reason);
    line(speech.tr("No more mails") + ": " + draft.unsubscribe);
    line(speech.tr("Choose which mails come") + ": " + draft.site + "/account");
    return text;
}

Values values_of(const Speech& speech, const Draft& draft) {
    const Language language = speech.language();
    Values values;
    values["language"] = std::string{code_of(language)};
    values["subject"] = draft.subject;
    values["lead"] = text_or_nothing(draft.lead);
    values["next"] = false;
    if (draft.next) {
        Values next;
        next["step"] = step_words(speech, *draft.next);
        put_text(next, "title", draft.next->unit->au->title, language);
        put_text(next, "course", draft.next->course->course->title, language);
        next["when"] = text_or_nothing(draft.when);
        next["link"] = link_to(draft);
        next["verb"] = draft.verb;
        values["next"] = std::move(next);
    }
    ValueList courses;
    for (const auto& course : draft.courses) {
        Values line;
        put_text(line, "title", *course.title, language);
        line["line"] = course.line;
        line["link"] = course.link;
        courses.push_back(std::move(line));
    }
    values["has_courses"] = !draft.courses.empty();
    values["courses"] = Values{courses};
    ValueList tasks;
    for (const auto& task : draft.tasks) {
        Values line;
        line["line"] = task;
        tasks.push_back(std::move(line));
    }
    values["has_tasks"] = !draft.tasks.empty();
    values["tasks"] = Values{tasks};
    values["reached"] = text_or_nothing(draft.reached);
    values["reason"] = draft.reason;
    values["unsubscribe"] = draft.unsubscribe;
    values["account"] = draft.site + "/account";
    return values;
}

}  // namespace

Result<std::unique_ptr<Letters>> Letters::create() {
    LYCEUM_TRY(auto catalogues, Texts::open(embedded::web_catalogues()));
    auto texts = std::make_unique<Texts>(std::move(catalogues));
    LYCEUM_TRY(auto templates, Templates::open(embedded::web_letters(), *texts));
    return std::unique_ptr<Letters>{new Letters{std::move(texts), std::move(templates)}};
}

Letter Letters::write(const learning::MailContent& content, std::string_view site, std::string_view unsubscribe,
                      TimePoint now) {
    const Speech speech{*texts_, learning::reader_of(content).language};
    const std::string address{site};
    Draft draft = std::visit([&](const auto& one) { return draft_of(speech, one, address, now); }, content);
    draft.site = address;
    draft.unsubscribe = address;
    draft.unsubscribe += unsubscribe;
    return Letter{.subject = draft.subject,
                  .text = text_of(speech, draft),
                  .html = templates_.render(speech.language(), "letter", values_of(speech, draft))};
}

}  // namespace lyceum::web
