#include "host/mail/message.hpp"

#include "host/base/mail_address.hpp"
#include "host/base/text.hpp"
#include "host/mail/encoding.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace lyceum::mail {
namespace {

// Reads what the room writes, by the letter of RFC 2045 and 2047 and with none of its code.
int digit_of(char c) {
    static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto at = alphabet.find(c);
    return at == std::string::npos ? -1 : static_cast<int>(at);
}

std::string from_base64(std::string_view text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const int digit = digit_of(c);
        if (digit < 0) {
            continue;  // line ends and padding
        }
        bits = (bits << 6) | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> count) & 0xffU);
        }
    }
    return out;
}

std::string from_quoted_printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
        } else if (text.substr(i + 1, 2) == "\r\n") {
            i += 2;
        } else {
            out += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
            i += 2;
        }
    }
    return out;
}

std::string from_encoded_words(std::string_view text) {
    std::string out;
    for (auto at = text.find("=?UTF-8?B?"); at != std::string_view::npos; at = text.find("=?UTF-8?B?", at)) {
        at += 10;
        const auto word = from_base64(text.substr(at, text.find("?=", at) - at));
        EXPECT_TRUE(text::is_utf8(word)) << "a character is cut in two";
        out += word;
    }
    return out;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return lines;
}

std::string any_text(std::mt19937& random) {
    static const std::array<std::string, 14> pieces{"a",  "Я", " ", "=",    "?",  ".", "\n",
                                                    "\t", "ў", "🌻", "\r\n", "--", "_", "\r\nBcc: x@example.org"};
    std::string text;
    const std::size_t length = random() % 200;
    for (std::size_t i = 0; i < length; ++i) {
        text += pieces[random() % pieces.size()];
    }
    return text;
}

std::string with_mail_ends(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' || text[i] == '\n') {
            i += text.substr(i).starts_with("\r\n") ? 1 : 0;
            out += "\r\n";
        } else {
            out += text[i];
        }
    }
    return out;
}

Message sample() {
    return {.from = {.name = "Lyceum", .address = "lyceum@example.by"},
            .to = {.name = "Примеров Макет Образцович", .address = "maket@example.by"},
            .id = "lyceum-1",
            .language = "ru",
            .date = TimePoint{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{9}},
            .subject = "Срок завтра",
            .text = "Plain = text\n",
            .html = "<p>Привет</p>",
            .unsubscribe = "https://lyceum.example/mail/unsubscribe/TOKEN"};
}

TEST(Message, IsWrittenToTheLastByte) {
    EXPECT_EQ(to_rfc5322(sample()),
              "Date: Tue, 24 Nov 2026 12:00:00 +0300\r\n"
              "From: \"Lyceum\"\r\n <lyceum@example.by>\r\n"
              "To: =?UTF-8?B?0J/RgNC40LzQtdGA0L7QsiDQnNCw0LrQtdGCINCe0LHRgNCw0LfRhtC+0LI=?=\r\n"
              " =?UTF-8?B?0LjRhw==?=\r\n <maket@example.by>\r\n"
              "Subject: =?UTF-8?B?0KHRgNC+0Log0LfQsNCy0YLRgNCw?=\r\n"
              "Message-ID: <lyceum-1@example.by>\r\n"
              "List-Unsubscribe: <https://lyceum.example/mail/unsubscribe/TOKEN>\r\n"
              "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
              "Auto-Submitted: auto-generated\r\n"
              "X-Auto-Response-Suppress: All\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: multipart/alternative;\r\n boundary=\"=_lyceum-1\"\r\n"
              "\r\n"
              "--=_lyceum-1\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n"
              "Content-Language: ru\r\n"
              "\r\n"
              "Plain =3D text\r\n\r\n"
              "--=_lyceum-1\r\n"
              "Content-Type: text/html; charset=utf-8\r\n"
              "Content-Transfer-Encoding: base64\r\n"
              "Content-Language: ru\r\n"
              "\r\n"
              "PHA+0J/RgNC40LLQtdGCPC9wPg==\r\n"
              "--=_lyceum-1--\r\n");
}

