// The `mail` commands of the command line, and the settings of the mail server, which `serve` has too.

#include "host/base/files.hpp"
#include "host/base/text.hpp"
#include "host/cli/command_line.hpp"
#include "host/mail/smtp.hpp"

#include <cstdlib>

namespace lyceum::cli {

namespace {

constexpr std::size_t most_password_bytes = 1000;
// Not among the settings of lyceum.toml: that file is often readable by all.
constexpr const char* password_variable = "LYCEUM_SMTP_PASSWORD";

// The host of "https://lyceum.example:8443".
std::string host_of(std::string_view site) {
    site.remove_prefix(std::min(site.find("://") + 3, site.size()));
    const auto host = site.substr(0, site.find(':'));
    return host.find('[') == std::string_view::npos ? std::string{host} : std::string{};
}

Result<std::string> read_password_file(const std::string& file) {
    LYCEUM_TRY(const std::string bytes, files::read(file, most_password_bytes));
    return std::string{text::trim(std::string_view{bytes}.substr(0, bytes.find('\n')))};
}

}  // namespace

void CommandLine::add_mail_settings(CLI::App* command) {
    command->add_option("--smtp-url", smtp_url_, "The mail server: smtp://HOST:587 or smtps://HOST:465")
        ->type_name("URL");
    command->add_option("--smtp-user", smtp_user_, "The name to sign in there with")->type_name("NAME");
    command->add_option("--smtp-password-file", smtp_password_file_, "File whose first line is the password for it")
        ->type_name("FILE");
    command->add_option("--smtp-ca-file", smtp_ca_file_, "Certificate of the mail server's authority (PEM)")
        ->type_name("FILE");
    command->add_option("--smtp-tls", smtp_tls_, "required, or none: for a mail server on this machine")
        ->type_name("WORD");
    command->add_option("--mail-from", mail_from_, "Who mails come from: \"Lyceum <lyceum@example.by>\"")
        ->type_name("MAILBOX");
}

Result<std::optional<MailOptions>> CommandLine::mail_options(const Settings& settings) const {
    std::string origin;
    const auto value = [&](const std::string& key) {
        return values_of(deepest(), settings, key, {""}, origin).front();
    };
    MailOptions options;
    options.smtp.url = value("smtp-url");
    const std::string from = value("mail-from");
    options.smtp.user = value("smtp-user");
    const std::string password_file = value("smtp-password-file");
    options.smtp.ca_file = value("smtp-ca-file");
    const std::string tls = value("smtp-tls");
    const char* const password = std::getenv(password_variable);
    LYCEUM_TRY(options.base_url, base_url(settings));

    const bool has_any = !options.smtp.url.empty() || !from.empty() || !options.smtp.user.empty() ||
                         !password_file.empty() || !options.smtp.ca_file.empty() || !tls.empty();
    if (!has_any) {
        return std::optional<MailOptions>{};
    }
    std::string missing;
    using Needed = std::pair<std::string_view, std::string_view>;
    for (const auto& [key, text] :
         {Needed{"smtp-url", options.smtp.url}, Needed{"mail-from", from}, Needed{"base-url", options.base_url}}) {
        if (text.empty()) {
            missing += missing.empty() ? "" : ", ";
            missing += key;
        }
    }
    if (!missing.empty()) {
        return usage("mails are set up by half: not set is " + missing, "",
                     "smtp-url, mail-from and base-url belong together; without all three no mail is sent");
    }
    if (!tls.empty() && tls != "required" && tls != "none") {
        return usage("\"" + tls + "\" is neither required nor none", "smtp-tls", "write required or none");
    }
    options.smtp.tls = tls == "none" ? mail::Tls::None : mail::Tls::Required;
    if (!password_file.empty()) {
        LYCEUM_TRY(options.smtp.password, read_password_file(password_file));
    } else if (password != nullptr) {
        options.smtp.password = password;
    }
    auto box = mail::parse_mailbox(from);
    if (!box) {
        return usage(box.error().message, "mail-from", "write it as Lyceum <lyceum@example.by>");
    }
    options.from = std::move(box).value();
    options.smtp.greeting = host_of(options.base_url);
    LYCEUM_TRY(mail::check(options.smtp));
    return std::optional{std::move(options)};
}

void CommandLine::add_mail() {
    CLI::App* group = app_.add_subcommand("mail", "Digests and reminders of deadlines by mail");
    group->require_subcommand(1);
    group->footer("Example:\n  lyceum mail status");

    CLI::App* send = add(
        *group, "send", "Send what is due and what waits, once, beside a running server or without one",
        "lyceum mail send --now", [this](const Settings& settings) -> Result<Command> {
            LYCEUM_TRY(auto mail, mail_options(settings));
            if (!mail) {
                return usage("no mail server is set", "smtp-url",
                             "set smtp-url, mail-from and base-url, in lyceum.toml or as flags");
            }
            return Command{MailSendOptions{.data = data_folder(settings),
                                           .courses = folders(settings, "courses", {"courses"}),
                                           .modules = folders(settings, "modules", {}),
                                           .mail = std::move(*mail),
                                           .hours = now_ ? learning::MailHours::Ignored : learning::MailHours::Kept}};
        });
    send->add_flag("--now", now_, "This week's digests are due now, whatever the day");
    add_data(send);
    add_courses(send);
    add_modules(send);
    add_mail_settings(send);
    send->add_option("--base-url", base_url_, "The address of the site")->type_name("URL");

    CLI::App* preview = add(*group, "preview", "Print the mail that a person would get now; sends and changes nothing",
                            "lyceum mail preview i.ivanova --kind deadline --format html > mail.html",
                            [this](const Settings& settings) -> Result<Command> {
                                MailPreviewOptions options{.data = data_folder(settings),
                                                           .courses = folders(settings, "courses", {"courses"}),
                                                           .modules = folders(settings, "modules", {}),
                                                           .login = person_.login,
                                                           .kind = mail_kind_ == "digest" ? store::MailKind::Digest
                                                                                          : store::MailKind::Deadline,
                                                           .form = mail_form_ == "text"   ? MailForm::Text
                                                                   : mail_form_ == "html" ? MailForm::Html
                                                                                          : MailForm::Message,
                                                           .base_url = {}};
                                LYCEUM_TRY(options.base_url, base_url(settings));
                                return Command{std::move(options)};
                            });
    preview->add_option("LOGIN", person_.login, "Whose mail")->required()->type_name("");
    preview->add_option("--kind", mail_kind_, "digest or deadline")
        ->check(CLI::IsMember({"digest", "deadline"}))
        ->type_name("KIND");
    preview->add_option("--format", mail_form_, "text, html, or message: as it would go over the wire")
        ->check(CLI::IsMember({"text", "html", "message"}))
        ->type_name("FORMAT");
    add_data(preview);
    add_courses(preview);
    add_modules(preview);
    preview->add_option("--base-url", base_url_, "The address of the site")->type_name("URL");

    CLI::App* status = add(*group, "status", "How many mails wait, were sent or failed, and the last problem",
                           "lyceum mail status", [this](const Settings& settings) -> Result<Command> {
                               return Command{MailStatusOptions{.data = data_folder(settings), .format = format()}};
                           });
    add_data(status);
    add_format(status);
}

}  // namespace lyceum::cli
