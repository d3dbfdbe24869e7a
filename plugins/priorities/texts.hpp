#pragma once
// What the priorities module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::priorities {

struct Texts {
    Text drafts;
    Text no_drafts;
    Text add;
    Text compare;
    Text edit;
    Text complete;
    Text remove;
    Text ready;
    Format<1> lacking;
    Format<1> until;
    Format<1> committed_heading;
    Text committed_where;
    Text sources;
    Text new_task;
    Text edit_task;
    Format<1> drafted_in;
    Text slips_heading;
    Text title;
    Text title_hint;
    Text service;
    Text measure_legend;
    Text unit;
    Text unit_hint;
    Text baseline;
    Text target;
    Text deadline;
    Text why_sector;
    Text why_state;
    Text partners;
    Text first_step;
    Text evidence;
    Text evidence_hint;
    Text save;
    Text cancel;
    Text no_title;
    Format<1> too_long;
    Text not_a_number;
    Text not_a_date;
    Text bad_deadline;
    Text no_change;
    Text lacks_baseline;
    Text lacks_target;
    Text lacks_unit;
    Text lacks_deadline;
    Text lacks_sector;
    Text lacks_state;
    Text lacks_effort;
    Text lacks_step;
    Text compare_heading;
    Text nothing_ready;
    Text matrix_caption;
    Text ranking_caption;
    Text column_task;
    Text column_sector;
    Text column_state;
    Text column_effect;
    Text column_effort;
    Text close_heading;
    Text which_first;
    Text answer;
    Text to_list;
    Text again;
    Text choose_heading;
    Plural choose_legend;
    Text reason;
    Text commit;
    Plural committed;
    Text assistant;
    Text no_room;
    Text choose_one;
    Text choose_first;
    Text at_most_three;
    Text reason_wanted;
    Text order_changed;
    Text too_many_drafts;
    Text task_gone;
    Text withdrawn;
    Text saved;
    Text saved_whole;
    Text not_saved;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::priorities
