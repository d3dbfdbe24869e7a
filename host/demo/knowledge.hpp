#pragma once
// What people of the demonstration know of activities before they begin: the way through a lesson, the right answers of a
// quiz, the forms of a survey, good decisions of a scenario. Found out by trying each activity in its module without
// recording anything (TrialDesk), so no vocabulary of a module is read here. [io strand]

#include "host/demo/desk.hpp"
#include "host/learning/catalogue.hpp"

#include <map>
#include <string>
#include <vector>

namespace lyceum::demo {

struct LessonStep {
    std::string section;
    std::string act;                   // "next", "finish"
    std::vector<std::string> options;  // of its question; empty if it has none
};

// How far the ways went on which something was chosen.
struct Worth {
    double sum = 0;  // of scores
    int ways = 0;

    double mean() const { return ways == 0 ? 0 : sum / ways; }
};

struct Known {
    std::vector<LessonStep> lesson;
    std::map<std::string, std::string> right;  // of a quiz: by question, as correctResponsesPattern
    // Forms that are the same for everyone who has come to them in the same way; filled by whoever sees one first.
    std::map<std::string, PageForm> pages;
    // Of a scenario: what choices were worth where they were tried, by "situation/choice".
    std::map<std::string, Worth> worth;
};

class Knowledge {
public:
    // Tries every activity of these courses in Russian and Belarusian, the languages of the people. A module that is not
    // known here is left out: nobody will be seen in it.
    static boost::asio::awaitable<Result<Knowledge>> gather(const learning::Campus& campus);

    // Empty for an activity that was not tried.
    Known& of(const modules::Activity& activity) { return known_[activity.digest]; }

private:
    std::map<std::string, Known> known_;
};

}  // namespace lyceum::demo
