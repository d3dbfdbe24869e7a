#pragma once
// What a command ends with, and how it says why. [any thread]

#include "host/base/result.hpp"
#include "host/xml/diagnostic.hpp"

namespace lyceum::cli {

enum class ExitCode {
    Fine = 0,
    InputErrors = 1,  // files, answers, a name: what the person gave has errors
    Usage = 2,        // the command line itself is wrong
    Environment = 3,  // the machine lacks something: a port, a folder, disk space, a module that starts
};

// Prints the error to standard error as "lyceum: where: what (what next)" and gives the code it means.
ExitCode report(const Error& error);

// Prints each finding as a line of its own to standard error.
void print(const xml::Diagnostics& diagnostics);

}  // namespace lyceum::cli
