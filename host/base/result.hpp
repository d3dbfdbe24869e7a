#pragma once
// How Lyceum says that something did not work: an expected failure is a value (Result), a bug is an exception.
// Called by everyone; includes nothing of the host; [any thread].

#include <boost/outcome/result.hpp>
#include <boost/outcome/try.hpp>

#include <string>
#include <string_view>

namespace lyceum {

// What kind of failure it was; a caller branches on this and never on a text.
enum class ErrorCode {
    InvalidInput,   // what came from outside is wrong: a file, a form, a flag
    NotFound,       // no such thing
    Conflict,       // it is there already, or somebody else was first
    Denied,         // known, but not allowed
    Expired,        // was valid once
    LimitExceeded,  // larger, deeper or more than allowed
    Unavailable,    // cannot be served now; later it may be
    Timeout,        // a deadline passed
    Crashed,        // a module's process ended
    Protocol,       // a module's process said what it may not say
    Storage,        // the database refused
    DiskFull,       // the disk has no room
    NewerVersion,   // written by a newer Lyceum
    Environment,    // the machine lacks something: a port, a directory, a right
    Internal,       // a bug
};

std::string_view name_of(ErrorCode code);

// A failure as a person reads it. `message` says what happened, `where` the place (a path, FILE:LINE:COL, a field),
// `hint` what to do next; `where` and `hint` may be empty. English, for logs and the command line: pages for learners
// translate the code.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string where;
    std::string hint;

    bool operator==(const Error&) const = default;
};

// "where: message (hint)", without the parts that are empty.
std::string to_string(const Error& error);

// Reading the value of a failed result, or the error of a good one, ends the process: it is a bug.
template <class T>
using Result = boost::outcome_v2::result<T, Error, boost::outcome_v2::policy::terminate>;

inline auto success() {
    return boost::outcome_v2::success();
}

}  // namespace lyceum

// LYCEUM_TRY(expr) or LYCEUM_TRY(auto value, expr): gives the failure of `expr` to the caller. LYCEUM_CO_TRY in
// coroutines.
#define LYCEUM_TRY(...) BOOST_OUTCOME_TRY(__VA_ARGS__)
#define LYCEUM_CO_TRY(...) BOOST_OUTCOME_CO_TRY(__VA_ARGS__)
