#ifndef LYCEUM_EXT_RECALL_H
#define LYCEUM_EXT_RECALL_H
/* lyceum.recall/1: questions of an activity that can be asked alone, long after the activity is finished. The host
 * chooses when to ask which; the module shows one and judges one answer. No state of the activity is read or written.
 *
 * A module has this ability if lyceum_module.extension gives a lyceum_recall for LYCEUM_RECALL. Rules of module.h hold
 * here: sizes, texts, deadlines, one thread. */

#include <lyceum/module.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LYCEUM_RECALL "lyceum.recall/1"

typedef struct lyceum_recall_question {
    uint32_t size;
    uint32_t reserved;
    lyceum_text id;        /* as lyceum_interaction.id: letters, digits, '-', '_', '.'; stays the same for ever */
    lyceum_text objective; /* the objective of the course it serves; may be empty */
} lyceum_recall_question;

/* Takes the list. [call] */
typedef struct lyceum_recall_list {
    uint32_t size;
    uint32_t reserved;
    void *host_data;
    /* At most 500. */
    void (*add_question)(const struct lyceum_recall_list *list, const lyceum_recall_question *question);
} lyceum_recall_list;

/* In `call` of the two functions below state, state_version, shared and place are empty; seed is of this learner and
 * this asking of the question, so that shuffling differs from one asking to the next and is the same in both functions.
 * A question the activity does not have is LYCEUM_INVALID_FIELDS. */
typedef struct lyceum_recall {
    uint32_t size;
    uint32_t reserved;

    /* The questions that can be asked alone. [one thread] */
    lyceum_status (*list)(const struct lyceum_module *module, const lyceum_activity *activity,
                          const lyceum_recall_list *list);

    /* Without fields: writes the question with its form. With the fields of a submitted form: what the learner sees
     * after it; for an answer the question, what was answered, what is right and why, without a form; for a form that
     * was no answer yet (nothing chosen, a part moved) the form again as it was filled in. [one thread] */
    lyceum_status (*view)(const struct lyceum_module *module, const lyceum_activity *activity, lyceum_text question,
                          const lyceum_call *call, const lyceum_view_reply *reply);

    /* Judges one submitted form. An answer: exactly one interaction with the question's id, its success decided; evidence
     * for its objective; a sentence of feedback. What is no answer yet: no interaction, a sentence or nothing. State,
     * shared documents, score, completion, success and progress may not be set. [one thread] */
    lyceum_status (*respond)(const struct lyceum_module *module, const lyceum_activity *activity, lyceum_text question,
                             const lyceum_call *call, const lyceum_respond_reply *reply);
} lyceum_recall;

#ifdef __cplusplus
}
#endif

#endif /* LYCEUM_EXT_RECALL_H */
