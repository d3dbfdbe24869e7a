#pragma once
// What the survey module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::survey {

struct Texts {
    Text heading;
    Text heading_before;
    Text heading_after;
    Text anonymous;
    Text levels_are_yours;
    Text optional;
    Text choose_one;
    Text choose_several;
    Text rank;
    Text rank_note;
    Text your_answer;
    Text level_zero;
    Text send;
    Text to_results;
    Text sent_already;
    Text wrong_answers;
    Plural missing;
    Text thanks;
    // The results.
    Text results;
    Plural answered;
    Plural answered_after;
    Text hidden_below_five;
    Text own_answers;
    Text second_note;
    Text answer_after;
    Text change_answers;
    Text option;
    Text share;
    Text share_caption;
    Text place;
    Text place_caption;
    Text before;
    Text after;
    Text all_answers;
    Format<1> mean;
    Format<1> mean_after;
    Format<3> median;  // the median, the quartiles
    Format<1> change;
    Format<2> interval;
    Text points;  // the unit of a change of percentages; a full stop follows
    Text clear;
    Text unclear;
    Plural pairs;
    Text few_pairs;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::survey
