#include "host/cli/arguments.hpp"

#include "host/base/text.hpp"
#include "host/cli/command_line.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

const std::array<std::string, 13> setting_keys{
    "listen",        "data",     "courses",  "modules",   "behind-tls",
    "metrics-token", "base-url", "smtp-url", "smtp-user", "smtp-password-file",
    "smtp-ca-file",  "smtp-tls", "mail-from"};

// "127.0.0.1:8080", "[::1]:8080" or ":8080"; whether the address is one is for the server to say.
Result<Endpoint> parse_endpoint(const std::string& text, const std::string& origin) {
    const auto wrong = [&] {
        return usage("\"" + text + "\" is not an address with a port", origin,
                     "write it as 127.0.0.1:8080 or [::1]:8080");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) {
        return wrong();
    }
    Endpoint endpoint;
    std::string address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    } else if (address.find(':') != std::string::npos) {
        return wrong();
    }
    if (!address.empty()) {
        endpoint.address = address;
    }
    const char* const end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data() + colon + 1, end, endpoint.port);
    if (problem != std::errc{} || rest != end) {
        return wrong();
    }
    return endpoint;
}

std::vector<std::filesystem::path> to_paths(const Texts& texts) {
    return {texts.begin(), texts.end()};
}

}  // namespace

CommandLine::CommandLine() {
    app_.set_version_flag("--version", "lyceum " LYCEUM_VERSION);
    app_.require_subcommand(1);
    app_.footer(
        "`lyceum COMMAND --help` explains a command and gives an example.\n"
        "--listen, --data, --courses, --modules, --behind-tls, --base-url, --mail-from and --smtp-… may also be set "
        "by\n"
        "LYCEUM_LISTEN and so on,\n"
        "or by listen = … in lyceum.toml of the current folder (another file: --config). Flags win, then variables.\n"
        "Exit codes: 0 fine, 1 the input has errors, 2 wrong usage, 3 the environment failed.");
    add_serve();
    add_check();
    add_try();
    add_preview();
    add_module();
    add_user();
    add_verify();
    add_mail();
    add_report();
}

CLI::App* CommandLine::add(CLI::App& parent, const std::string& name, const std::string& description,
                           const std::string& example, Maker make) {
    CLI::App* command = parent.add_subcommand(name, description);
    command->footer("Example:\n  " + example);
    command->add_option("--config", config_, "Settings file (otherwise lyceum.toml, if it is there)")
        ->type_name("FILE");
    makers_.emplace(command, std::move(make));
    return command;
}

void CommandLine::add_data(CLI::App* command) {
    command->add_option("--data", data_, "Folder of the database (otherwise ./data)")->type_name("DIR");
}

// One folder a flag: what follows it is not taken for another.
void CommandLine::add_courses(CLI::App* command) {
    command
        ->add_option("--courses", courses_,
                     "Folder of courses with framework.xml (otherwise ./courses); may be repeated")
        ->type_name("DIR")
        ->allow_extra_args(false);
}

void CommandLine::add_modules(CLI::App* command) {
    command->add_option("--modules", modules_, "Folder of further modules, besides the installed ones; may be repeated")
        ->type_name("DIR")
        ->allow_extra_args(false);
}

