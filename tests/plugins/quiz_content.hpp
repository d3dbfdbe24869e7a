#pragma once
// Small quizzes and forms for the tests of the quiz module. [one thread]

#include "tests/plugins/module_host.hpp"

#include <string>
#include <vector>

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

// What stands behind `before` up to the next quotation mark, each time.
inline std::vector<std::string> all_after(const std::string& page, const std::string& before) {
    std::vector<std::string> found;
    for (std::size_t at = page.find(before); at != std::string::npos; at = page.find(before, at + 1)) {
        const std::size_t from = at + before.size();
        found.push_back(page.substr(from, page.find('"', from) - from));
    }
    return found;
}

inline std::string asked_question(Session& quiz) {
    const std::vector<std::string> found = all_after(quiz.view(), "name=\"question\" value=\"");
    return found.empty() ? std::string{} : found.front();
}

// Goes through the attempt begun; the ids asked, in order.
inline std::vector<std::string> go_through(Session& quiz, const std::string& option) {
    std::vector<std::string> asked;
    for (std::string id = asked_question(quiz); !id.empty() && asked.size() < 300; id = asked_question(quiz)) {
        asked.push_back(id);
        quiz.submit(answer(id, option));
        quiz.submit({{"act", "next"}});
    }
    return asked;
}

}  // namespace lyceum::plugins::test