TEST(Message, NoValueBeginsAHeaderOfItsOwn) {
    std::mt19937 random{7};
    for (int i = 0; i < 300; ++i) {
        Message message = sample();
        message.subject = any_text(random);
        message.to.name = any_text(random);
        message.from.name = any_text(random);
        message.unsubscribe = "https://lyceum.example/" + any_text(random);
        const std::string whole = to_rfc5322(message);
        const std::string head = whole.substr(0, whole.find("\r\n\r\n"));
        std::size_t headers = 0;
        for (const std::string& line : lines_of(head)) {
            headers += line.starts_with(' ') ? 0 : 1;
            EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
        }
        EXPECT_EQ(headers, 11U) << head;
    }
}

TEST(Message, HasShortLinesOfSevenBits) {
    std::mt19937 random{11};
    for (int i = 0; i < 300; ++i) {
        Message message = sample();
        message.subject = any_text(random);
        message.to.name = any_text(random);
        message.text = any_text(random);
        message.html = any_text(random);
        for (const std::string& line : lines_of(to_rfc5322(message))) {
            EXPECT_LE(line.size(), 78U) << line;
            EXPECT_EQ(std::count_if(line.begin(), line.end(), [](char c) { return c < 0x20 && c != '\t'; }), 0) << line;
        }
    }
}

TEST(Encoding, OfABodyGivesTheTextBack) {
    std::mt19937 random{13};
    for (int i = 0; i < 300; ++i) {
        const std::string text = any_text(random);
        EXPECT_EQ(from_base64(encode_body(text, TransferEncoding::Base64)), with_mail_ends(text));
        EXPECT_EQ(from_quoted_printable(encode_body(text, TransferEncoding::QuotedPrintable)), with_mail_ends(text));
    }
}

TEST(Encoding, OfAHeaderGivesTheTextBackWithSpacesForControls) {
    std::mt19937 random{17};
    for (int i = 0; i < 300; ++i) {
        std::string text = any_text(random) + "Я";
        const std::string encoded = header_text(text, 9);
        std::ranges::replace_if(
            text, [](char c) { return c >= 0 && c < 0x20; }, ' ');
        EXPECT_EQ(from_encoded_words(encoded), text);
    }
    EXPECT_EQ(header_text("Plain words", 9), "Plain words");
    EXPECT_EQ(from_encoded_words(header_text("=?UTF-8?B?QQ==?=", 9)), "=?UTF-8?B?QQ==?=");
}

TEST(Mailbox, IsAnAddressWithANameOrWithout) {
    EXPECT_EQ(parse_mailbox("lyceum@example.by").value(), (Mailbox{"", "lyceum@example.by"}));
    EXPECT_EQ(parse_mailbox("Лицей <lyceum@Example.BY>").value(), (Mailbox{"Лицей", "lyceum@example.by"}));
    EXPECT_EQ(parse_mailbox("\"Lyceum, school\" <lyceum@example.by>").value(),
              (Mailbox{"Lyceum, school", "lyceum@example.by"}));
    EXPECT_FALSE(parse_mailbox("Lyceum <lyceum>"));
}

TEST(MailAddress, IsTakenInItsPlainForm) {
    EXPECT_EQ(parse_mail_address(" Ivan.Ivanov+x@Mail.Example.BY ").value(), "Ivan.Ivanov+x@mail.example.by");
    EXPECT_EQ(parse_mail_address("a@xn--80aa.xn--90ais").value(), "a@xn--80aa.xn--90ais");
}

TEST(MailAddress, ThatCouldSmuggleAnythingIsRefused) {
    for (const char* text : {"",
                             "a",
                             "@example.by",
                             "a@",
                             "a@b",
                             "a@b@example.by",
                             "a b@example.by",
                             "a@exa mple.by",
                             ".a@example.by",
                             "a.@example.by",
                             "a..b@example.by",
                             "a@.by",
                             "a@example.",
                             "a@-x.by",
                             "a@x-.by",
                             "a@[127.0.0.1]",
                             "\"a b\"@example.by",
                             "a@example.by>\r\nRCPT TO:<b@example.by",
                             "a@example.by\nBcc: b@example.by",
                             "почта@example.by",
                             "a@пример.бел",
                             "a@example.by, b@example.by",
                             "<a@example.by>"}) {
        EXPECT_FALSE(parse_mail_address(text)) << text;
    }
    EXPECT_FALSE(parse_mail_address(std::string(65, 'a') + "@example.by"));
    EXPECT_FALSE(parse_mail_address("a@" + std::string(64, 'a') + ".by"));
    EXPECT_FALSE(parse_mail_address("a@" + std::string(250, 'a') + ".by"));
}

}  // namespace
}  // namespace lyceum::mail
