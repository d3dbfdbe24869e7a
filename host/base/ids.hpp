#pragma once
// Identifiers: 128-bit UUIDs in a strong type for each kind of thing, so that a user's id is never taken for a
// session's. New ones are UUIDv7 (RFC 9562 section 5.7): ordered by time, which keeps SQLite's indexes dense. [any
// thread]

#include "host/base/clock.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;
};

// Time-ordered; two made in one process are never equal and sort in the order they were made.
Uuid make_uuid_v7(TimePoint now);

// "0190163d-8694-739b-aea5-966c26f8ad91": lower case, 36 characters.
std::string to_string(const Uuid& uuid);

// Takes the 36-character form in either case; anything else is nothing.
std::optional<Uuid> parse_uuid(std::string_view text);

template <class Tag>
struct Id {
    Uuid value;

    static Id make(TimePoint now) { return Id{make_uuid_v7(now)}; }
    static std::optional<Id> parse(std::string_view text) {
        if (auto uuid = parse_uuid(text)) {
            return Id{*uuid};
        }
        return std::nullopt;
    }
    auto operator<=>(const Id&) const = default;
};

template <class Tag>
std::string to_string(const Id<Tag>& id) {
    return to_string(id.value);
}

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using RegistrationId = Id<struct RegistrationTag>;
using StatementId = Id<struct StatementTag>;
using MailId = Id<struct MailTag>;
using TaskId = Id<struct TaskTag>;
using FormId = Id<struct FormTag>;  // one rendered form; a second POST of it has the effect of one

}  // namespace lyceum

template <>
struct std::hash<lyceum::Uuid> {
    std::size_t operator()(const lyceum::Uuid& uuid) const noexcept {
        return std::hash<std::string_view>{}({reinterpret_cast<const char*>(uuid.bytes.data()), uuid.bytes.size()});
    }
};

template <class Tag>
struct std::hash<lyceum::Id<Tag>> {
    std::size_t operator()(const lyceum::Id<Tag>& id) const noexcept { return std::hash<lyceum::Uuid>{}(id.value); }
};
