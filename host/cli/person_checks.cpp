#include "host/cli/person_checks.hpp"

#include "host/base/mail_address.hpp"
#include "host/base/text.hpp"
#include "host/cli/exit_code.hpp"
#include "host/content/reader.hpp"
#include "host/learning/people_file.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

template <class Thing>
Result<void> require_known(const std::vector<Thing>& things, const std::string& id, const std::string& flag) {
    std::vector<std::string> known;
    std::string all;
    for (const Thing& thing : things) {
        known.push_back(thing.id);
        all += (all.empty() ? "" : ", ") + thing.id;
    }
    if (std::ranges::find(known, id) != known.end()) {
        return success();
    }
    const std::string near = text::nearest(id, known);
    return Error{ErrorCode::InvalidInput, "framework.xml has no such id", flag + " " + id,
                 near.empty() ? "known are " + all : "did you mean " + near + "?"};
}

Result<void> check_name(const std::string& name, const std::string& flag) {
    if (!learning::is_person_text(name)) {
        return Error{
            ErrorCode::InvalidInput,
            fmt::format("this is not one line of at most {} bytes of UTF-8 text", learning::most_person_text_bytes),
            flag, "check the terminal's encoding"};
    }
    return success();
}

// As check_person has found it good.
std::string mail_address_or_nothing(const std::string& typed) {
    auto address = parse_mail_address(typed);
    return address ? std::move(address).value() : std::string{};
}

}  // namespace

std::shared_ptr<const content::Framework> find_framework(const std::vector<std::filesystem::path>& courses) {
    std::error_code problem;
    for (const std::filesystem::path& folder : courses) {
        const std::filesystem::path file = folder / "framework.xml";
        if (!std::filesystem::is_regular_file(file, problem)) {
            continue;
        }
        auto framework = content::read_framework(file, file.generic_string());
        print(framework.diagnostics);
        if (framework.value) {
            return framework.value;
        }
    }
    fmt::print(stderr,
               "note: no framework.xml was found, so the role is not checked; name its folder with --courses\n");
    return nullptr;
}

Result<void> check_person(const PersonOptions& person, const content::Framework* framework) {
    LYCEUM_TRY(check_name(person.name, "--name"));
    LYCEUM_TRY(check_name(person.body, "--body"));
    if (!person.mail.empty()) {
        if (auto address = parse_mail_address(person.mail); !address) {
            Error error = std::move(address).error();
            error.where = "--email";
            return error;
        }
    }
    if (framework != nullptr) {
        LYCEUM_TRY(require_known(framework->roles, person.role, "--role"));
        if (!person.sector.empty()) {
            LYCEUM_TRY(require_known(framework->sectors, person.sector, "--sector"));
        }
    }
    return success();
}

store::User make_person(const PersonOptions& person, TimePoint now) {
    return store::User{.id = UserId::make(now),
                       .login = std::string{text::trim(person.login)},
                       .name = person.name,
                       .role = person.role,
                       .sector = person.sector,
                       .body = person.body,
                       .language = person.language,
                       .status = store::UserStatus::Active,
                       .kind = store::UserKind::Person,
                       .password_hash = {},
                       .created = now,
                       .mail = {.address = mail_address_or_nothing(person.mail)}};
}

}  // namespace lyceum::cli
