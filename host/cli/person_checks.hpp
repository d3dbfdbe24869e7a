#pragma once
// What is checked before a person is written: names, and ids of the framework. Called by the `user` commands. [main
// thread]

#include "host/base/result.hpp"
#include "host/cli/options.hpp"
#include "host/content/model.hpp"
#include "host/store/records.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace lyceum::cli {

// The framework.xml that `serve` would use; null if there is none, and that is said on standard error.
std::shared_ptr<const content::Framework> find_framework(const std::vector<std::filesystem::path>& courses);

// InvalidInput, naming the flag, if a name is no line of text, the mail address none that can be used or the framework
// does not know the role or the sector. `framework` may be null.
Result<void> check_person(const PersonOptions& person, const content::Framework* framework);

// A new person as the options say, without a password.
store::User make_person(const PersonOptions& person, TimePoint now);

}  // namespace lyceum::cli
