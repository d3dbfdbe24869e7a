#pragma once
// Courses made for tests: the small one of tests/behaviour/courses, and ones with as many questions
// as a test wants. [any thread]

#include <filesystem>

namespace lyceum::behaviour {

// tests/behaviour/courses: "short" (a lesson `reading`, then a quiz `exam` of four questions, two
// attempts).
std::filesystem::path fixture_courses();

// Writes a folder of courses with framework.xml and one course "long": a quiz `exam` of `questions`
// questions (at most 200) with one right option of two, "qN.right" and "qN.wrong", N from 1, any
// number of attempts.
void write_long_course(const std::filesystem::path& folder, int questions);

}  // namespace lyceum::behaviour
