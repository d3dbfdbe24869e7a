#pragma once
// Getting a password without showing it: never from the command line, where everybody on the machine can read it. [main
// thread]

#include "host/base/result.hpp"

#include <filesystem>
#include <string>

namespace lyceum::cli {

// The first line of `file`; if none is named, of standard input; and if that is a terminal, typed there twice without
// echo. InvalidInput: shorter than 8 characters or longer than 200 bytes, or typed differently the second time.
Result<std::string> read_password(const std::filesystem::path& file);

}  // namespace lyceum::cli
