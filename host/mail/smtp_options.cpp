// What of the settings of a mail server can be found wrong without asking it, and what its replies mean.
#include "host/mail/smtp.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace lyceum::mail {

namespace {

bool is_own_machine(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// "host", "host:25", "[::1]:25"; nothing else.
bool is_place(std::string_view place) {
    const auto colon = place.rfind(':');
    const bool has_port = colon != std::string_view::npos && place.substr(colon).find(']') == std::string_view::npos;
    const auto host = has_port ? place.substr(0, colon) : place;
    const auto port = has_port ? place.substr(colon + 1) : std::string_view{"25"};
    const auto allowed = host.starts_with('[') ? "0123456789abcdefABCDEF:.[]"
                                               : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    return !host.empty() && host.size() <= 255 && host.find_first_not_of(allowed) == std::string_view::npos &&
           !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<void> check(const SmtpOptions& options) {
    const bool is_implicit = options.url.starts_with("smtps://");
    const std::string_view url{options.url};
    const auto place = url.substr(std::min(url.size(), is_implicit ? std::size_t{8} : std::size_t{7}));
    if ((!is_implicit && !url.starts_with("smtp://")) || !is_place(place)) {
        return Error{ErrorCode::InvalidInput, "this is not the address of a mail server", "smtp-url",
                     "write it as smtp://mail.example:587 or smtps://mail.example:465"};
    }
    if (is_implicit && options.tls == Tls::None) {
        return Error{ErrorCode::InvalidInput, "smtps:// is TLS from the first byte", "smtp-tls",
                     "leave smtp-tls out, or write smtp://"};
    }
    if (options.user.empty() != options.password.empty()) {
        return Error{ErrorCode::InvalidInput,
                     options.user.empty() ? "there is a password and no name to sign in with"
                                          : "there is a name to sign in with and no password",
                     options.user.empty() ? "smtp-user" : "smtp-password-file",
                     "set smtp-user and smtp-password-file (or LYCEUM_SMTP_PASSWORD), or neither"};
    }
    const auto host = place.substr(0, place.starts_with('[') ? place.find(']') + 1 : place.find(':'));
    if (options.tls == Tls::None && !options.user.empty() && !is_own_machine(host)) {
        return Error{ErrorCode::Denied, "the password would go over the network in the clear", "smtp-tls",
                     "leave smtp-tls out, or send without signing in"};
    }
    std::error_code problem;
    if (!options.ca_file.empty() && !std::filesystem::is_regular_file(options.ca_file, problem)) {
        return Error{ErrorCode::NotFound, "there is no such file", options.ca_file,
                     "smtp-ca-file names the certificate of your authority, in PEM"};
    }
    return success();
}

Delivery judge(std::string_view command, int code, std::string_view trouble) {
    using Outcome = Delivery::Outcome;
    const bool is_about_this_mail = command == "RCPT" || command == "DATA" || command == ".";
    if (is_about_this_mail && code >= 500 && code < 600) {
        return {Outcome::RefusedForGood, fmt::format("the mail server refused it: {} after {}", code, command)};
    }
    if ((is_about_this_mail || command == "MAIL") && code >= 400 && code < 500) {
        return {Outcome::RefusedForNow, fmt::format("the mail server refused it for now: {} after {}", code, command)};
    }
    if (command == "AUTH" || trouble == "Login denied") {
        return {Outcome::NoService, fmt::format("the mail server did not let us sign in: {}", code)};
    }
    if (code >= 400 && code < 600) {
        return {Outcome::NoService, fmt::format("the mail server serves us not: {} after {}", code, command)};
    }
    return {Outcome::NoService, fmt::format("no mail server: {}", trouble)};
}

}  // namespace lyceum::mail
