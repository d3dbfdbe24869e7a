#include "host/learning/mails.hpp"

#include "host/learning/mail_choice.hpp"
#include "host/learning/standing.hpp"
#include "host/progress/reminders.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyceum::learning {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// Longer than any attempt takes (mail/smtp.hpp); a host that died during one is not waited for longer.
constexpr auto attempt_time = 5min;

std::string occasion_of(const RegistrationId& registration, std::chrono::days lead) {
    return fmt::format("{}/{}", to_string(registration), lead.count());
}

store::OutboxMail waiting_mail(const store::User& person, store::MailKind kind, std::string occasion, TimePoint now) {
    store::OutboxMail mail;
    mail.id = MailId::make(now);
    mail.user = person.id;
    mail.kind = kind;
    mail.occasion = std::move(occasion);
    mail.queued = now;
    mail.next_try = now;
    return mail;
}

Result<void> add_digest(Campus& campus, const store::User& person, MailHours hours,
                        std::vector<store::OutboxMail>& due) {
    const TimePoint now = campus.clock();
    if (!person.mail.digest || (hours == MailHours::Kept && !progress::is_digest_due(now, person.created))) {
        return success();
    }
    std::string week = progress::week_of(now);
    LYCEUM_TRY(const bool is_known, campus.reader.has_mail(person.id, store::MailKind::Digest, week));
    if (is_known) {
        return success();
    }
    LYCEUM_TRY(const Home stand, home(campus, person));
    if (stand.next) {
        due.push_back(waiting_mail(person, store::MailKind::Digest, std::move(week), now));
    }
    return success();
}

Result<void> add_reminders(Campus& campus, const store::User& person, std::vector<store::OutboxMail>& due) {
    if (!person.mail.deadlines) {
        return success();
    }
    const TimePoint now = campus.clock();
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person.id));
    for (const store::Registration& registration : registrations) {
        const auto course = campus.catalogue->find_course_by_id(registration.course_id);
        const auto deadline = course ? progress::deadline(course->rule, registration.started) : std::nullopt;
        const auto lead = deadline ? progress::reminder_due(*deadline, registration.started, now) : std::nullopt;
        if (!lead) {
            continue;
        }
        LYCEUM_TRY(const auto progress, campus.reader.course_progress(registration.id));
        std::string occasion = occasion_of(registration.id, *lead);
        LYCEUM_TRY(const bool is_known, campus.reader.has_mail(person.id, store::MailKind::Deadline, occasion));
        if (!progress.satisfied && !is_known) {
            due.push_back(waiting_mail(person, store::MailKind::Deadline, std::move(occasion), now));
        }
    }
    return success();
}

Result<std::optional<MailContent>> digest_content(Campus& campus, store::User person) {
    LYCEUM_TRY(Home stand, home(campus, person));
    if (!stand.next) {
        return std::nullopt;
    }
    return std::optional<MailContent>{DigestContent{.person = std::move(person), .home = std::move(stand)}};
}

Result<std::optional<MailContent>> reminder_content(Campus& campus, store::User person, const PublishedCourse& course) {
    LYCEUM_TRY(CourseOverview overview, course_overview(campus, person, course.course->slug));
    if (!overview.standing.deadline || overview.standing.satisfied) {
        return std::nullopt;
    }
    const int days = progress::days_until(*overview.standing.deadline, campus.clock());
    return std::optional<MailContent>{
        ReminderContent{.person = std::move(person), .course = std::move(overview), .days_left = days}};
}

bool wants(const store::User& person, store::MailKind kind) {
    return person.status == store::UserStatus::Active && !person.mail.address.empty() &&
           (kind == store::MailKind::Digest ? person.mail.digest : person.mail.deadlines);
}

}  // namespace

asio::awaitable<Result<Queued>> queue_due_mails(Campus& campus, UserId after, MailHours hours) {
    LYCEUM_CO_TRY(const auto people, campus.reader.people_with_mail(after));
    Queued queued;
    std::vector<store::OutboxMail> due;
    for (const store::User& person : people) {
        LYCEUM_CO_TRY(add_digest(campus, person, hours, due));
        LYCEUM_CO_TRY(add_reminders(campus, person, due));
        queued.last = person.id;
        co_await asio::post(campus.executor, asio::use_awaitable);
    }
    if (due.empty()) {
        co_return queued;
    }
    std::function<Result<std::size_t>(store::Transaction&)> job =
        [due = std::move(due)](store::Transaction& transaction) -> Result<std::size_t> {
        std::size_t written = 0;
        for (const store::OutboxMail& mail : due) {
            LYCEUM_TRY(const bool is_new, transaction.queue_mail(mail));
            written += is_new ? 1 : 0;
        }
        return written;
    };
    LYCEUM_CO_TRY(queued.mails, co_await campus.store.write<std::size_t>(std::move(job)));
    co_return queued;
}

