#pragma once
// One mail as it goes over the wire (RFC 5322, MIME): plain text and HTML as alternatives, a link that ends mails at
// one click (RFC 8058). Knows nothing of Lyceum. Called by cli; includes base. [any thread]

#include "host/base/clock.hpp"
#include "host/base/result.hpp"

#include <string>
#include <string_view>

namespace lyceum::mail {

struct Mailbox {
    std::string name;     // as a person reads it; may be empty
    std::string address;  // as parse_mail_address gave it

    bool operator==(const Mailbox&) const = default;
};

// "Lyceum <lyceum@example.by>" or "lyceum@example.by". InvalidInput if the address is none.
Result<Mailbox> parse_mailbox(std::string_view text);

struct Message {
    Mailbox from;
    Mailbox to;
    std::string id;        // unique for ever, letters, digits and "-": the same mail sent twice is known by it
    std::string language;  // "ru"
    TimePoint date;
    std::string subject;
    std::string text;
    std::string html;
    std::string unsubscribe;  // URL that takes a POST; empty: none
};

// CRLF at every line's end, at most 78 characters a line but for addresses and URLs (998), ASCII only. The same message
// gives the same bytes.
std::string to_rfc5322(const Message& message);

// "Tue, 24 Nov 2026 12:00:00 +0300", by the clock of Minsk.
std::string mail_date(TimePoint time);

}  // namespace lyceum::mail
