#include "host/base/result.hpp"

namespace lyceum {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput:
            return "invalid-input";
        case ErrorCode::NotFound:
            return "not-found";
        case ErrorCode::Conflict:
            return "conflict";
        case ErrorCode::Denied:
            return "denied";
        case ErrorCode::Expired:
            return "expired";
        case ErrorCode::LimitExceeded:
            return "limit-exceeded";
        case ErrorCode::Unavailable:
            return "unavailable";
        case ErrorCode::Timeout:
            return "timeout";
        case ErrorCode::Crashed:
            return "crashed";
        case ErrorCode::Protocol:
            return "protocol";
        case ErrorCode::Storage:
            return "storage";
        case ErrorCode::DiskFull:
            return "disk-full";
        case ErrorCode::NewerVersion:
            return "newer-version";
        case ErrorCode::Environment:
            return "environment";
        case ErrorCode::Internal:
            return "internal";
    }
    return "unknown";
}

std::string to_string(const Error& error) {
    std::string text;
    if (!error.where.empty()) {
        text += error.where;
        text += ": ";
    }
    text += error.message;
    if (!error.hint.empty()) {
        text += " (";
        text += error.hint;
        text += ')';
    }
    return text;
}

}  // namespace lyceum
