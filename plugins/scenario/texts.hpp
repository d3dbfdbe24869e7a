#pragma once
// What the scenario module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::scenario {

struct Texts {
    Text introduction;
    Text begin;
    Format<1> decision_number;
    Format<1> attempt_number;
    Text decide;
    Text your_decision;
    Text choose_first;
    Text decided_already;
    Format<1> you_decided;  // the choice
    Text no_change;
    // The indicators.
    Text indicators;
    Text indicators_now;
    Text indicator;
    Text now;
    Text at_start;
    Text at_end;
    Text change;
    Text range;
    Text better;
    Text worse;
    Text same;
    Text less_is_better;
    Text more_is_better;
    Text sources;
    Text path_so_far;
    Text too_long;  // a loop gone round too often
    Text start_over;
    // The debrief.
    Text good;
    Text mixed;
    Text bad;
    Text your_indicators;
    Text movement;  // the caption of the chart's table
    Text step;
    Text start;
    Text what_decisions_did;
    Text situation;
    Text decision;
    Text what_changed;
    Text other_ways;
    Text other_ways_note;
    Text chosen;
    Text best_choice;
    Text best_chosen;
    Format<1> at_best;  // the title of an ending
    Text experts;
    Text compared;
    Text compared_note;
    Text this_attempt;
    Text attempt_before;
    Text best_attempt;
    Text ending;
    Text try_again;
    Text again_note;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::scenario
