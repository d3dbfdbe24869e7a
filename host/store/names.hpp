#pragma once
// The words that stand for enumerators in the database, where a person may read them. Private to host/store. [any
// thread]

#include "host/store/records.hpp"

#include <string_view>

namespace lyceum::store {

constexpr std::string_view name_of(UserStatus status) {
    return status == UserStatus::Active ? "active" : "disabled";
}

constexpr std::string_view name_of(UserKind kind) {
    return kind == UserKind::Person ? "person" : "demo";
}

// Whatever is not a known word counts as the stricter of the two: the schema admits no others.
constexpr UserStatus parse_status(std::string_view name) {
    return name == name_of(UserStatus::Active) ? UserStatus::Active : UserStatus::Disabled;
}

constexpr UserKind parse_kind(std::string_view name) {
    return name == name_of(UserKind::Demo) ? UserKind::Demo : UserKind::Person;
}

constexpr std::string_view name_of(MailKind kind) {
    return kind == MailKind::Digest ? "digest" : "deadline";
}

constexpr std::string_view name_of(MailState state) {
    switch (state) {
        case MailState::Waiting:
            return "waiting";
        case MailState::Sent:
            return "sent";
        case MailState::Failed:
            return "failed";
        case MailState::Dropped:
            break;
    }
    return "dropped";
}

constexpr MailKind parse_mail_kind(std::string_view name) {
    return name == name_of(MailKind::Digest) ? MailKind::Digest : MailKind::Deadline;
}

constexpr MailState parse_mail_state(std::string_view name) {
    for (const MailState state : {MailState::Waiting, MailState::Sent, MailState::Failed}) {
        if (name == name_of(state)) {
            return state;
        }
    }
    return MailState::Dropped;
}

}  // namespace lyceum::store
