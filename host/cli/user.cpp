// lyceum user add | list | disable: who may sign in. Works beside a running server: both write to the database for a
// moment only.

#include "host/base/crypto.hpp"
#include "host/base/text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/password.hpp"
#include "host/cli/places.hpp"
#include "host/content/reader.hpp"
#include "host/store/store.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

constexpr std::size_t most_name_bytes = 300;

template <class Thing>
Result<void> require_known(const std::vector<Thing>& things, const std::string& id, const std::string& flag) {
    std::vector<std::string> known;
    std::string all;
    for (const Thing& thing : things) {
        known.push_back(thing.id);
        all += (all.empty() ? "" : ", ") + thing.id;
    }
    if (std::ranges::find(known, id) != known.end()) {
        return success();
    }
    const std::string near = text::nearest(id, known);
    return Error{ErrorCode::InvalidInput, "framework.xml has no such id", flag + " " + id,
                 near.empty() ? "known are " + all : "did you mean " + near + "?"};
}

// Against the framework.xml that `serve` would use; without one nothing can be checked, and that is said.
Result<void> check_against_framework(const UserAddOptions& options) {
    std::error_code problem;
    for (const std::filesystem::path& folder : options.courses) {
        const std::filesystem::path file = folder / "framework.xml";
        if (!std::filesystem::is_regular_file(file, problem)) {
            continue;
        }
        const auto framework = content::read_framework(file, file.generic_string());
        print(framework.diagnostics);
        if (framework.value) {
            LYCEUM_TRY(require_known(framework.value->roles, options.role, "--role"));
            if (!options.sector.empty()) {
                LYCEUM_TRY(require_known(framework.value->sectors, options.sector, "--sector"));
            }
            return success();
        }
    }
    fmt::print(stderr,
               "note: no framework.xml was found, so the role is not checked; name its folder with --courses\n");
    return success();
}

Result<void> check_name(const std::string& name, const std::string& flag) {
    const bool has_control =
        std::ranges::any_of(name, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; });
    if (!text::is_utf8(name) || has_control || name.size() > most_name_bytes) {
        return Error{ErrorCode::InvalidInput,
                     fmt::format("this is not one line of at most {} bytes of UTF-8 text", most_name_bytes), flag,
                     "check the terminal's encoding"};
    }
    return success();
}

Result<void> audited(store::Transaction& transaction, std::string act, const std::string& login, TimePoint now) {
    return transaction.append_audit(
        {.time = now, .user = std::nullopt, .act = std::move(act), .subject = login, .detail = "command line"});
}

Result<void> add(const UserAddOptions& options) {
    LYCEUM_TRY(check_name(options.name, "--name"));
    LYCEUM_TRY(check_name(options.body, "--body"));
    LYCEUM_TRY(check_against_framework(options));
    LYCEUM_TRY(const std::string password, read_password(options.password_file));
    LYCEUM_TRY(prepare_data_folder(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));

    const TimePoint now = system_clock()();
    store::User user{.id = UserId::make(now),
                     .login = std::string{text::trim(options.login)},
                     .name = options.name,
                     .role = options.role,
                     .sector = options.sector,
                     .body = options.body,
                     .language = options.language,
                     .status = store::UserStatus::Active,
                     .kind = store::UserKind::Person,
                     .password_hash = {},
                     .created = now};
    LYCEUM_TRY(user.password_hash, crypto::hash_password(password));
    std::function<Result<void>(store::Transaction&)> job = [user,
                                                            now](store::Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.add_user(user));
        return audited(transaction, "user.add", user.login, now);
    };
    return store->write_now<void>(std::move(job));
}

Result<std::vector<store::User>> all_users(const UserListOptions& options) {
    LYCEUM_TRY(require_database(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(auto reader, store->reader());
    return reader.users();
}

Result<void> disable(const UserDisableOptions& options) {
    LYCEUM_TRY(require_database(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(auto reader, store->reader());
    LYCEUM_TRY(const auto user, reader.find_user_by_login(options.login));
    if (!user) {
        return Error{ErrorCode::NotFound, "there is nobody with this login", options.login,
                     "`lyceum user list` shows everybody"};
    }
    const TimePoint now = system_clock()();
    std::function<Result<void>(store::Transaction&)> job = [user,
                                                            now](store::Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.set_user_status(user->id, store::UserStatus::Disabled));
        LYCEUM_TRY(transaction.end_sessions_of(user->id));
        return audited(transaction, "user.disable", user->login, now);
    };
    return store->write_now<void>(std::move(job));
}

std::string_view word_of(store::UserStatus status) {
    return status == store::UserStatus::Active ? "active" : "disabled";
}

std::string_view word_of(store::UserKind kind) {
    return kind == store::UserKind::Demo ? "demo" : "person";
}

void print_json(const std::vector<store::User>& users) {
    boost::json::array list;
    for (const store::User& user : users) {
        list.push_back({{"login", user.login},
                        {"name", user.name},
                        {"role", user.role},
                        {"sector", user.sector},
                        {"body", user.body},
                        {"language", code_of(user.language)},
                        {"status", word_of(user.status)},
                        {"kind", word_of(user.kind)},
                        {"created", to_iso8601(user.created)}});
    }
    fmt::print("{}\n", boost::json::serialize(list));
}

}  // namespace

ExitCode add_user(const UserAddOptions& options) {
    const Result<void> added = add(options);
    if (!added) {
        return report(added.error());
    }
    fmt::print("{} can sign in now.\n", text::trim(options.login));
    return ExitCode::Fine;
}

ExitCode list_users(const UserListOptions& options) {
    const auto users = all_users(options);
    if (!users) {
        return report(users.error());
    }
    if (options.format == Format::Json) {
        print_json(users.value());
        return ExitCode::Fine;
    }
    // Tabs: names are of any length and any script, and a spreadsheet takes it as it is.
    fmt::print("login\tname\trole\tstatus\tkind\n");
    for (const store::User& user : users.value()) {
        fmt::print("{}\t{}\t{}\t{}\t{}\n", user.login, user.name, user.role, word_of(user.status), word_of(user.kind));
    }
    return ExitCode::Fine;
}

ExitCode disable_user(const UserDisableOptions& options) {
    const Result<void> disabled = disable(options);
    if (!disabled) {
        return report(disabled.error());
    }
    fmt::print("{} is disabled and signed out everywhere.\n", options.login);
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