Result<std::optional<MailContent>> mail_content(Campus& campus, const store::OutboxMail& mail) {
    LYCEUM_TRY(auto person, campus.reader.find_user(mail.user));
    if (!person || !wants(*person, mail.kind)) {
        return std::nullopt;
    }
    const TimePoint now = campus.clock();
    if (mail.kind == store::MailKind::Digest) {
        if (mail.occasion != progress::week_of(now)) {
            return std::nullopt;
        }
        return digest_content(campus, std::move(*person));
    }
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person->id));
    for (const store::Registration& registration : registrations) {
        if (!mail.occasion.starts_with(to_string(registration.id))) {
            continue;
        }
        const auto course = campus.catalogue->find_course_by_id(registration.course_id);
        const auto deadline = course ? progress::deadline(course->rule, registration.started) : std::nullopt;
        const auto lead = deadline ? progress::reminder_due(*deadline, registration.started, now) : std::nullopt;
        // Of another lead: the next reminder has taken this one's place.
        if (!lead || occasion_of(registration.id, *lead) != mail.occasion) {
            return std::nullopt;
        }
        return reminder_content(campus, std::move(*person), *course);
    }
    return std::nullopt;
}

Result<MailContent> preview_content(Campus& campus, const store::User& person, store::MailKind kind) {
    if (kind == store::MailKind::Digest) {
        LYCEUM_TRY(auto digest, digest_content(campus, person));
        if (digest) {
            return std::move(*digest);
        }
        return Error{ErrorCode::NotFound, "this person has nothing to do next, and gets no digest", person.login, ""};
    }
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person.id));
    for (const store::Registration& registration : registrations) {
        const auto course = campus.catalogue->find_course_by_id(registration.course_id);
        if (!course) {
            continue;
        }
        LYCEUM_TRY(auto reminder, reminder_content(campus, person, *course));
        if (reminder) {
            return std::move(*reminder);
        }
    }
    return Error{ErrorCode::NotFound, "this person has begun no course that has a deadline and is not completed",
                 person.login, "a deadline runs from the day when the course is begun"};
}

const store::User& reader_of(const MailContent& content) {
    return std::visit([](const auto& one) -> const store::User& { return one.person; }, content);
}

asio::awaitable<Result<bool>> claim_mail(Campus& campus, store::OutboxMail mail, std::string token) {
    std::function<Result<bool>(store::Transaction&)> job = [id = mail.id, hash = mail_token_hash(token),
                                                            now = campus.clock()](store::Transaction& transaction) {
        return transaction.claim_mail(id, hash, now, now + attempt_time);
    };
    co_return co_await campus.store.write<bool>(std::move(job));
}

asio::awaitable<Result<void>> settle_mail(Campus& campus, store::OutboxMail mail, MailOutcome outcome,
                                          std::string problem) {
    const int attempts = mail.attempts + 1;
    const bool is_given_up = outcome == MailOutcome::NotNow && attempts >= progress::most_mail_attempts;
    const TimePoint next_try = campus.clock() + progress::pause_after(attempts);
    store::MailState state = store::MailState::Dropped;
    if (outcome == MailOutcome::Taken) {
        state = store::MailState::Sent;
        ++campus.mails.sent;
    } else if (outcome == MailOutcome::Refused || is_given_up) {
        state = store::MailState::Failed;
        ++campus.mails.refused;
    } else if (outcome == MailOutcome::NotNow) {
        state = store::MailState::Waiting;
        ++campus.mails.postponed;
    } else {
        ++campus.mails.dropped;
    }
    std::function<Result<void>(store::Transaction&)> job = [id = mail.id, state, next_try,
                                                            problem](store::Transaction& transaction) -> Result<void> {
        if (state == store::MailState::Waiting) {
            return transaction.retry_mail(id, next_try, problem);
        }
        return transaction.finish_mail(id, state, problem);
    };
    co_return co_await campus.store.write<void>(std::move(job));
}

}  // namespace lyceum::learning
