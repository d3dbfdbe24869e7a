#pragma once
// What the lesson module says, in each language. [any thread]

#include "plugins/common/texts.hpp"

namespace lyceum::plugins::lesson {

struct Texts {
    Format<2> section_of;  // number, count
    Plural minutes;
    Text back;
    Text next;
    Text finish;
    Text sources;
    Text check_heading;
    Text choose_one;
    Text check_answer;
    Text right;
    Text wrong;
    Text choose_first;
    Text another_section;
    Text unread_left;
    Text done_heading;
    Text done_all;
    Format<2> done_some;  // read, count
    Text reread;
    // The summary of a section, the terms, the learner's own notes.
    Text summary;
    Text terms;
    Text all_terms;
    Text back_to_lesson;
    Text note;
    Text note_private;
    Text save_note;
    Text note_saved;
    Text note_removed;
    Text note_cut;
    Text own_notes;
    Text section_gone;
};

const Texts& texts_in(Language language);

}  // namespace lyceum::plugins::lesson
