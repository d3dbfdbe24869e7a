#pragma once
// Questions that come back, as the database holds them. [any thread]

#include "host/base/clock.hpp"
#include "host/base/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace lyceum::store {

// Derived from statements, rebuildable: a question answered in a step that is finished, and how well it is remembered.
struct RecallCard {
    RegistrationId registration;
    UserId user;
    std::string unit;      // AU id
    std::string question;  // the activity's own id for it; unique in registration and unit
    double stability = 0;  // days
    double difficulty = 0;
    TimePoint reviewed;  // the last answer, in the step or in recall
    TimePoint due;
    std::optional<TimePoint> touched;  // when it was last answered or put off in recall
    std::int32_t asked = 0;            // answers in recall
    std::int32_t answered_right = 0;   // of these
    std::string competency;            // what the last answer in recall was evidence for; may be empty
    std::int32_t level = 0;
    std::optional<TimePoint> confirmed;  // the last right answer in recall

    bool operator==(const RecallCard&) const = default;
};

// What a form of recall did.
struct RecallReceipt {
    FormId form;
    UserId user;
    RegistrationId registration;
    std::string unit;
    std::string question;
    std::int32_t asking = 0;  // RecallCard::asked before it
    std::string fields;       // as sent, in a form of the caller's choice; empty: put off
    std::string feedback;
    TimePoint stored;

    bool operator==(const RecallReceipt&) const = default;
};

// How a person did in recall, for one competency.
struct Confirmation {
    std::string competency;
    std::int32_t level = 0;  // the highest of a question answered right
    std::int64_t asked = 0;
    std::int64_t answered_right = 0;
    TimePoint latest;  // right answer

    bool operator==(const Confirmation&) const = default;
};

}  // namespace lyceum::store
