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
    Text start;
    // A question.
    Format<2> question_of;  // number, count
    Plural points;
    Text choose_one;
    Text choose_several;
    Text your_answer;
    Text answer;
    // Its discussion.
    Text right;
    Text wrong;
    Text partly;
    Text right_answer_label;  // alone
    Text right_answer;        // after a dash
    Text your_choice;
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
    // Sentences about a form.
    Text choose_first;
    Text type_number;
    Text not_a_number;
    Text another_question;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::quiz
