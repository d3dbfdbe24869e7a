#pragma once
// The command line in the hands of CLI11. Private to the files that make it: arguments.cpp, command_line_user.cpp for
// the `user` commands and command_line_mail.cpp for the `mail` commands. [main thread]

#include "host/cli/arguments.hpp"
#include "host/cli/settings.hpp"
#include "host/learning/invitations.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lyceum::cli {

using Texts = std::vector<std::string>;

// A mistake in the command line or the settings; `where` names the flag, the variable or the file's key.
Error usage(std::string message, std::string where, std::string hint);

// The whole command line as CLI11 knows it, and where it puts what it reads. Built anew for each parse.
class CommandLine {
public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    Arguments parse(int argument_count, const char* const* arguments);

private:
    using Maker = std::function<Result<Command>(const Settings&)>;

    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& description, const std::string& example,
                  Maker make);
    void add_data(CLI::App* command);
    void add_courses(CLI::App* command);
    void add_modules(CLI::App* command);
    void add_format(CLI::App* command);
    void add_language(CLI::App* command, const std::string& description);
    void add_person(CLI::App* command);
    void add_links(CLI::App* command);
    void add_mail_settings(CLI::App* command);

    void add_serve();
    void add_check();
    void add_try();
    void add_preview();
    void add_trial(CLI::App* command);
    void add_module();
    void add_user();
    void add_user_add(CLI::App& group);
    void add_user_invite(CLI::App& group);
    void add_user_import(CLI::App& group);
    void add_verify();
    void add_mail();
    void add_report();

    Texts values_of(CLI::App* command, const Settings& settings, const std::string& key, Texts fallback,
                    std::string& origin) const;
    std::filesystem::path data_folder(const Settings& settings) const;
    std::vector<std::filesystem::path> folders(const Settings& settings, const std::string& key, Texts fallback) const;
    Result<std::string> base_url(const Settings& settings) const;
    // Nothing if no mail is to be sent; a mistake if that is set up by half.
    Result<std::optional<MailOptions>> mail_options(const Settings& settings) const;
    PersonOptions person() const;
    Format format() const { return format_ == "json" ? Format::Json : Format::Text; }
    CLI::App* deepest() const;

    CLI::App app_{"Lyceum: competency training for heads of state bodies", "lyceum"};
    std::map<const CLI::App*, Maker> makers_;

    std::string config_, data_, listen_, format_ = "text", language_ = "ru";
    Texts courses_, modules_, paths_;
    std::string name_of_thing_, role_, answers_, password_file_, base_url_, encoding_ = "utf-8";
    std::string smtp_url_, smtp_user_, smtp_password_file_, smtp_ca_file_, smtp_tls_, mail_from_;
    std::string mail_kind_ = "digest", mail_form_ = "text";
    std::string unit_, table_, report_form_ = "csv", output_;
    PersonOptions person_;
    int days_ = static_cast<int>(learning::invitation_lifetime.count());
    std::uint64_t seed_ = 0;
    bool demo_ = false;
    bool demo_people_ = false;
    std::size_t demo_size_ = 240;
    bool behind_tls_ = false;
    bool update_ = false;
    bool dry_run_ = false;
    bool invite_ = false;
    bool now_ = false;
};

}  // namespace lyceum::cli
