// lyceum mail send | preview | status: mails without a running server, or beside one.

#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/places.hpp"
#include "host/cli/postman.hpp"
#include "host/learning/campus.hpp"
#include "host/store/store.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace asio = boost::asio;

namespace {

// What `serve` has, without the server: courses over the database. Destroyed from the last to the first.
struct Opened {
    asio::io_context context{1};
    std::unique_ptr<store::Store> store;
    std::optional<store::Reader> reader;
    std::unique_ptr<modules::Pool> pool;
    std::unique_ptr<learning::Campus> campus;  // its caches stay where they are
};

Result<std::unique_ptr<Opened>> open(const std::filesystem::path& data,
                                     const std::vector<std::filesystem::path>& courses,
                                     const std::vector<std::filesystem::path>& modules) {
    LYCEUM_TRY(require_database(data));
    LYCEUM_TRY(const Equipment equipment, equip(modules));
    const Reading reading = read_folders(courses, equipment.vocabularies);
    auto opened = std::make_unique<Opened>();
    LYCEUM_TRY(opened->store, store::Store::open({.file = database_in(data)}));
    LYCEUM_TRY(auto reader, opened->store->reader());
    opened->reader.emplace(std::move(reader));
    LYCEUM_TRY(auto key, opened->reader->find_setting(learning::pseudonym_key_setting));
    if (!key) {
        return Error{ErrorCode::NotFound, "no server has run over this folder yet", data.string(),
                     "start `lyceum serve` once"};
    }
    opened->pool = make_pool(opened->context.get_executor(), equipment);
    opened->campus.reset(new learning::Campus{.executor = opened->context.get_executor(),
                                              .store = *opened->store,
                                              .reader = *opened->reader,
                                              .pool = *opened->pool,
                                              .catalogue = learning::make_catalogue(reading.library),
                                              .clock = system_clock(),
                                              .pseudonym_key = std::move(*key),
                                              .turns = learning::Turns{}});
    return opened;
}

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
    LYCEUM_TRY(const auto opened, open(options.data, options.courses, options.modules));
    LYCEUM_TRY(const auto postman, Postman::create(*opened->campus, options.mail));
    return run_with_pool(opened->context, *opened->pool, queue_and_send(*postman, *opened->campus, options.hours));
}

Result<std::string> preview(const MailPreviewOptions& options) {
    LYCEUM_TRY(const auto opened, open(options.data, options.courses, options.modules));
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
