#pragma once
// The IRIs of statements: those of cmi5 (https://w3id.org/xapi/cmi5) and xAPI, and the few of our own. [any thread]

#include "host/progress/rules.hpp"

#include <optional>
#include <string_view>

namespace lyceum::learning::xapi {

// The reserved domain of RFC 2606: an installation has no public address until somebody gives it one.
inline constexpr std::string_view home_page = "https://lyceum.invalid/people";

inline constexpr std::string_view cmi5_category = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
inline constexpr std::string_view move_on_category = "https://w3id.org/xapi/cmi5/context/categories/moveon";
inline constexpr std::string_view session_extension = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
inline constexpr std::string_view mastery_extension = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
inline constexpr std::string_view move_on_extension = "https://w3id.org/xapi/cmi5/context/extensions/moveon";
inline constexpr std::string_view progress_extension = "https://w3id.org/xapi/cmi5/result/extensions/progress";
inline constexpr std::string_view unit_extension = "urn:lyceum:extension:unit";
inline constexpr std::string_view recall_extension = "urn:lyceum:extension:recall";
inline constexpr std::string_view evidence_extension = "urn:lyceum:extension:evidence";
inline constexpr std::string_view declared_extension = "urn:lyceum:extension:self-declared";

inline constexpr std::string_view task_extension = "urn:lyceum:extension:task";
inline constexpr std::string_view evidence_link_extension = "urn:lyceum:extension:evidence-link";
inline constexpr std::string_view task_prefix = "urn:lyceum:task:";

inline constexpr std::string_view task_type = "urn:lyceum:activitytype:priority-task";
inline constexpr std::string_view unit_type = "http://adlnet.gov/expapi/activities/lesson";
inline constexpr std::string_view interaction_type = "http://adlnet.gov/expapi/activities/cmi.interaction";
inline constexpr std::string_view course_type = "https://w3id.org/xapi/cmi5/activitytype/course";
inline constexpr std::string_view block_type = "https://w3id.org/xapi/cmi5/activitytype/block";

// "CompletedOrPassed", as a course structure spells it.
std::string_view name_of(progress::MoveOn move_on);
std::optional<progress::MoveOn> parse_move_on(std::string_view name);

}  // namespace lyceum::learning::xapi
