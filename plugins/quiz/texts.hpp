#pragma once
// What the quiz module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::quiz {

struct Texts {
    // The first page.
    Text questions_label;
    Text to_pass_label;
    Format<1> to_pass;  // percent
    Text attempts_label;
    Format<2> attempts_used;  // used, allowed
    Text attempts_any;
    Text time_label;
    Plural minutes;
    Text time_rule;
    Text start;
    // A question.
    Format<2> question_of;  // number, count
    Plural points;
    Text choose_one;
    Text choose_several;
    Text true_or_false;
    Text is_true;
    Text is_false;
    Text put_in_order;
    Text move_up;
    Text move_down;
    Text match;
    Text mark_words;
    Text time_left;           // before minutes
    Text less_than_a_minute;  // after it
    Text your_answer;
    Text answer;
    // Its discussion.
    Text right;
    Text wrong;
    Text partly;
    Text right_answer_label;  // alone
    Text right_answer;        // after a dash
    Text your_choice;
    Text your_order;
    Text right_order;
    Format<2> earned;  // points, "из 4 баллов"
    Plural of_points;  // genitive: "4 баллов"
    Text why;
    Text sources;
    Text next;
    Text show_result;
    // The result.
    Text passed;
    Text not_passed;
    Format<3> you_earned;   // points, "4 баллов", percent
    Format<1> needed;       // percent
    Format<1> best_result;  // percent
    Plural attempts_left;
    Text no_attempts_left;
    Text try_again;
    Text review;
    Format<1> question_number;
    Text not_asked;
    Text all_answered;
    // An attempt whose time was up.
    Text time_up;
    Text time_up_saved;
    Text time_was_up;
    Text no_time_left;
    Text answer_late;
    // The first attempt beside this one.
    Text comparison;
    Text then;
    Text now;
    Text altogether;
    Format<1> percent;
    // Sentences about a form.
    Text choose_first;
    Text mark_first;
    Text match_all;
    Text type_text;
    Text text_too_long;
    Text type_number;
    Text not_a_number;
    Text another_question;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::quiz
