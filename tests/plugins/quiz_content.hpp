#pragma once
// Small quizzes and forms for the tests of the quiz module. [one thread]

#include "tests/plugins/module_host.hpp"

#include <string>

namespace lyceum::plugins::test {

// A quiz of the questions given, "…" attributes on its root.
inline std::string quiz_with(const std::string& questions, const std::string& attributes = "") {
    return "<quiz xmlns=\"urn:lyceum:quiz:1\" lang=\"ru\" " + attributes + "><title>Т</title>" + questions + "</quiz>";
}

inline const std::string explanation = "<explanation><p>Потому.</p></explanation>";

// A <choice> with the options a (right) and b.
inline std::string choice(const std::string& id, const std::string& attributes = "") {
    return "<choice id=\"" + id + "\" " + attributes +
           "><prompt><p>?</p></prompt><option id=\"a\" correct=\"true\"><text>А</text></option><option "
           "id=\"b\"><text>Б</text></option>" +
           explanation + "</choice>";
}

inline FormFields answer(const std::string& question, const std::string& option) {
    return {{"act", "answer"}, {"question", question}, {"option", option}};
}

}  // namespace lyceum::plugins::test
