#pragma once
// Getting a password without showing it: never from the command line, where everybody on the machine can read it. [main
// thread]

#include "host/base/result.hpp"

#include <filesystem>
#include <string>

namespace lyceum::cli {

// The first line of `file`; if none is named, of standard input; and if that is a terminal, typed there twice without
// echo. InvalidInput: not to be taken for the person with this login (learning/password_rules.hpp), or typed
// differently the second time.
Result<std::string> read_password(const std::filesystem::path& file, const std::string& login);

}  // namespace lyceum::cli
