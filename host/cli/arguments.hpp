#pragma once
// The command line, LYCEUM_… variables and lyceum.toml → one Command. A flag wins over a variable, a variable over the
// file. The only room of CLI11. [main thread]

#include "host/cli/exit_code.hpp"
#include "host/cli/options.hpp"

#include <optional>
#include <string>

namespace lyceum::cli {

struct Arguments {
    std::optional<Command> command;  // nothing: `code` is all there is to do
    ExitCode code = ExitCode::Fine;  // after --help and --version, or a mistake
};

// Prints help, the version or the mistake itself.
Arguments parse_arguments(int argument_count, const char* const* arguments);

}  // namespace lyceum::cli