void CommandLine::add_format(CLI::App* command) {
    command->add_option("--format", format_, "How to print: text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
}

void CommandLine::add_language(CLI::App* command, const std::string& description) {
    command->add_option("--language", language_, description)
        ->check(CLI::IsMember({"ru", "be", "en"}))
        ->type_name("LANGUAGE");
}

Error usage(std::string message, std::string where, std::string hint) {
    return Error{ErrorCode::InvalidInput, std::move(message), std::move(where), std::move(hint)};
}

void CommandLine::add_serve() {
    CLI::App* command =
        add(app_, "serve", "Serve courses over HTTP", "lyceum serve --demo --data data/demo",
            [this](const Settings& settings) -> Result<Command> {
                ServeOptions options;
                std::string origin;
                const Texts listen = values_of(deepest(), settings, "listen", {"127.0.0.1:8080"}, origin);
                LYCEUM_TRY(options.listen, parse_endpoint(listen.front(), origin));
                options.data = data_folder(settings);
                options.courses = folders(settings, "courses", {"courses"});
                options.modules = folders(settings, "modules", {});
                options.demo = demo_ ? Demo::Whole : demo_people_ ? Demo::People : Demo::No;
                options.demo_size = demo_size_;
                const Texts tls = values_of(deepest(), settings, "behind-tls", {"false"}, origin);
                if (tls.front() != "true" && tls.front() != "false") {
                    return usage("\"" + tls.front() + "\" is neither true nor false", origin, "write true or false");
                }
                options.tls = behind_tls_ || tls.front() == "true" ? Tls::BehindProxy : Tls::No;
                if (const auto token = settings.find("metrics-token")) {
                    options.metrics_token = token->values.front();
                }
                LYCEUM_TRY(options.mail, mail_options(settings));
                return Command{options};
            });
    command->add_option("--listen", listen_, "Address and port (otherwise 127.0.0.1:8080; port 0: any free one)")
        ->type_name("ADDRESS:PORT");
    add_data(command);
    add_courses(command);
    add_modules(command);
    CLI::Option* demo =
        command->add_flag("--demo", demo_,
                          "Fill an empty data folder with demo data, and offer demo people who sign in with one click: "
                          "never where real people learn");
    command->add_flag("--demo-people", demo_people_, "Demo people alone, who have done nothing yet")->excludes(demo);
    command->add_option("--demo-size", demo_size_, "How many people the demo data has (otherwise 240)")
        ->check(CLI::Range(7, 2400))
        ->type_name("PEOPLE")
        ->needs(demo);
    command->add_flag("--behind-tls", behind_tls_, "A reverse proxy on this machine ends TLS: cookies become Secure");
    command->add_option("--base-url", base_url_, "The address of the site, for links in mails")->type_name("URL");
    add_mail_settings(command);
}

void CommandLine::add_check() {
    CLI::App* command =
        add(app_, "check", "Find every problem in courses, framework.xml and activity files",
            "lyceum check courses/services-online", [this](const Settings& settings) -> Result<Command> {
                return Command{
                    CheckOptions{.paths = paths_, .modules = folders(settings, "modules", {}), .format = format()}};
            });
    command->add_option("PATH", paths_, "Folders of courses, course folders or XML files")->required()->type_name("");
    add_modules(command);
    add_format(command);
}

void CommandLine::add_try() {
    CLI::App* command =
        add(app_, "try", "Run one activity in the terminal: its page, and the outcome of answers",
            "lyceum try quiz.xml --answers answers.txt\n\n"
            "The file of answers has one form a block, blocks parted by an empty line, a field a line:\n"
            "  choice=b\n"
            "  act=answer",
            [this](const Settings& settings) -> Result<Command> {
                return Command{TryOptions{.file = name_of_thing_,
                                          .answers = answers_,
                                          .modules = folders(settings, "modules", {}),
                                          .format = format(),
                                          .language = parse_language(language_).value_or(Language::Ru),
                                          .role = role_,
                                          .seed = seed_}};
            });
    command->add_option("FILE", name_of_thing_, "The activity's XML file")->required()->type_name("");
    add_format(command);
    add_trial(command);
}

// What `try` and `preview` let one choose alike.
void CommandLine::add_trial(CLI::App* command) {
    command->add_option("--answers", answers_, "File with the answers to give, form after form")->type_name("FILE");
    add_modules(command);
    add_language(command, "Language of the page: ru, be or en");
    command->add_option("--role", role_, "Role of the learner in framework.xml")->type_name("ROLE");
    command->add_option("--seed", seed_, "Seed the activity shuffles with")->type_name("NUMBER");
}

void CommandLine::add_preview() {
    CLI::App* command = add(
        app_, "preview", "Show an author what learners would get, as one page to open in a browser",
        "lyceum preview courses/services-online scenario --output scenario.html\n\n"
        "On top stands what check finds; below a scenario is the drawing of its graph. The whole course without STEP,\n"
        "and a file instead of COURSE alone. With --answers the page after them.",
        [this](const Settings& settings) -> Result<Command> {
            return Command{PreviewOptions{.path = name_of_thing_,
                                          .step = unit_,
                                          .answers = answers_,
                                          .modules = folders(settings, "modules", {}),
                                          .language = parse_language(language_).value_or(Language::Ru),
                                          .role = role_,
                                          .seed = seed_,
                                          .output = output_}};
        });
    command->add_option("COURSE", name_of_thing_, "The folder of a course, or an activity's XML file")
        ->required()
        ->type_name("");
    command->add_option("STEP", unit_, "The step, as in its address")->type_name("");
    command->add_option("--output", output_, "File to write (otherwise standard output)")->type_name("FILE");
    add_trial(command);
}

void CommandLine::add_module() {
    CLI::App* group = app_.add_subcommand("module", "What is installed, and whether it works");
    group->require_subcommand(1);
    group->footer("Example:\n  lyceum module list");
    CLI::App* list =
        add(*group, "list", "List modules by their manifests; runs none of their code",
            "lyceum module list --modules our-modules", [this](const Settings& settings) -> Result<Command> {
                return Command{ModuleListOptions{.modules = folders(settings, "modules", {})}};
            });
    add_modules(list);
    CLI::App* inspect = add(
        *group, "inspect", "Load a module in a sandboxed worker and compare it with its manifest",
        "lyceum module inspect lyceum.quiz", [this](const Settings& settings) -> Result<Command> {
            return Command{ModuleInspectOptions{.module = name_of_thing_, .modules = folders(settings, "modules", {})}};
        });
    inspect->add_option("MODULE", name_of_thing_, "Its id, or its folder")->required()->type_name("");
    add_modules(inspect);
}

void CommandLine::add_verify() {
    CLI::App* command =
        add(app_, "verify", "Recompute all progress from the statements and compare; changes nothing",
            "lyceum verify --data /var/lib/lyceum", [this](const Settings& settings) -> Result<Command> {
                return Command{VerifyOptions{.data = data_folder(settings)}};
            });
    add_data(command);
}

void CommandLine::add_report() {
    CLI::App* command =
        add(app_, "report", "What came of one activity, for its trainer: numbers, no names",
            "lyceum report services-online quiz --format html --output quiz.html",
            [this](const Settings& settings) -> Result<Command> {
                return Command{ReportOptions{.data = data_folder(settings),
                                             .courses = folders(settings, "courses", {"courses"}),
                                             .modules = folders(settings, "modules", {}),
                                             .course = name_of_thing_,
                                             .unit = unit_,
                                             .table = table_,
                                             .form = report_form_ == "json"   ? ReportForm::Json
                                                     : report_form_ == "html" ? ReportForm::Html
                                                                              : ReportForm::Csv,
                                             .language = parse_language(language_).value_or(Language::Ru),
                                             .output = output_}};
            });
    command->add_option("COURSE", name_of_thing_, "The course, as in its address")->required()->type_name("");
    command->add_option("STEP", unit_, "The step, as in its address")->required()->type_name("");
    command->add_option("--format", report_form_, "csv, json, or html with charts")
        ->check(CLI::IsMember({"csv", "json", "html"}))
        ->type_name("FORMAT");
    command->add_option("--table", table_, "Only this table of the report (csv)")->type_name("ID");
    command->add_option("--output", output_, "File to write (otherwise standard output)")->type_name("FILE");
    add_data(command);
    add_courses(command);
    add_modules(command);
    add_language(command, "Language of the report: ru, be or en");
}

// A flag, else a variable, else the settings file, else `fallback`.
Texts CommandLine::values_of(CLI::App* command, const Settings& settings, const std::string& key, Texts fallback,
                             std::string& origin) const {
    const CLI::Option* option = command->get_option_no_throw("--" + key);
    if (option != nullptr && option->count() > 0) {
        origin = "--" + key;
        return option->results();
    }
    if (auto found = settings.find(key); found && !found->values.empty()) {
        origin = found->origin;
        return std::move(found->values);
    }
    return fallback;
}

std::filesystem::path CommandLine::data_folder(const Settings& settings) const {
    std::string origin;
    return values_of(deepest(), settings, "data", {"data"}, origin).front();
}

std::vector<std::filesystem::path> CommandLine::folders(const Settings& settings, const std::string& key,
                                                        Texts fallback) const {
    std::string origin;
    return to_paths(values_of(deepest(), settings, key, std::move(fallback), origin));
}

CLI::App* CommandLine::deepest() const {
    const CLI::App* command = &app_;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
    }
    return const_cast<CLI::App*>(command);
}

