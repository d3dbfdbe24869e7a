#include "host/learning/calendar.hpp"

#include "host/base/crypto.hpp"
#include "host/learning/tasks.hpp"

#include <functional>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

constexpr std::size_t token_length = 43;  // crypto::random_token

std::string hash_of(std::string_view token) {
    const crypto::Digest digest = crypto::hash(token);
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

asio::awaitable<Result<std::string>> open_calendar(Campus& campus, UserId person) {
    std::string token = crypto::random_token();
    const TimePoint now = campus.clock();
    const store::CalendarFeed feed{.user = person, .token_hash = hash_of(token), .created = now};
    const store::AuditEntry entry{
        .time = now, .user = person, .act = "calendar.open", .subject = to_string(person), .detail = {}};
    std::function<Result<void>(store::Transaction&)> job = [feed,
                                                            entry](store::Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.set_calendar_feed(feed));
        return transaction.append_audit(entry);
    };
    LYCEUM_CO_TRY(co_await campus.store.write<void>(std::move(job)));
    co_return token;
}

asio::awaitable<Result<void>> close_calendar(Campus& campus, UserId person) {
    const store::AuditEntry entry{
        .time = campus.clock(), .user = person, .act = "calendar.close", .subject = to_string(person), .detail = {}};
    std::function<Result<void>(store::Transaction&)> job = [person,
                                                            entry](store::Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.end_calendar_feed(person));
        return transaction.append_audit(entry);
    };
    co_return co_await campus.store.write<void>(std::move(job));
}

Result<std::optional<Calendar>> find_calendar(Campus& campus, std::string_view token) {
    if (token.size() != token_length) {
        return std::nullopt;
    }
    LYCEUM_TRY(const auto feed, campus.reader.find_calendar_feed(hash_of(token)));
    if (!feed) {
        return std::nullopt;
    }
    LYCEUM_TRY(const auto person, campus.reader.find_user(feed->user));
    if (!person || person->status == store::UserStatus::Disabled) {
        return std::nullopt;
    }
    Calendar calendar{.person = *person, .deadlines = {}, .tasks = {}};
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person->id));
    for (const store::Registration& registration : registrations) {
        auto course = campus.catalogue->find_course_by_id(registration.course_id);
        const auto due = course ? progress::deadline(course->rule, registration.started) : std::nullopt;
        if (!due) {
            continue;
        }
        LYCEUM_TRY(const auto standing, campus.reader.course_progress(registration.id));
        if (!standing.satisfied) {
            calendar.deadlines.push_back({.registration = registration.id,
                                          .course = std::move(course),
                                          .started = registration.started,
                                          .due = *due,
                                          .satisfied_units = static_cast<std::size_t>(standing.satisfied_units)});
        }
    }
    LYCEUM_TRY(TaskSummary tasks, task_summary(campus, *person));
    for (TaskLine& line : tasks.open) {
        if (line.deadline) {
            calendar.tasks.push_back(std::move(line.task));
        }
    }
    return std::optional{std::move(calendar)};
}

}  // namespace lyceum::learning
