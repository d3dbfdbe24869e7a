#pragma once
// What each command was told, as values: made from the command line by arguments.cpp, read by the commands. [any
// thread]

#include "host/base/language.hpp"
#include "host/learning/mails.hpp"
#include "host/learning/people_import.hpp"
#include "host/mail/message.hpp"
#include "host/mail/smtp.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lyceum::cli {

struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
};

// People: those who sign in with one click, who have done nothing yet. Whole: with two years of a programme.
enum class Demo { No, People, Whole };
enum class Tls { No, BehindProxy };

// How mails are sent; whole, or not there at all.
struct MailOptions {
    mail::SmtpOptions smtp;
    mail::Mailbox from;
    std::string base_url;  // "https://lyceum.example", without a slash at the end
};

struct ServeOptions {
    Endpoint listen;
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;
    Demo demo = Demo::No;
    std::size_t demo_size = 240;  // people in the demo data
    Tls tls = Tls::No;
    std::string metrics_token;
    std::optional<MailOptions> mail;
};

enum class Format { Text, Json };

struct CheckOptions {
    std::vector<std::string> paths;
    std::vector<std::filesystem::path> modules;
    Format format = Format::Text;
};

struct TryOptions {
    std::string file;
    std::filesystem::path answers;  // empty: only the first page
    std::vector<std::filesystem::path> modules;
    Format format = Format::Text;
    Language language = Language::Ru;
    std::string role;
    std::uint64_t seed = 0;
};

struct PreviewOptions {
    std::string path;               // an activity file, or the folder of a course
    std::string step;               // of the course: this one alone, as in its address; empty: all
    std::filesystem::path answers;  // empty: the first page
    std::vector<std::filesystem::path> modules;
    Language language = Language::Ru;
    std::string role;
    std::uint64_t seed = 0;
    std::filesystem::path output;  // empty: standard output
};

struct ModuleListOptions {
    std::vector<std::filesystem::path> modules;
};

struct ModuleInspectOptions {
    std::string module;  // an id, or a folder with module.xml
    std::vector<std::filesystem::path> modules;
};

struct PersonOptions {
    std::string login;
    std::string name;
    std::string role;
    std::string sector;
    std::string body;
    Language language = Language::Ru;
    std::string mail;  // address as typed; empty: none
};

struct UserAddOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;  // for the roles and sectors of framework.xml
    PersonOptions person;
    std::filesystem::path password_file;  // empty: standard input, or asked for on a terminal
};

struct UserInviteOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    PersonOptions person;  // of somebody who is there already: the login is enough
    std::chrono::days days{7};
    std::string base_url;  // "https://lyceum.example", without a slash at the end; empty: only paths are printed
};

enum class Writing { Really, DryRun };

struct UserImportOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::filesystem::path file;
    learning::PeopleEncoding encoding = learning::PeopleEncoding::Utf8;
    learning::Existing existing = learning::Existing::AreErrors;
    Writing writing = Writing::Really;
    std::optional<std::chrono::days> invite;  // how long the links work; nothing: no links
    std::string base_url;
};

struct UserListOptions {
    std::filesystem::path data;
    Format format = Format::Text;
};

struct UserDisableOptions {
    std::filesystem::path data;
    std::string login;
};

struct VerifyOptions {
    std::filesystem::path data;
};

struct MailSendOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;
    MailOptions mail;
    learning::MailHours hours = learning::MailHours::Kept;
};

enum class MailForm { Text, Html, Message };

struct MailPreviewOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;
    std::string login;
    store::MailKind kind = store::MailKind::Digest;
    MailForm form = MailForm::Text;
    std::string base_url;
};

struct MailStatusOptions {
    std::filesystem::path data;
    Format format = Format::Text;
};

enum class ReportForm { Csv, Json, Html };

struct ReportOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;
    std::string course;  // slugs
    std::string unit;
    std::string table;  // of csv: this one alone; empty: all
    ReportForm form = ReportForm::Csv;
    Language language = Language::Ru;
    std::filesystem::path output;  // empty: standard output
};

using Command =
    std::variant<ServeOptions, CheckOptions, TryOptions, ModuleListOptions, ModuleInspectOptions, UserAddOptions,
                 UserInviteOptions, UserImportOptions, UserListOptions, UserDisableOptions, VerifyOptions,
                 MailSendOptions, MailPreviewOptions, MailStatusOptions, ReportOptions, PreviewOptions>;

}  // namespace lyceum::cli
