// The `user` commands of the command line, and the options they share.

#include "host/cli/command_line.hpp"

namespace lyceum::cli {

namespace {

// The site's address as links begin with it: Lyceum's pages lie at its root, so it has no path.
Result<std::string> parse_base_url(std::string text, const std::string& origin) {
    const bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
    if (text.ends_with('/')) {
        text.pop_back();
    }
    const std::string_view host = std::string_view{text}.substr(std::min(text.find("://") + 3, text.size()));
    const bool is_host = !host.empty() && host.find_first_of(" \t\r\n/?#\"<>\\") == std::string_view::npos;
    if (!text.empty() && (!has_scheme || !is_host)) {
        return usage("\"" + text + "\" is not the address of a site", origin, "write it as https://lyceum.example");
    }
    return text;
}

}  // namespace

void CommandLine::add_person(CLI::App* command) {
    command->add_option("LOGIN", person_.login, "The name to sign in with")->required()->type_name("");
    command->add_option("--name", person_.name, "Name as shown on pages")->type_name("NAME");
    command->add_option("--role", person_.role, "Role in framework.xml")->type_name("ROLE");
    command->add_option("--sector", person_.sector, "Sector in framework.xml")->type_name("SECTOR");
    command->add_option("--body", person_.body, "State body, as text")->type_name("TEXT");
    command->add_option("--email", person_.mail, "Where digests and reminders go, if the server sends any")
        ->type_name("ADDRESS");
    add_language(command, "Language of the pages: ru, be or en");
}

void CommandLine::add_links(CLI::App* command) {
    command->add_option("--days", days_, "How long a link works (otherwise 7 days)")
        ->check(CLI::Range(1, 365))
        ->type_name("NUMBER");
    command->add_option("--base-url", base_url_, "The address of the site, for links that can be opened as they are")
        ->type_name("URL");
}

PersonOptions CommandLine::person() const {
    PersonOptions person = person_;
    person.language = parse_language(language_).value_or(Language::Ru);
    return person;
}

Result<std::string> CommandLine::base_url(const Settings& settings) const {
    std::string origin;
    std::string text = values_of(deepest(), settings, "base-url", {""}, origin).front();
    return parse_base_url(std::move(text), origin);
}

void CommandLine::add_user() {
    CLI::App* group = app_.add_subcommand("user", "Who may sign in");
    group->require_subcommand(1);
    group->footer("Example:\n  lyceum user list");
    add_user_add(*group);
    add_user_invite(*group);
    add_user_import(*group);

    CLI::App* list = add(*group, "list", "List everybody", "lyceum user list --data /var/lib/lyceum",
                         [this](const Settings& settings) -> Result<Command> {
                             return Command{UserListOptions{.data = data_folder(settings), .format = format()}};
                         });
    add_data(list);
    add_format(list);

    CLI::App* disable =
        add(*group, "disable", "Let a person sign in no more and end their sessions; their results stay",
            "lyceum user disable i.ivanova", [this](const Settings& settings) -> Result<Command> {
                return Command{UserDisableOptions{.data = data_folder(settings), .login = person_.login}};
            });
    disable->add_option("LOGIN", person_.login, "The name they sign in with")->required()->type_name("");
    add_data(disable);
}

void CommandLine::add_user_add(CLI::App& group) {
    CLI::App* command =
        add(group, "add", "Add a person; the password comes from a file, standard input or the terminal",
            "lyceum user add i.ivanova --name \"Иванова Ирина\" --role head --password-file secret.txt",
            [this](const Settings& settings) -> Result<Command> {
                return Command{UserAddOptions{.data = data_folder(settings),
                                              .courses = folders(settings, "courses", {"courses"}),
                                              .person = person(),
                                              .password_file = password_file_}};
            });
    add_person(command);
    command->get_option("--name")->required();
    command->get_option("--role")->required();
    command->add_option("--password-file", password_file_, "File whose first line is the password")->type_name("FILE");
    add_data(command);
    add_courses(command);
}

void CommandLine::add_user_invite(CLI::App& group) {
    CLI::App* command =
        add(group, "invite", "Print a link that lets a person, new or known, set a password once",
            "lyceum user invite i.ivanova --name \"Иванова Ирина\" --role head --base-url https://lyceum.example",
            [this](const Settings& settings) -> Result<Command> {
                UserInviteOptions options{.data = data_folder(settings),
                                          .courses = folders(settings, "courses", {"courses"}),
                                          .person = person(),
                                          .days = std::chrono::days{days_},
                                          .base_url = {}};
                LYCEUM_TRY(options.base_url, base_url(settings));
                return Command{std::move(options)};
            });
    add_person(command);
    add_links(command);
    add_data(command);
    add_courses(command);
}

void CommandLine::add_user_import(CLI::App& group) {
    CLI::App* command =
        add(group, "import", "Add many people from a CSV file, all or none",
            "lyceum user import people.csv --dry-run\n"
            "  lyceum user import people.csv --invite --base-url https://lyceum.example > links.csv\n\n"
            "The first row names the columns, in any order: login, name, role, and if wanted body, sector, language, "
            "email.",
            [this](const Settings& settings) -> Result<Command> {
                UserImportOptions options{
                    .data = data_folder(settings),
                    .courses = folders(settings, "courses", {"courses"}),
                    .file = name_of_thing_,
                    .encoding =
                        encoding_ == "utf-8" ? learning::PeopleEncoding::Utf8 : learning::PeopleEncoding::Windows1251,
                    .existing = update_ ? learning::Existing::AreUpdated : learning::Existing::AreErrors,
                    .writing = dry_run_ ? Writing::DryRun : Writing::Really,
                    .invite = invite_ ? std::optional{std::chrono::days{days_}} : std::nullopt,
                    .base_url = {}};
                LYCEUM_TRY(options.base_url, base_url(settings));
                return Command{std::move(options)};
            });
    command->add_option("FILE", name_of_thing_, "The CSV file")->required()->type_name("");
    command->add_option("--encoding", encoding_, "What the file is written in: utf-8 or windows-1251")
        ->check(CLI::IsMember({"utf-8", "windows-1251"}))
        ->type_name("ENCODING");
    command->add_flag("--update", update_, "Let rows of people who are there already correct them");
    command->add_flag("--dry-run", dry_run_, "Check everything and write nothing");
    command->add_flag("--invite", invite_, "Print an invitation link for everybody without a password, as CSV");
    add_links(command);
    add_data(command);
    add_courses(command);
}

}  // namespace lyceum::cli
