#pragma once
// Proof that derived progress follows from the statements: recomputes it for every registration and compares. [any
// thread, with a reader of its own]

#include "host/base/result.hpp"
#include "host/learning/catalogue.hpp"
#include "host/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lyceum::learning {

struct Difference {
    std::string registration;
    std::string what;  // "unit urn:…: satisfied"
    std::string stored;
    std::string computed;
};

struct VerifyReport {
    std::uint64_t registrations = 0;
    std::uint64_t statements = 0;
    std::vector<Difference> differences;  // at most 1000
    std::vector<std::string> problems;    // of the file itself, of statements that cannot be read
};

Result<VerifyReport> verify(store::Reader& reader);

}  // namespace lyceum::learning
