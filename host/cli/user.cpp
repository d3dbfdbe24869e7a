// lyceum user add | list | disable: who may sign in (user_invite.cpp and user_import.cpp have the rest). Works beside a
// running server: both write to the database for a moment only.

#include "host/base/crypto.hpp"
#include "host/base/csv.hpp"
#include "host/base/text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/password.hpp"
#include "host/cli/person_checks.hpp"
#include "host/cli/places.hpp"
#include "host/store/store.hpp"

#include <boost/json.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

Result<void> audited(store::Transaction& transaction, std::string act, const std::string& login, TimePoint now) {
    return transaction.append_audit(
        {.time = now, .user = std::nullopt, .act = std::move(act), .subject = login, .detail = "command line"});
}

Result<void> add(const UserAddOptions& options) {
    const auto framework = find_framework(options.courses);
    LYCEUM_TRY(check_person(options.person, framework.get()));
    LYCEUM_TRY(const std::string password, read_password(options.password_file, options.person.login));
    LYCEUM_TRY(prepare_data_folder(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));

    const TimePoint now = system_clock()();
    store::User user = make_person(options.person, now);
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
        LYCEUM_TRY(transaction.withdraw_invitations(user->id, now));
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
                        {"email", user.mail.address},
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
    fmt::print("{} can sign in now.\n", text::trim(options.person.login));
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
    // Tabs: names are of any length and any script, and a spreadsheet takes it as it is; so nothing may look like a
    // formula to it.
    fmt::print("login\tname\trole\tstatus\tkind\n");
    for (const store::User& user : users.value()) {
        fmt::print("{}\t{}\t{}\t{}\t{}\n", csv::without_formula(user.login), csv::without_formula(user.name),
                   csv::without_formula(user.role), word_of(user.status), word_of(user.kind));
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
