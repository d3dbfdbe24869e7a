#pragma once
// What an answer is worth, and how xAPI writes it. Pure. [any thread]
//
// choice   all or nothing.
// choices  share = max(0, (right ones chosen − wrong ones chosen) / number of right ones): choosing everything earns
// nothing. number   right within value ± tolerance, ends included.

#include "plugins/quiz/model.hpp"

#include <string>
#include <vector>

namespace lyceum::plugins::quiz {

// The words of an answer: option ids in the order of the file, or one number as plain_number writes it. Words the
// question does not know (an edited file) count as not chosen.
using Response = std::vector<std::string>;

// 0 to 1; right is 1.
double judge(const Question& question, const Response& response);

// xAPI 1.0.3 part 2, appendix C: "a[,]c", "75".
std::string response_pattern(const Response& response);
// "a[,]c", "75", "59.5[:]60.5".
std::string correct_pattern(const Question& question);

}  // namespace lyceum::plugins::quiz
