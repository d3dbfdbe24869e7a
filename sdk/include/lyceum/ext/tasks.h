#ifndef LYCEUM_EXT_TASKS_H
#define LYCEUM_EXT_TASKS_H
/* Priority tasks: what a person decides to change at work, with a figure, a date and evidence. An ability of the host:
 *
 *     const lyceum_tasks *tasks = host->extension(host, "lyceum.tasks/1");
 *
 * A module proposes drafts and commits them; from then on a task is the person's own, kept by the host: its status changes on
 * the host's pages, where evidence is given too. Only a module whose manifest says <uses ability="lyceum.tasks/1"/> is shown a
 * person's tasks and may change them; to another one there are none, and what it proposes is refused with its whole answer.
 *
 * A task is named by its `id`. Of a task that this activity proposed it is the activity's own: 1 to 64 letters, digits, '-', '_'
 * and '.'. Of any other task of the same person it begins with '@' and is made by the host: a module gives it back as it was. So
 * one activity can complete and commit what another has drafted.
 *
 * A task that is no longer a draft is not changed by `propose` and `withdraw`, and `commit` of it does nothing: look at `status`
 * first. The host refuses an answer that would leave a person with more than three tasks confirmed or under way, and one by which
 * an assistant commits (lyceum_call.role is "assistant"): a module says so itself, in words that fit its page. */

#include <lyceum/module.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LYCEUM_TASKS "lyceum.tasks/1"

struct lyceum_report_request;

/* How many tasks a person may have confirmed and under way at the same time. */
#define LYCEUM_MOST_COMMITTED_TASKS 3

typedef enum lyceum_task_status {
    LYCEUM_TASK_DRAFT = 1,
    LYCEUM_TASK_CONFIRMED = 2,
    LYCEUM_TASK_UNDER_WAY = 3,
    LYCEUM_TASK_PROVEN = 4, /* confirmed by evidence */
    LYCEUM_TASK_STOPPED = 5 /* stopped with lessons */
} lyceum_task_status;

/* Texts are plain, at most 1000 bytes each (id and deadline as said); only `id` and `title` may not be empty. What is not known
 * yet is empty, or 0. */
typedef struct lyceum_task {
    uint32_t size;
    uint32_t status; /* lyceum_task_status; set by the host, not read by `propose` */
    lyceum_text id;
    lyceum_text title;   /* a verb, a measure and an amount, 1 to 300 bytes */
    lyceum_text service; /* the service it is about */
    /* Numbers as "6", "-0.5": at most 15 digits with a point; what is measured, where it stands now and where it should. */
    lyceum_text baseline;
    lyceum_text target;
    lyceum_text unit;
    lyceum_text deadline;   /* a day, "2027-06-01" */
    uint32_t effect_sector; /* 1 to 5 */
    uint32_t effect_state;  /* 1 to 5 */
    uint32_t effort;        /* 1 to 5 */
    uint32_t reserved;
    lyceum_text effect_sector_reason;
    lyceum_text effect_state_reason;
    lyceum_text partners;   /* bodies that it cannot be done without */
    lyceum_text first_step; /* within 14 days */
    lyceum_text evidence;   /* what will show that it is done */
    lyceum_text source;     /* the statement, scenario or service it comes from */
    lyceum_text reason;     /* as given to `commit`; told by `get_of` alone, not read by `propose` */
} lyceum_task;

typedef struct lyceum_tasks {
    uint32_t size;
    uint32_t reserved;

    /* This person's tasks, the oldest first, at most 200; `call` is the pointer that `view` or `respond` was given. [call] */
    size_t (*count)(const lyceum_call *call);
    /* Fills `*task`, of which the caller has set `size`, up to that size. LYCEUM_FAILED if there is no such task. The texts are
     * valid as long as the call. [call] */
    lyceum_status (*get)(const lyceum_call *call, size_t index, lyceum_task *task);

    /* While `respond` runs only; at most 32 of these together in one answer, done in their order, together with everything else
     * the answer does or not at all. [call]
     * propose: writes the whole draft, a new one or over the one of that id. A draft that was withdrawn comes back. */
    void (*propose)(const lyceum_respond_reply *reply, const lyceum_task *task);
    /* The draft becomes a commitment. It must have a title, a target, a deadline, both effects, an effort and a first step.
     * `reason`: why this one, where a better one is left out; may be empty; at most 1000 bytes. */
    void (*commit)(const lyceum_respond_reply *reply, lyceum_text id, lyceum_text reason);
    /* The draft is given up; a draft that does not exist is as good. */
    void (*withdraw)(const lyceum_respond_reply *reply, lyceum_text id);

    /* While lyceum_report.make runs (ext/report.h): the tasks of the learner of that index, as `count` and `get` tell them in
     * this learner's own calls. A report tells how many, not whose. [call] */
    size_t (*count_of)(const struct lyceum_report_request *request, size_t learner);
    lyceum_status (*get_of)(const struct lyceum_report_request *request, size_t learner, size_t index, lyceum_task *task);
} lyceum_tasks;

#ifdef __cplusplus
}
#endif

#endif /* LYCEUM_EXT_TASKS_H */
