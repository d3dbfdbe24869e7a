#include "host/xml/encoding.hpp"

#include "host/xml/characters.hpp"
#include "host/xml/diagnostic.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace lyceum::xml {

EncodingCheck check_encoding(std::string_view bytes) {
    constexpr std::string_view hint = "save the file as UTF-8";
    const auto refuse = [](std::size_t offset, std::string text, std::string advice) {
        return EncodingCheck{0, ScanError{offset, "xml.encoding", std::move(text), std::move(advice)}};
    };
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv) || bytes.starts_with("<\0"sv) ||
        bytes.starts_with("\0<"sv)) {
        return refuse(0, "the file is written in UTF-16; Lyceum reads UTF-8 only", std::string{hint});
    }
    EncodingCheck check;
    check.mark_size = bytes.starts_with("\xef\xbb\xbf"sv) ? 3 : 0;
    const std::string_view text = bytes.substr(check.mark_size);
    if (text.starts_with("<?xml")) {
        const std::string_view declaration = text.substr(0, std::min<std::size_t>(text.find("?>"), 1000));
        const std::size_t at = declaration.find("encoding");
        if (at != std::string_view::npos) {
            const std::size_t quote = declaration.find_first_of("\"'", at);
            const std::size_t end =
                quote == std::string_view::npos ? quote : declaration.find(declaration[quote], quote + 1);
            if (end != std::string_view::npos) {
                const std::string_view name = declaration.substr(quote + 1, end - quote - 1);
                const auto is = [name](std::string_view known) {
                    return std::equal(name.begin(), name.end(), known.begin(), known.end(), [](char left, char right) {
                        return (left >= 'A' && left <= 'Z' ? static_cast<char>(left + 32) : left) == right;
                    });
                };
                if (!is("utf-8") && !is("us-ascii") && !is("ascii")) {
                    auto refused = refuse(
                        quote + 1,
                        fmt::format("the file says that it is written in {}; Lyceum reads UTF-8 only", in_quotes(name)),
                        "save it as UTF-8 and write encoding=\"UTF-8\"");
                    refused.mark_size = check.mark_size;
                    return refused;
                }
            }
        }
    }
    if (const auto bad = find_bad_character(text)) {
        check.error = ScanError{bad->offset, "xml.forbidden-character", "", ""};
        switch (bad->flaw) {
            case Flaw::NotUtf8:
                check.error->rule = "xml.encoding";
                check.error->text = "this byte is not UTF-8; the file may be written in windows-1251 or be damaged";
                check.error->hint = hint;
                break;
            case Flaw::ZeroByte:
                check.error->text = "a zero byte is not text; the file is damaged or is no XML file";
                break;
            case Flaw::Control:
                check.error->text =
                    fmt::format("character U+{:04X} is not allowed in XML", decode(text, bad->offset).point);
                check.error->hint = "remove it";
                break;
        }
    }
    return check;
}

}  // namespace lyceum::xml
