#pragma once
// Hands mails to a mail server over SMTP, by libcurl, which no other room knows. A thread of its own does the waiting;
// one mail at a time, each over a connection of its own. Never logs and never repeats an address or a password:
// `problem` is made of our words, numbers of the server's replies and libcurl's words for networks and certificates.
// Called by cli.

#include "host/base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace lyceum::mail {

// Required: smtps:// speaks TLS from the first byte, smtp:// asks for it with STARTTLS and goes no further without.
enum class Tls { Required, None };

struct SmtpOptions {
    std::string url;  // "smtp://HOST[:PORT]" or "smtps://HOST[:PORT]"
    Tls tls = Tls::Required;
    std::string ca_file;  // PEM; empty: the authorities this machine trusts
    std::string user;     // empty: no signing in
    std::string password;
    std::string greeting;  // who we say we are (EHLO): a host name; empty: this machine's name
    std::chrono::seconds connect_time{15};
    std::chrono::seconds whole_time{60};  // of one mail; after it nobody knows whether the server has taken it
};

// InvalidInput: not of that form. NotFound: no such ca_file. Denied: a password would go over the network in the clear.
Result<void> check(const SmtpOptions& options);

struct Delivery {
    enum class Outcome {
        Taken,           // the server answers for the mail from now on
        RefusedForGood,  // this mail or this address: 5yz to RCPT or to the mail itself
        RefusedForNow,   // 4yz there: full, greylisted
        NoService        // no connection, no TLS, no signing in, sender not accepted: other mails would fare no better
    };
    Outcome outcome = Outcome::NoService;
    std::string problem;  // empty if taken
};

class Smtp {
public:
    // The first one readies libcurl for the process: on the main thread, before others are there.
    explicit Smtp(SmtpOptions options);
    ~Smtp();  // waits for the mail under way, at most `whole_time`
    Smtp(const Smtp&) = delete;
    Smtp& operator=(const Smtp&) = delete;

    // `from` and `to` are addresses as parse_mail_address gives them, `message` as to_rfc5322 does. [io strand]
    boost::asio::awaitable<Delivery> deliver(std::string from, std::string to, std::string message);

private:
    SmtpOptions options_;
    boost::asio::thread_pool thread_{1};
};

// What the replies of one conversation mean. `command`: the last one sent ("RCPT", "MAIL", "DATA", "." after the mail
// itself, …); `code`: of the last reply, 0 for none; `trouble`: libcurl's words. Pure, for Smtp and its tests.
Delivery judge(std::string_view command, int code, std::string_view trouble);

}  // namespace lyceum::mail
