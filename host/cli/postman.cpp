#include "host/cli/postman.hpp"

#include "host/base/log.hpp"
#include "host/learning/mail_choice.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace lyceum::cli {

namespace asio = boost::asio;

namespace {

constexpr auto look_interval = std::chrono::minutes{15};  // for what has become due
constexpr auto send_interval = std::chrono::minutes{1};   // for what waits for another attempt

learning::MailOutcome to_outcome(mail::Delivery::Outcome outcome) {
    switch (outcome) {
        case mail::Delivery::Outcome::Taken:
            return learning::MailOutcome::Taken;
        case mail::Delivery::Outcome::RefusedForGood:
            return learning::MailOutcome::Refused;
        case mail::Delivery::Outcome::RefusedForNow:
        case mail::Delivery::Outcome::NoService:
            break;
    }
    return learning::MailOutcome::NotNow;
}

}  // namespace

mail::Message to_message(web::Letters& letters, const learning::MailContent& content, const MailOptions& options,
                         const std::string& id, const std::string& token, TimePoint now) {
    const store::User& reader = learning::reader_of(content);
    const std::string unsubscribe = learning::unsubscribe_path(token);
    web::Letter letter = letters.write(content, options.base_url, unsubscribe, now);
    mail::Message message;
    message.from = options.from;
    message.to = {.name = reader.name, .address = reader.mail.address};
    message.id = id;
    message.language = std::string{code_of(reader.language)};
    message.date = now;
    message.subject = std::move(letter.subject);
    message.text = std::move(letter.text);
    message.html = std::move(letter.html);
    message.unsubscribe = options.base_url + unsubscribe;
    return message;
}

Result<std::unique_ptr<Postman>> Postman::create(learning::Campus& campus, MailOptions options) {
    LYCEUM_TRY(auto letters, web::Letters::create());
    return std::unique_ptr<Postman>{new Postman{campus, std::move(options), std::move(letters)}};
}

Postman::Postman(learning::Campus& campus, MailOptions options, std::unique_ptr<web::Letters> letters)
    : campus_{campus},
      options_{std::move(options)},
      letters_{std::move(letters)},
      smtp_{options_.smtp},
      timer_{campus.executor} {}

asio::awaitable<Result<std::size_t>> Postman::queue(learning::MailHours hours) {
    std::size_t mails = 0;
    UserId after{};
    while (!stopping_) {
        LYCEUM_CO_TRY(const learning::Queued queued, co_await learning::queue_due_mails(campus_, after, hours));
        mails += queued.mails;
        if (!queued.last) {
            break;
        }
        after = *queued.last;
    }
    co_return mails;
}

asio::awaitable<Result<Postman::Sent>> Postman::send() {
    Sent sent;
    while (!stopping_) {
        LYCEUM_CO_TRY(const auto mail, campus_.reader.next_mail(campus_.clock()));
        if (!mail) {
            break;
        }
        LYCEUM_CO_TRY(auto content, learning::mail_content(campus_, *mail));
        if (!content) {
            std::string no_problem;
            LYCEUM_CO_TRY(co_await learning::settle_mail(campus_, *mail, learning::MailOutcome::NotWanted,
                                                         std::move(no_problem)));
            ++sent.dropped;
            continue;
        }
        std::string token = learning::mail_token(campus_, mail->id, learning::reader_of(*content).mail.address);
        LYCEUM_CO_TRY(const bool is_ours, co_await learning::claim_mail(campus_, *mail, token));
        if (!is_ours) {
            continue;  // another process was first: it waits no more, or for later
        }
        LYCEUM_CO_TRY(const auto outcome, co_await attempt(*mail, std::move(*content), std::move(token)));
        sent.sent += outcome == mail::Delivery::Outcome::Taken ? 1 : 0;
        sent.refused += outcome == mail::Delivery::Outcome::RefusedForGood ? 1 : 0;
        sent.postponed += to_outcome(outcome) == learning::MailOutcome::NotNow ? 1 : 0;
        if (outcome == mail::Delivery::Outcome::NoService) {
            break;  // the others would fare no better; they have lost no attempt
        }
    }
    co_return sent;
}

asio::awaitable<Result<mail::Delivery::Outcome>> Postman::attempt(store::OutboxMail mail, learning::MailContent content,
                                                                  std::string token) {
    std::string id = "lyceum-" + to_string(mail.id);
    const mail::Message message = to_message(*letters_, content, options_, id, token, campus_.clock());
    std::string from = message.from.address;
    std::string to = message.to.address;
    std::string bytes = mail::to_rfc5322(message);
    mail::Delivery delivery = co_await smtp_.deliver(std::move(from), std::move(to), std::move(bytes));
    if (!delivery.problem.empty()) {
        log::warning("mail {}: {}", to_string(mail.id), delivery.problem);
    }
    const auto outcome = delivery.outcome;
    std::string problem = std::move(delivery.problem);
    LYCEUM_CO_TRY(co_await learning::settle_mail(campus_, std::move(mail), to_outcome(outcome), std::move(problem)));
    co_return outcome;
}

asio::awaitable<void> Postman::look(TimePoint& next_look) {
    const TimePoint now = campus_.clock();
    if (now >= next_look) {
        const auto queued = co_await queue(learning::MailHours::Kept);
        if (!queued) {
            log::warning("mails that are due could not be queued: {}", to_string(queued.error()));
        }
        next_look = now + look_interval;
    }
    const auto sent = co_await send();
    if (!sent) {
        log::warning("mails could not be sent: {}", to_string(sent.error()));
    }
    const auto waiting = campus_.reader.waiting_mails();
    campus_.mails.waiting = waiting ? waiting.value() : campus_.mails.waiting;
}

asio::awaitable<void> Postman::run() {
    TimePoint next_look{};
    while (!stopping_) {
        co_await look(next_look);
        if (!stopping_) {
            boost::system::error_code interrupted;
            timer_.expires_after(send_interval);
            co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
        }
    }
}

void Postman::stop() {
    stopping_ = true;
    timer_.cancel();
}

}  // namespace lyceum::cli
