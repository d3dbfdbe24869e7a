#pragma once
// What each command was told, as values: made from the command line by arguments.cpp, read by the commands. [any
// thread]

#include "host/base/language.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace lyceum::cli {

struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
};

enum class DemoPeople { No, Yes };
enum class Tls { No, BehindProxy };

struct ServeOptions {
    Endpoint listen;
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;
    DemoPeople demo = DemoPeople::No;
    Tls tls = Tls::No;
    std::string metrics_token;
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

struct ModuleListOptions {
    std::vector<std::filesystem::path> modules;
};

struct ModuleInspectOptions {
    std::string module;  // an id, or a folder with module.xml
    std::vector<std::filesystem::path> modules;
};

struct UserAddOptions {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;  // for the roles and sectors of framework.xml
    std::string login;
    std::string name;
    std::string role;
    std::string sector;
    std::string body;
    Language language = Language::Ru;
    std::filesystem::path password_file;  // empty: standard input, or asked for on a terminal
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

using Command = std::variant<ServeOptions, CheckOptions, TryOptions, ModuleListOptions, ModuleInspectOptions,
                             UserAddOptions, UserListOptions, UserDisableOptions, VerifyOptions>;

}  // namespace lyceum::cli
