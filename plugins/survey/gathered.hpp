#pragma once
// The answers of all, read from the shared documents: by question and moment, never by person. [one thread]

#include "plugins/survey/state.hpp"

#include <lyceum/module.hpp>

#include <map>
#include <string>
#include <vector>

namespace lyceum::plugins::survey {

class Gathered {
public:
    Gathered(const Survey& survey, const sdk::Shared& shared);

    std::size_t count(Moment moment) const;  // people
    // In no order that tells who; fewer than `fewest_shown` are for nobody to see.
    std::vector<std::string> answers(const Question& question, Moment moment) const;
    // After less before, of who answered a measured question both times.
    std::vector<double> differences(const Question& question) const;

private:
    // By learner, which is used to find pairs and nothing else.
    std::map<Moment, std::map<std::string, Answers, std::less<>>> all_;
};

double value_of(const std::string& answer);  // of a measured question; 0 for what is no number
std::vector<double> values_of(const std::vector<std::string>& answers);
std::size_t count_of(const std::vector<std::string>& answers, const std::string& option);  // who chose it
double mean_place_of(const std::vector<std::string>& answers, const std::string& option);  // of rankings; from 1

// With one digit after the comma, or none where it is 0.
std::string printed_value(double value, Language language);

}  // namespace lyceum::plugins::survey
