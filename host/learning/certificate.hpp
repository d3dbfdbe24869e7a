#pragma once
// Certificates: issued in the transaction of the answer that satisfies a course, found again by a code that only its
// paper tells (docs/decisions/0008-certificates.md).

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

// 16 characters of 5 bits: 15 that follow from the "satisfied" statement and the installation's key, and one that shows
// a slip. The alphabet has no I, L, O and U; what is taken for them by eye, on either keyboard, is read as what was
// meant. [any thread]
namespace certificate_code {

std::string make(std::string_view key, const StatementId& satisfied);

// "ABCD-EFGH-JKMN-PQRS": as it is printed and stands in addresses.
std::string grouped(std::string_view code);

// The 16 characters of what a person typed: any case, with spaces or dashes, letters of the Cyrillic keyboard that look
// the same. Nothing if it is no code or has a slip in it: one wrong character and two exchanged ones are always
// noticed.
std::optional<std::string> read(std::string_view typed);

}  // namespace certificate_code

// Of an answer: the certificate for the statement that satisfies the course. [any thread]
store::Certificate make_certificate(std::string_view key, const store::Statement& satisfied, const std::string& holder);

// Issues what is missing: courses satisfied before there were certificates. For the start of a server; blocks.
Result<std::size_t> issue_missing_certificates(store::Store& store, store::Reader& reader, const std::string& key);

// A competency as the certificate names it.
struct CertifiedLevel {
    std::string id;                                   // "C3"
    const content::Competency* competency = nullptr;  // of the framework today; null if it has gone
    int level = 0;
};

struct CertificatePage {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    store::Certificate certificate;
    LocalizedText course;                // its title on the day
    std::string course_slug;             // empty if it is not published any more
    std::vector<CertifiedLevel> levels;  // shown in this course by then, in the framework's order
};

// The person's own certificate of a course. NotFound: no such course, or not satisfied yet. [io strand]
Result<CertificatePage> own_certificate(Campus& campus, const store::User& person, std::string_view course_slug);

// Of anybody, by what was typed; nothing if there is none. [io strand]
Result<std::optional<CertificatePage>> find_certificate(Campus& campus, std::string_view code);

}  // namespace lyceum::learning
