#pragma once
// Writing a list of people into the store: all or nobody, in one transaction. Called by cli, beside a running server.
// [main thread]

#include "host/base/result.hpp"
#include "host/learning/people_file.hpp"
#include "host/store/store.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

enum class Existing { AreErrors, AreUpdated };

struct ImportPlan {
    std::vector<store::User> added;
    std::vector<store::User> updated;  // as they will be
    std::size_t unchanged = 0;         // there already, just like this
    std::vector<store::User>
        reachable;                 // of the above in the file's order, whoever has no password yet: for invitations
    xml::Diagnostics diagnostics;  // with an error among them, there is nothing to apply
};

// What the list means for the people who are there. Reads only: a dry run ends here. `display` names the file.
Result<ImportPlan> plan_import(store::Reader& reader, const PeopleList& list, const std::string& display,
                               Existing existing, TimePoint now);

struct ImportedLink {
    store::User person;
    std::string path;  // learning::invitation_path
    TimePoint expires;
};

// Applies the whole plan or nothing. With `invite`, everybody in `reachable` gets an invitation of that many days.
// Conflict if somebody was added or renamed since the plan was made. [not on an io thread]
Result<std::vector<ImportedLink>> apply_import(store::Store& store, const ImportPlan& plan,
                                               std::optional<std::chrono::days> invite, TimePoint now);

}  // namespace lyceum::learning
