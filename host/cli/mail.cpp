// lyceum mail send | preview | status: mails without a running server, or beside one.

#include "host/cli/commands.hpp"
#include "host/cli/opened_campus.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/places.hpp"
#include "host/cli/postman.hpp"
#include "host/store/store.hpp"

#include <boost/json.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace asio = boost::asio;

namespace {

struct Work {
    std::size_t queued = 0;
    Postman::Sent sent;
    std::int64_t waiting = 0;
};

asio::awaitable<Result<Work>> queue_and_send(Postman& postman, learning::Campus& campus, learning::MailHours hours) {
    Work work;
    LYCEUM_CO_TRY(work.queued, co_await postman.queue(hours));
    LYCEUM_CO_TRY(work.sent, co_await postman.send());
    LYCEUM_CO_TRY(work.waiting, campus.reader.waiting_mails());
    co_return work;
}

Result<Work> send(const MailSendOptions& options) {
    LYCEUM_TRY(const auto opened, open_campus(options.data, options.courses, options.modules));
    LYCEUM_TRY(const auto postman, Postman::create(*opened->campus, options.mail));
    return run_with_pool(opened->context, *opened->pool, queue_and_send(*postman, *opened->campus, options.hours));
}

Result<std::string> preview(const MailPreviewOptions& options) {
    LYCEUM_TRY(const auto opened, open_campus(options.data, options.courses, options.modules));
    LYCEUM_TRY(const auto person, opened->reader->find_user_by_login(options.login));
    if (!person) {
        return Error{ErrorCode::NotFound, "there is nobody with this login", options.login,
                     "`lyceum user list` shows everybody"};
    }
    LYCEUM_TRY(const auto content, learning::preview_content(*opened->campus, *person, options.kind));
    LYCEUM_TRY(const auto letters, web::Letters::create());
    MailOptions mail;
    mail.base_url = options.base_url.empty() ? "https://lyceum.example" : options.base_url;
    mail.from = {.name = "Lyceum", .address = "lyceum@lyceum.example"};
    const auto message = to_message(*letters, content, mail, "lyceum-preview", "PREVIEW", opened->campus->clock());
    switch (options.form) {
        case MailForm::Text:
            return message.subject + "\n\n" + message.text;
        case MailForm::Html:
            return message.html;
        case MailForm::Message:
            break;
    }
    return mail::to_rfc5322(message);
}

Result<store::OutboxSummary> summary(const MailStatusOptions& options) {
    LYCEUM_TRY(require_database(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(auto reader, store->reader());
    return reader.outbox_summary();
}

}  // namespace

ExitCode send_mails(const MailSendOptions& options) {
    const auto work = send(options);
    if (!work) {
        return report(work.error());
    }
    const Postman::Sent& sent = work.value().sent;
    fmt::print("{} queued, {} sent, {} refused, {} postponed, {} dropped, {} waiting\n", work.value().queued, sent.sent,
               sent.refused, sent.postponed, sent.dropped, work.value().waiting);
    return sent.postponed + sent.refused == 0 ? ExitCode::Fine : ExitCode::Environment;
}

ExitCode preview_mail(const MailPreviewOptions& options) {
    const auto text = preview(options);
    if (!text) {
        return report(text.error());
    }
    fmt::print("{}", text.value());
    return ExitCode::Fine;
}

ExitCode show_mail_status(const MailStatusOptions& options) {
    const auto found = summary(options);
    if (!found) {
        return report(found.error());
    }
    const store::OutboxSummary& all = found.value();
    const auto problem_time = all.last_problem && all.last_problem->tried ? to_iso8601(*all.last_problem->tried) : "";
    if (options.format == Format::Json) {
        boost::json::object object{
            {"waiting", all.waiting}, {"sent", all.sent}, {"failed", all.failed}, {"dropped", all.dropped}};
        if (all.last_problem) {
            object["problem"] = all.last_problem->problem;
            object["problem_time"] = problem_time;
        }
        fmt::print("{}\n", boost::json::serialize(object));
        return ExitCode::Fine;
    }
    fmt::print("waiting {}\nsent {}\nfailed {}\ndropped {}\n", all.waiting, all.sent, all.failed, all.dropped);
    if (all.last_problem) {
        fmt::print("last problem: {} ({}, attempt {})\n", all.last_problem->problem, problem_time,
                   all.last_problem->attempts);
    }
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
