#ifndef LYCEUM_EXT_REPORT_H
#define LYCEUM_EXT_REPORT_H
/* lyceum.report/1: what came of an activity, for its trainer: tables made from every learner's state and from what
 * learners share. The host prints them, draws those that are charts, and exports them; it never shows a state itself.
 *
 * A report is read by people who teach or govern, not by the learners it is about: tell numbers, not persons. Where an
 * activity promised anonymity, keep it here too (nothing about fewer than five people).
 *
 * A module has this ability if lyceum_module.extension gives a lyceum_report for LYCEUM_REPORT. Rules of module.h hold
 * here: sizes, texts, deadlines, one thread. */

#include <lyceum/module.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LYCEUM_REPORT "lyceum.report/1"

/* One learner's state, as `respond` set it last. */
typedef struct lyceum_learner_state {
    lyceum_text learner; /* pseudonymous, as lyceum_call.learner; never shown by the host */
    lyceum_text state;
    uint32_t state_version; /* of the module that wrote it */
    uint32_t reserved;
} lyceum_learner_state;

typedef struct lyceum_report_request {
    uint32_t size;
    uint32_t reserved;
    const lyceum_learner_state *learners; /* all that have a state, in the order of their pseudonyms */
    size_t learner_count;
    const lyceum_document *shared; /* shared documents of the activity, ordered by key */
    size_t shared_count;
    int64_t time_ms;      /* now, as lyceum_call.time_ms */
    lyceum_text language; /* of the reader: "ru", "be" or "en" */
} lyceum_report_request;

typedef struct lyceum_report_table {
    uint32_t size;
    uint32_t reserved;
    lyceum_text id;    /* 1 to 200 letters, digits, '-', '_', '.'; stays the same: exports are named after it */
    lyceum_text title; /* what it tells; not empty, at most 2 KiB */
    lyceum_text note;  /* a sentence below it; may be empty, at most 2 KiB */
    lyceum_text chart; /* "lines", "pairs" or "graph" as docs/module-author.md describes them; empty: a table alone */
    const lyceum_text *columns; /* the head: 1 to 32 texts, none empty, each at most 2 KiB */
    size_t column_count;
} lyceum_report_table;

/* Takes the tables. Both functions may be called while `make` runs, and only then. [call] */
typedef struct lyceum_report_reply {
    uint32_t size;
    uint32_t reserved;
    void *host_data;
    /* At most 100 tables; all texts of a report together at most 4 MiB, each counted as four bytes more. */
    void (*begin_table)(const struct lyceum_report_reply *reply, const lyceum_report_table *table);
    /* One row of the table begun last: as many cells as it has columns, each at most 2 KiB; at most 10,000 rows a table. */
    void (*add_row)(const struct lyceum_report_reply *reply, const lyceum_text *cells, size_t cell_count);
} lyceum_report_reply;

typedef struct lyceum_report {
    uint32_t size;
    uint32_t reserved;
    /* Makes the report. A state this module cannot read is left out and counted, not an error: others have theirs. The
     * same request makes the same report. [one thread] */
    lyceum_status (*make)(const struct lyceum_module *module, const lyceum_activity *activity,
                          const lyceum_report_request *request, const lyceum_report_reply *reply);
} lyceum_report;

#ifdef __cplusplus
}
#endif

#endif /* LYCEUM_EXT_REPORT_H */
