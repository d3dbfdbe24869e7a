#pragma once
// What the service-maturity module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::service_maturity {

struct Texts {
    Text services;
    Text no_services;
    Text add;
    Text paste_table;
    Text finish;
    Text sources;
    Text matrix_caption;
    Text level_by_volume;
    Text band_0;
    Text band_1;
    Text band_2;
    Text band_3;
    Format<1> volume_words;
    Format<1> share_words;
    Format<1> cost_words;
    Format<1> days_words;
    Text not_placed;
    Format<1> at_least;
    Format<1> at_top;
    Format<3> gap;
    Text next_step;
    Text place;
    Text look;
    Text change;
    Text remove;
    Text draft;
    Text undraft;
    Text task_taken;
    Format<1> level_question;
    Text facts_count;
    Text answer;
    Text to_list;
    Text yes;
    Text no;
    Text where_from;
    Text what_shows;
    Format<1> stands_on;
    Format<1> what_lacks;
    Text target;
    Text save_target;
    Text your_facts;
    Text again;
    Text new_service;
    Text service_figures;
    Text figures_may_wait;
    Text save;
    Text cancel;
    Text table_help;
    Text table_field;
    Text table_example;
    Text take_table;
    Text column_name;
    Text column_volume;
    Text column_share;
    Text column_cost;
    Text column_days;
    Format<2> not_a_number;
    Format<2> out_of_range;
    Text no_name;
    Format<1> long_name;
    Format<2> in_line;
    Format<1> open_quote;
    Format<2> wrong_columns;
    Format<2> named_twice;
    Text empty_table;
    Format<2> too_many_rows;
    Format<1> more_slips;
    Text not_saved;
    Text nothing_taken;
    Plural taken;
    Text saved;
    Text removed;
    Text service_gone;
    Format<1> too_many_services;
    Text too_much;
    Text level_changed;
    Format<1> number_wanted;
    Format<2> fact_wanted;
    Format<1> answer_wanted;
    Format<2> placed_on;
    Format<1> goes_on;
    Text target_saved;
    Text task_drafted;
    Text task_dropped;
    Text place_first;
    Format<2> place_more;
    Text draft_one;
    Text finished;
    Format<3> task_title;
    Text task_unit;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::service_maturity
