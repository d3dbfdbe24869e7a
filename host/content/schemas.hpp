#pragma once
// The schemas of course structures and of framework.xml, which are part of the program. Internal to
// content. [any thread]

#include "host/xml/schema.hpp"

namespace lyceum::content {

inline constexpr std::string_view cmi5_namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
inline constexpr std::string_view extension_namespace = "urn:lyceum:course:1";
inline constexpr std::string_view framework_namespace = "urn:lyceum:framework:1";

// Compiled when first asked for.
const xml::Schema& course_schema();
const xml::Schema& framework_schema();

}  // namespace lyceum::content
