#pragma once
// Mails to learners: which are due, what is in them, and what became of them. Due ones go into the outbox, where each
// stands once for ever; what a mail says is read when it is sent, so that none brings old news. Words are web's
// (letters.hpp), the mail server is mail's (smtp.hpp); `lyceum serve` and `lyceum mail send` put the three together
// (cli/postman.hpp). [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"
#include "host/learning/overview.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <variant>

namespace lyceum::learning {

// Kept: digests become due at the hours of their day (progress/reminders.hpp). Ignored: the digest of this week is due
// now.
enum class MailHours { Kept, Ignored };

// Queues what is due and was never queued for up to 100 people, by id, beginning after `after`; other work of the
// strand goes on between two people. `last`: whom to go on after; nothing if these were all.
struct Queued {
    std::size_t mails = 0;
    std::optional<UserId> last;
};
boost::asio::awaitable<Result<Queued>> queue_due_mails(Campus& campus, UserId after, MailHours hours);

struct DigestContent {
    store::User person;
    Home home;  // with something to do next
};
struct ReminderContent {
    store::User person;
    CourseOverview course;  // begun, not satisfied, with a deadline
    int days_left = 0;
};
using MailContent = std::variant<DigestContent, ReminderContent>;

// What the mail says now; nothing if it is not wanted any more: no address, switched off, disabled, done, or its time
// is over.
Result<std::optional<MailContent>> mail_content(Campus& campus, const store::OutboxMail& mail);

// For a look at it: as if it were due now, whatever the person has switched off. NotFound: there is nothing to say.
Result<MailContent> preview_content(Campus& campus, const store::User& person, store::MailKind kind);

const store::User& reader_of(const MailContent& content);

// Takes the mail for one attempt. False: somebody else has it, or had it.
boost::asio::awaitable<Result<bool>> claim_mail(Campus& campus, store::OutboxMail mail, std::string token);

// What became of the attempt.
enum class MailOutcome {
    Taken,    // the mail server has it
    Refused,  // it will never take it
    NotNow,   // nobody knows, or later: another attempt after a pause, while there are any left
    NotWanted
};
boost::asio::awaitable<Result<void>> settle_mail(Campus& campus, store::OutboxMail mail, MailOutcome outcome,
                                                 std::string problem);

}  // namespace lyceum::learning
