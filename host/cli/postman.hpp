#pragma once
// Brings mails from the outbox to the mail server: asks learning what is due and what is in it, web for the words, mail
// for the message and the delivery. One for `lyceum serve`, one for each `lyceum mail send`; several beside each other
// never send a mail twice, for each is claimed in the database before it is sent. [io strand]

#include "host/base/result.hpp"
#include "host/cli/options.hpp"
#include "host/learning/mails.hpp"
#include "host/mail/message.hpp"
#include "host/mail/smtp.hpp"
#include "host/web/letters.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>

namespace lyceum::cli {

// The whole mail for this reader; `token`: of the link that ends mails.
mail::Message to_message(web::Letters& letters, const learning::MailContent& content, const MailOptions& options,
                         const std::string& id, const std::string& token, TimePoint now);

class Postman {
public:
    // `campus` must outlive the Postman.
    static Result<std::unique_ptr<Postman>> create(learning::Campus& campus, MailOptions options);

    // Puts everything that is due into the outbox: the number of new mails.
    boost::asio::awaitable<Result<std::size_t>> queue(learning::MailHours hours);

    // Sends what waits and may be tried now, until nothing does or the mail server serves nobody.
    struct Sent {
        std::size_t sent = 0;
        std::size_t refused = 0;
        std::size_t postponed = 0;
        std::size_t dropped = 0;
    };
    boost::asio::awaitable<Result<Sent>> send();

    // Both again and again until `stop`: what failed is logged, and tried again.
    boost::asio::awaitable<void> run();
    // A mail under way is finished first.
    void stop();

private:
    Postman(learning::Campus& campus, MailOptions options, std::unique_ptr<web::Letters> letters);

    boost::asio::awaitable<Result<mail::Delivery::Outcome>> attempt(store::OutboxMail mail,
                                                                    learning::MailContent content, std::string token);
    boost::asio::awaitable<void> look(TimePoint& next_look);

    learning::Campus& campus_;
    MailOptions options_;
    std::unique_ptr<web::Letters> letters_;
    mail::Smtp smtp_;
    boost::asio::steady_timer timer_;
    bool stopping_ = false;
};

}  // namespace lyceum::cli
