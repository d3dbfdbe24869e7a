#include "host/mail/message.hpp"

#include "host/base/mail_address.hpp"
#include "host/base/text.hpp"
#include "host/mail/encoding.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lyceum::mail {

namespace {

constexpr std::string_view line_end = "\r\n";

std::string header(std::string_view name, std::string_view value) {
    return fmt::format("{}: {}{}", name, value, line_end);
}

std::string mailbox(std::string_view header_name, const Mailbox& box) {
    if (box.name.empty()) {
        return header(header_name, box.address);
    }
    const std::string name = display_name(box.name, header_name.size() + 2);
    // On a line of its own: the two together may be long.
    return header(header_name, fmt::format("{}{} <{}>", name, line_end, box.address));
}

std::string part(std::string_view boundary, std::string_view type, std::string_view language, std::string_view body) {
    const TransferEncoding encoding = encoding_for(body);
    std::string out = fmt::format("--{}{}", boundary, line_end);
    out += header("Content-Type", fmt::format("{}; charset=utf-8", type));
    out += header("Content-Transfer-Encoding", name_of(encoding));
    out += header("Content-Language", language);
    out += line_end;
    out += encode_body(body, encoding);
    out += line_end;
    return out;
}

// What stands between the angles of a header may not hold any of these; URLs and ids of ours have none.
std::string without_breaks(std::string_view text) {
    std::string out{text};
    std::erase_if(out,
                  [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '<' || c == '>'; });
    return out;
}

}  // namespace

Result<Mailbox> parse_mailbox(std::string_view text) {
    text = text::trim(text);
    Mailbox box;
    const auto open = text.find('<');
    std::string_view address = text;
    if (open != std::string_view::npos && text.ends_with('>')) {
        std::string_view name = text::trim(text.substr(0, open));
        if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) {
            name = name.substr(1, name.size() - 2);
        }
        box.name = name;
        address = text.substr(open + 1, text.size() - open - 2);
    }
    LYCEUM_TRY(box.address, parse_mail_address(address));
    return box;
}

std::string mail_date(TimePoint time) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto local = std::chrono::floor<std::chrono::seconds>(time + local_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{local - day};
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +{:02}00", days[std::chrono::weekday{day}.c_encoding()],
                       static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count(), local_offset.count());
}

std::string to_rfc5322(const Message& message) {
    const std::string id = without_breaks(message.id);
    // Ids are unique, and encoded bodies have no line that begins with "--" and an id: quoted-printable keeps "-", so
    // the boundary has "=_", which it never writes (RFC 2045 section 6.7).
    const std::string boundary = "=_" + id;
    const auto at = message.from.address.rfind('@');
    std::string out;
    out += header("Date", mail_date(message.date));
    out += mailbox("From", message.from);
    out += mailbox("To", message.to);
    out += header("Subject", header_text(message.subject, std::string_view{"Subject: "}.size()));
    out += header("Message-ID", fmt::format("<{}@{}>", id, message.from.address.substr(at + 1)));
    if (!message.unsubscribe.empty()) {
        out += header("List-Unsubscribe", fmt::format("<{}>", without_breaks(message.unsubscribe)));
        out += header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    // Out-of-office programs do not answer these (RFC 3834 section 5, and what Exchange reads).
    out += header("Auto-Submitted", "auto-generated");
    out += header("X-Auto-Response-Suppress", "All");
    out += header("MIME-Version", "1.0");
    out += header("Content-Type", fmt::format("multipart/alternative;{} boundary=\"{}\"", line_end, boundary));
    out += line_end;
    out += part(boundary, "text/plain", message.language, message.text);
    out += part(boundary, "text/html", message.language, message.html);
    out += fmt::format("--{}--{}", boundary, line_end);
    return out;
}

}  // namespace lyceum::mail
