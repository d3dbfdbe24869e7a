#include "host/mail/encoding.hpp"

#include "host/base/text.hpp"

#include <algorithm>

namespace lyceum::mail {

namespace {

constexpr std::size_t line_characters = 76;
constexpr std::string_view word_open = "=?UTF-8?B?";
constexpr std::string_view word_close = "?=";
constexpr std::size_t word_characters = 75;  // with both of these
constexpr std::string_view hexadecimal = "0123456789ABCDEF";

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string without_controls(std::string_view text) {
    std::string out{text};
    std::ranges::replace_if(out, is_control, ' ');
    return out;
}

// Plain ASCII that no reader could take for an encoded word.
bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
           text.find("=?") == std::string_view::npos;
}

std::string encoded_words(std::string_view text, std::size_t first) {
    std::string out;
    // The first line is shorter by what stands on it already.
    std::size_t room = line_characters > first + 30 ? line_characters - first : 30;
    while (!text.empty()) {
        const std::size_t whole = std::min(room, word_characters) - word_open.size() - word_close.size();
        const auto piece = text::cut(text, whole / 4 * 3);
        out += out.empty() ? "" : "\r\n ";
        out += word_open;
        out += base64(piece);
        out += word_close;
        text.remove_prefix(piece.size());
        room = line_characters - 1;
    }
    return out;
}

// "a\r\nb", "a\nb" and "a\rb" become lines a and b.
template <class Line>
void each_line(std::string_view text, Line line) {
    while (true) {
        const auto end = text.find_first_of("\r\n");
        line(text.substr(0, end));
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

// RFC 2045 section 6.7: what must be written "=3D" in a line of text, at its end or not.
bool needs_quoting(char c, bool is_last) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte > 0x7e || c == '=' || (c == ' ' && is_last);
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    bool is_first = true;
    each_line(text, [&](std::string_view line) {
        out += is_first ? "" : "\r\n";
        is_first = false;
        std::size_t written = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool is_quoted = needs_quoting(line[i], i + 1 == line.size());
            const std::size_t size = is_quoted ? 3 : 1;
            if (written + size > line_characters - 1) {  // one place for the "=" of a soft end
                out += "=\r\n";
                written = 0;
            }
            if (is_quoted) {
                const auto byte = static_cast<unsigned char>(line[i]);
                out += '=';
                out += hexadecimal[byte >> 4];
                out += hexadecimal[byte & 15];
            } else {
                out += line[i];
            }
            written += size;
        }
    });
    return out;
}

}  // namespace

std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            group = (group << 8) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        }
        for (std::size_t j = 0; j < 4; ++j) {
            out += i + j > bytes.size() ? '=' : alphabet[(group >> (6 * (3 - j))) & 63U];
        }
    }
    return out;
}

std::string header_text(std::string_view text, std::size_t first) {
    std::string plain = without_controls(text);
    if (is_plain(plain) && first + plain.size() <= line_characters) {
        return plain;
    }
    return encoded_words(plain, first);
}

std::string display_name(std::string_view name, std::size_t first) {
    const std::string plain = without_controls(name);
    if (!is_plain(plain) || first + plain.size() + 2 > line_characters) {
        return encoded_words(plain, first);
    }
    std::string quoted = "\"";
    for (const char c : plain) {
        quoted += c == '"' || c == '\\' ? "\\" : "";
        quoted += c;
    }
    return quoted + "\"";
}

TransferEncoding encoding_for(std::string_view text) {
    // A byte costs three characters quoted and 4/3 in base64: the second is shorter from a sixth on.
    const auto foreign = static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
    return foreign * 6 > text.size() ? TransferEncoding::Base64 : TransferEncoding::QuotedPrintable;
}

std::string_view name_of(TransferEncoding encoding) {
    return encoding == TransferEncoding::Base64 ? "base64" : "quoted-printable";
}

std::string encode_body(std::string_view text, TransferEncoding encoding) {
    if (encoding == TransferEncoding::QuotedPrintable) {
        return quoted_printable(text);
    }
    std::string lines;
    bool is_first = true;
    each_line(text, [&](std::string_view line) {
        lines += is_first ? "" : "\r\n";  // text in base64 has the line ends of mail as well (RFC 2045 section 6.8)
        is_first = false;
        lines += line;
    });
    const std::string encoded = base64(lines);
    std::string out;
    for (std::size_t i = 0; i < encoded.size(); i += line_characters) {
        out += i == 0 ? "" : "\r\n";
        out += encoded.substr(i, line_characters);
    }
    return out;
}

}  // namespace lyceum::mail
