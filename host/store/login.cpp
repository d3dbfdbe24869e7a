#include "host/store/login.hpp"

#include "host/base/text.hpp"

#include <cstdint>

namespace lyceum::store {

namespace {

// The first character of well-formed `text`, which is not empty; drops it.
std::uint32_t take_character(std::string_view& text) {
    const auto lead = static_cast<std::uint8_t>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        point = (point << 6) | (static_cast<std::uint8_t>(text[i]) & 0x3fU);
    }
    text.remove_prefix(length);
    return point;
}

void append_character(std::string& text, std::uint32_t point) {
    const auto append = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (point < 0x80) {
        append(point);
    } else if (point < 0x800) {
        append(0xc0 | (point >> 6));
        append(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        append(0xe0 | (point >> 12));
        append(0x80 | ((point >> 6) & 0x3f));
        append(0x80 | (point & 0x3f));
    } else {
        append(0xf0 | (point >> 18));
        append(0x80 | ((point >> 12) & 0x3f));
        append(0x80 | ((point >> 6) & 0x3f));
        append(0x80 | (point & 0x3f));
    }
}

std::uint32_t lower(std::uint32_t point) {
    if (point >= 'A' && point <= 'Z') {
        return point + 0x20;
    }
    if (point >= 0xc0 && point <= 0xde && point != 0xd7) {  // À to Þ; × is no letter
        return point + 0x20;
    }
    if (point >= 0x0410 && point <= 0x042f) {  // А to Я
        return point + 0x20;
    }
    if (point >= 0x0400 && point <= 0x040f) {  // Ѐ to Џ, with Ё, Є, І, Ї, Ў
        return point + 0x50;
    }
    if ((point >= 0x0460 && point <= 0x0481) || (point >= 0x048a && point <= 0x04bf) ||
        (point >= 0x04d0 && point <= 0x052f)) {
        return point | 1;  // pairs: even is upper, odd is lower
    }
    if (point >= 0x04c1 && point <= 0x04ce) {
        return point % 2 == 1 ? point + 1 : point;  // pairs that begin with an odd one
    }
    return point == 0x04c0 ? 0x04cf : point;
}

// A lower-case letter and the mark after it as the one character that keyboards of these languages write; 0 if there is
// none.
std::uint32_t compose(std::uint32_t letter, std::uint32_t mark) {
    constexpr std::uint32_t breve = 0x0306;
    constexpr std::uint32_t diaeresis = 0x0308;
    if (mark == breve) {
        return letter == 0x0438 ? 0x0439 : letter == 0x0443 ? 0x045e : 0;  // й, ў
    }
    if (mark == diaeresis) {
        return letter == 0x0435 ? 0x0451 : letter == 0x0456 ? 0x0457 : 0;  // ё, ї
    }
    return 0;
}

Error refuse(std::string message) {
    return Error{ErrorCode::InvalidInput, std::move(message), "login", "choose another login"};
}

}  // namespace

Result<std::string> login_key(std::string_view login) {
    constexpr std::size_t longest = 200;
    if (!text::is_utf8(login)) {
        return refuse("a login must be UTF-8 text");
    }
    login = text::trim(login);
    if (login.empty()) {
        return refuse("a login may not be empty");
    }
    if (login.size() > longest) {
        return refuse("a login may not be longer than 200 bytes");
    }
    std::string key;
    std::uint32_t held = 0;  // the last letter, which a mark may still change
    while (!login.empty()) {
        const std::uint32_t point = lower(take_character(login));
        if (point < 0x20 || (point >= 0x7f && point <= 0x9f)) {
            return refuse("a login may not hold control characters");
        }
        if (const std::uint32_t composed = compose(held, point); composed != 0) {
            held = composed;
            continue;
        }
        if (held != 0) {
            append_character(key, held);
        }
        held = point;
    }
    append_character(key, held);
    return key;
}

}  // namespace lyceum::store
