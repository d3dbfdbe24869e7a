// lyceum user invite: a link with which a person, new or known, sets a password and comes in. The link is printed here
// and is nowhere else: the database keeps its hash.

#include "host/cli/commands.hpp"
#include "host/cli/person_checks.hpp"
#include "host/cli/places.hpp"
#include "host/learning/invitations.hpp"
#include "host/store/store.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

struct Invited {
    std::string name;
    std::string path;
    TimePoint expires;
};

// Somebody who can come in. Refused: who is disabled, and demo people, who need no password.
Result<void> require_invitable(const store::User& person) {
    if (person.status == store::UserStatus::Disabled) {
        return Error{ErrorCode::Denied, "this person is disabled", person.login, "invite them under another login"};
    }
    if (person.kind == store::UserKind::Demo) {
        return Error{ErrorCode::Denied, "this is a demo person", person.login,
                     "demo people sign in with one click under --demo"};
    }
    return success();
}

Result<store::User> new_person(const UserInviteOptions& options, TimePoint now) {
    if (options.person.name.empty() || options.person.role.empty()) {
        return Error{ErrorCode::InvalidInput, "there is nobody with this login yet, so --name and --role are needed",
                     options.person.login, "see `lyceum user invite --help`"};
    }
    const auto framework = find_framework(options.courses);
    LYCEUM_TRY(check_person(options.person, framework.get()));
    return make_person(options.person, now);
}

Result<Invited> invite(const UserInviteOptions& options) {
    const TimePoint now = system_clock()();
    std::error_code problem;
    std::optional<store::User> known;
    if (std::filesystem::is_regular_file(database_in(options.data), problem)) {
        LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
        LYCEUM_TRY(auto reader, store->reader());
        LYCEUM_TRY(known, reader.find_user_by_login(options.person.login));
    }
    store::User person;
    if (known) {
        LYCEUM_TRY(require_invitable(*known));
        person = *known;
        if (!options.person.name.empty() || !options.person.role.empty()) {
            fmt::print(stderr, "note: {} is there already; name, role and the rest stay as they are\n", person.login);
        }
    } else {
        LYCEUM_TRY(person, new_person(options, now));
    }
    LYCEUM_TRY(prepare_data_folder(options.data));
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    const learning::FreshInvitation fresh = learning::make_invitation(person.id, now, options.days);
    std::function<Result<void>(store::Transaction&)> job = [&](store::Transaction& transaction) -> Result<void> {
        if (!known) {
            LYCEUM_TRY(transaction.add_user(person));
            LYCEUM_TRY(transaction.append_audit({.time = now,
                                                 .user = std::nullopt,
                                                 .act = "user.add",
                                                 .subject = person.login,
                                                 .detail = "command line"}));
        }
        LYCEUM_TRY(transaction.add_invitation(fresh.record));
        return transaction.append_audit({.time = now,
                                         .user = std::nullopt,
                                         .act = "user.invite",
                                         .subject = person.login,
                                         .detail = "command line"});
    };
    LYCEUM_TRY(store->write_now<void>(std::move(job)));
    return Invited{person.name, learning::invitation_path(fresh.token), fresh.record.expires};
}

}  // namespace

void say_how_links_work(const std::string& base_url) {
    fmt::print(stderr, "Whoever opens a link may set the password: send it to that person only.\n");
    if (base_url.empty()) {
        fmt::print(stderr, "note: put the address of the site before it, or name it with --base-url\n");
    }
}

ExitCode invite_user(const UserInviteOptions& options) {
    const auto invited = invite(options);
    if (!invited) {
        return report(invited.error());
    }
    // The link alone on standard output, so that a script can take it.
    fmt::print("{}{}\n", options.base_url, invited.value().path);
    std::fflush(stdout);
    fmt::print(stderr, "The link is for {}, works once, and until {}.\n", invited.value().name,
               to_iso8601(invited.value().expires));
    say_how_links_work(options.base_url);
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
