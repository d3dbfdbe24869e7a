#include "host/cli/exit_code.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

ExitCode code_for(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput:
        case ErrorCode::NotFound:
        case ErrorCode::Conflict:
        case ErrorCode::Denied:
        case ErrorCode::Expired:
        case ErrorCode::LimitExceeded:
            return ExitCode::InputErrors;
        case ErrorCode::Unavailable:
        case ErrorCode::Timeout:
        case ErrorCode::Crashed:
        case ErrorCode::Protocol:
        case ErrorCode::Storage:
        case ErrorCode::DiskFull:
        case ErrorCode::NewerVersion:
        case ErrorCode::Environment:
        case ErrorCode::Internal:
            return ExitCode::Environment;
    }
    return ExitCode::Environment;
}

}  // namespace

ExitCode report(const Error& error) {
    fmt::print(stderr, "lyceum: {}\n", to_string(error));
    return code_for(error.code);
}

void print(const xml::Diagnostics& diagnostics) {
    for (const xml::Diagnostic& diagnostic : diagnostics) {
        fmt::print(stderr, "{}\n", xml::to_string(diagnostic));
    }
}

}  // namespace lyceum::cli