Arguments CommandLine::parse(int argument_count, const char* const* arguments) {
    const auto mistake = [](const Error& error) {
        report(error);
        return Arguments{.command = std::nullopt, .code = ExitCode::Usage};
    };
    const auto names_of = [](const CLI::App& app) {
        Texts names;
        for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
            names.push_back(each->get_name());
        }
        return names;
    };
    try {
        app_.parse(argument_count, arguments);
    } catch (const CLI::CallForHelp&) {
        fmt::print("{}", app_.help());
        return {};
    } catch (const CLI::CallForVersion& version) {
        fmt::print("{}\n", version.what());
        return {};
    } catch (const CLI::ParseError& error) {
        const CLI::App* command = deepest();
        std::string path;
        for (const CLI::App* each = command; each != nullptr; each = each->get_parent()) {
            path = each->get_name() + (path.empty() ? "" : " " + path);
        }
        std::string message = error.what();
        std::string hint = "see `" + path + " --help`";
        const Texts names = names_of(*command);
        if (const Texts rest = app_.remaining(true); !names.empty() && !rest.empty()) {
            message = "there is no command \"" + rest.front() + "\"";
            if (const std::string near = text::nearest(rest.front(), names); !near.empty()) {
                hint = "did you mean `" + path + " " + near + "`?";
            }
        }
        return mistake(usage(message, "", hint));
    }
    const auto settings = Settings::read(config_, setting_keys);
    if (!settings) {
        return mistake(settings.error());
    }
    auto command = makers_.at(deepest())(settings.value());
    if (!command) {
        return mistake(command.error());
    }
    return Arguments{.command = std::move(command).value()};
}

Arguments parse_arguments(int argument_count, const char* const* arguments) {
    return CommandLine{}.parse(argument_count, arguments);
}

}  // namespace lyceum::cli
