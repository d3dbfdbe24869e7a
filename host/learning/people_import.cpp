#include "host/learning/people_import.hpp"

#include "host/learning/invitations.hpp"

#include <utility>

#include <fmt/format.h>

namespace lyceum::learning {

namespace {

store::User with_listed(store::User user, const ListedPerson& listed) {
    user.login = listed.login;
    user.name = listed.name;
    user.role = listed.role;
    user.sector = listed.sector;
    user.body = listed.body;
    user.language = listed.language;
    // A file without addresses takes nobody's away.
    if (!listed.mail.empty()) {
        user.mail.address = listed.mail;
    }
    return user;
}

bool says_the_same(const store::User& user, const ListedPerson& listed) {
    return user.login == listed.login && user.name == listed.name && user.role == listed.role &&
           user.sector == listed.sector && user.body == listed.body && user.language == listed.language &&
           (listed.mail.empty() || user.mail.address == listed.mail);
}

void complain(ImportPlan& plan, const std::string& display, const ListedPerson& listed, std::string rule,
              std::string text, std::string hint) {
    plan.diagnostics.push_back(
        {display, listed.line, listed.column, xml::Severity::Error, std::move(rule), std::move(text), std::move(hint)});
}

}  // namespace

Result<ImportPlan> plan_import(store::Reader& reader, const PeopleList& list, const std::string& display,
                               Existing existing, TimePoint now) {
    ImportPlan plan;
    LYCEUM_TRY(const auto snapshot, reader.snapshot());
    for (const ListedPerson& listed : list.people) {
        LYCEUM_TRY(auto known, reader.find_user_by_login(listed.login));
        if (!known) {
            store::User fresh;
            fresh.id = UserId::make(now);
            fresh.created = now;
            plan.added.push_back(with_listed(std::move(fresh), listed));
            plan.reachable.push_back(plan.added.back());
            continue;
        }
        if (known->kind == store::UserKind::Demo) {
            complain(plan, display, listed, "import.demo-person", xml::in_quotes(listed.login) + " is a demo person",
                     "choose another login");
            continue;
        }
        if (known->status == store::UserStatus::Disabled) {
            complain(plan, display, listed, "import.disabled", xml::in_quotes(listed.login) + " is disabled",
                     "remove the row, or choose another login");
            continue;
        }
        if (existing == Existing::AreErrors) {
            complain(plan, display, listed, "import.exists",
                     "there is a person with the login " + xml::in_quotes(listed.login),
                     "remove the row, or add --update");
            continue;
        }
        if (says_the_same(*known, listed)) {
            ++plan.unchanged;
        } else {
            plan.updated.push_back(with_listed(*known, listed));
        }
        if (known->password_hash.empty()) {
            plan.reachable.push_back(with_listed(std::move(*known), listed));
        }
    }
    return plan;
}

Result<std::vector<ImportedLink>> apply_import(store::Store& store, const ImportPlan& plan,
                                               std::optional<std::chrono::days> invite, TimePoint now) {
    // Made before the transaction, which keeps everybody else's writes waiting.
    std::vector<store::Invitation> invitations;
    std::vector<ImportedLink> links;
    if (invite) {
        for (const store::User& person : plan.reachable) {
            FreshInvitation fresh = make_invitation(person.id, now, *invite);
            links.push_back({person, invitation_path(fresh.token), fresh.record.expires});
            invitations.push_back(std::move(fresh.record));
        }
    }
    std::function<Result<void>(store::Transaction&)> job = [&plan, &invitations,
                                                            now](store::Transaction& transaction) -> Result<void> {
        for (const store::User& user : plan.added) {
            LYCEUM_TRY(transaction.add_user(user));
        }
        for (const store::User& user : plan.updated) {
            LYCEUM_TRY(transaction.update_user(user));
        }
        for (const store::Invitation& invitation : invitations) {
            LYCEUM_TRY(transaction.add_invitation(invitation));
        }
        return transaction.append_audit({.time = now,
                                         .user = std::nullopt,
                                         .act = "user.import",
                                         .subject = "command line",
                                         .detail = fmt::format("added {}, updated {}, invited {}", plan.added.size(),
                                                               plan.updated.size(), invitations.size())});
    };
    LYCEUM_TRY(store.write_now<void>(std::move(job)));
    return links;
}

}  // namespace lyceum::learning
