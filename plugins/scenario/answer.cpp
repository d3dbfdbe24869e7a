#include "plugins/scenario/answer.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/scenario/texts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace lyceum::plugins::scenario {
namespace {

using sdk::Status;

// The fewest decisions from a place to an ending; there is a way, or the scenario would not have opened.
std::size_t distance_to_ending(const Scenario& scenario, std::size_t from) {
    std::vector<std::size_t> level{from};
    std::vector<bool> seen(scenario.places.size(), false);
    for (std::size_t distance = 0; !level.empty(); ++distance) {
        std::vector<std::size_t> next;
        for (const std::size_t place : level) {
            if (scenario.places[place].is_ending()) {
                return distance;
            }
            for (const Choice& choice : scenario.places[place].choices) {
                if (!seen[choice.to]) {
                    seen[choice.to] = true;
                    next.push_back(choice.to);
                }
            }
        }
        level = std::move(next);
    }
    return 1;
}

class Answer {
public:
    Answer(const Scenario& scenario, State& state, const Texts& texts, sdk::Reply& reply)
        : scenario_{scenario}, state_{state}, texts_{texts}, reply_{reply} {}

    Status begin() {
        state_.begun = true;
        save();
        return Status::Ok;
    }

    Status again() {
        const Path path = follow(scenario_, state_.now);
        if (!scenario_.places[path.place].is_ending()) {
            reply_.set_feedback(texts_.decided_already.text());
            return Status::Ok;
        }
        state_.last = state_.now;
        state_.now.clear();
        state_.begun = false;
        save();
        return Status::Ok;
    }

    // Out of a loop gone round for too long.
    Status over() {
        state_.now.clear();
        save();
        return Status::Ok;
    }

    Status decide(std::string_view at, std::string_view step, std::optional<std::string_view> chosen) {
        Path path = follow(scenario_, state_.now);
        const Place& place = scenario_.places[path.place];
        if (number_of<std::size_t>(step) != path.steps.size() || at != place.id || place.is_ending() ||
            path.steps.size() >= longest_path) {
            reply_.set_feedback(texts_.decided_already.text());
            return Status::Ok;
        }
        if (!chosen) {
            reply_.set_feedback(texts_.choose_first.text());
            return Status::Ok;
        }
        const std::optional<std::size_t> choice = place.find_choice(*chosen);
        if (!choice || !path.standing.hold(place.choices[*choice].conditions)) {
            return Status::InvalidFields;
        }
        report_decision(place, place.choices[*choice]);
        state_.begun = true;
        state_.now = decisions_of(scenario_, path);
        state_.now.push_back({place.id, place.choices[*choice].id});
        path = follow(scenario_, state_.now);
        if (scenario_.places[path.place].is_ending()) {
            end(path);
        } else if (state_.attempts == 0) {
            const std::size_t taken = path.steps.size();
            const std::size_t whole = taken + distance_to_ending(scenario_, path.place);
            reply_.set_progress(static_cast<std::uint32_t>(std::min<std::size_t>(99, taken * 100 / whole)));
        }
        save();
        return Status::Ok;
    }

private:
    void report_decision(const Place& place, const Choice& choice) {
        constexpr std::size_t longest_description = 400;  // characters
        const std::string_view description = first_characters(place.title, longest_description);
        reply_.add_interaction({.kind = sdk::InteractionKind::Choice,
                                .id = place.id,
                                .description = description,
                                .response = choice.id,
                                .correct_pattern = {},
                                .success = sdk::Verdict::Undecided,
                                .scaled = 0,
                                .duration = {}});
    }

    std::pair<double, double> worth(const Path& path) const {
        return {scenario_.places[path.place].score, scenario_.balance(path.standing.values)};
    }

    void end(const Path& path) {
        const Place& ending = scenario_.places[path.place];
        ++state_.attempts;
        const Path best = follow(scenario_, state_.best);
        if (!scenario_.places[best.place].is_ending() || worth(path) > worth(best)) {
            state_.best = state_.now;
        }
        reply_.set_score({.scaled = ending.score, .raw = ending.score * 100, .min = 0, .max = 100});
        reply_.set_success(ending.score >= scenario_.pass_score ? sdk::Verdict::Yes : sdk::Verdict::No);
        reply_.set_completion(sdk::Verdict::Yes);
        reply_.set_progress(100);
        std::map<std::string_view, std::pair<double, int>> sums;
        const auto add = [&](const std::vector<Shown>& shows) {
            for (const Shown& shown : shows) {
                sums[shown.objective].first += shown.quality;
                ++sums[shown.objective].second;
            }
        };
        for (const Step& step : path.steps) {
            add(scenario_.places[step.place].choices[step.choice].shows);
        }
        add(ending.shows);
        for (const auto& [objective, sum] : sums) {
            constexpr double places = 10'000;  // so that a mean of tenths is written as such
            reply_.add_evidence(objective, std::round(sum.first / sum.second * places) / places);
        }
    }

    void save() { reply_.set_state(write_state(state_)); }

    const Scenario& scenario_;
    State& state_;
    const Texts& texts_;
    sdk::Reply& reply_;
};

}  // namespace

sdk::Status answer(const Opened& opened, State state, Language language, const sdk::Fields& fields, sdk::Reply& reply) {
    Answer answer{opened.scenario, state, texts_in(language), reply};
    const std::string_view act = fields.find("act").value_or("");
    if (act == "begin") {
        return answer.begin();
    }
    if (act == "again") {
        return answer.again();
    }
    if (act == "over") {
        return answer.over();
    }
    if (act == "decide") {
        return answer.decide(fields.find("at").value_or(""), fields.find("step").value_or(""), fields.find("choice"));
    }
    return Status::InvalidFields;
}

}  // namespace lyceum::plugins::scenario
