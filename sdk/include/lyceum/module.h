#ifndef LYCEUM_MODULE_H
#define LYCEUM_MODULE_H
/* Lyceum module ABI, version 1.
 *
 * A module is a pure function over an XML vocabulary. The host gives it everything (content, the learner's state, time,
 * seed, language) and keeps everything it returns; it has no files, network, clock or threads, and the host's sandbox
 * holds it to that. A call may be repeated, moved to another process, or killed at its deadline.
 *
 * A module is a shared library that exports exactly one symbol, `lyceum_module_entry`. Plain C: no C++ type, no
 * exception and no memory ownership crosses this line. Rules that hold for everything below:
 *
 *  - Text is UTF-8, given by pointer and length, not ended by a zero byte, and may contain any character but NUL.
 *  - [call] Pointers the host passes are valid until the function they were passed to returns; a module copies what it
 *    keeps. Pointers a module passes to a host callback are valid until that callback returns; the host copies.
 *  - [one thread] Every function of a module is called on one thread, never while another of its functions runs.
 *  - Structs carry their size first and grow only at the end. Read a member only if `size` covers it
 *    (LYCEUM_HAS), set `size` to the sizeof you were compiled with.
 *  - A function that can fail returns lyceum_status; zero is success. What was reported through callbacks before a
 *    failure is discarded.
 *
 * The header compiles as C11 and later and as C++11 and later. */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header. A host accepts modules from LYCEUM_ABI_OLDEST to its own version. */
#define LYCEUM_ABI_VERSION 1u
#define LYCEUM_ABI_OLDEST 1u

#if defined(_WIN32)
#define LYCEUM_EXPORT __declspec(dllexport)
#else
#define LYCEUM_EXPORT __attribute__((visibility("default")))
#endif

/* True if the struct behind `object` is large enough to have `member`. */
#define LYCEUM_HAS(object, type, member) ((object)->size >= offsetof(type, member) + sizeof(((type *)0)->member))

typedef int32_t lyceum_status;
enum {
    LYCEUM_OK = 0,
    LYCEUM_INVALID_CONTENT = 1, /* the activity file is wrong; the diagnostics say where */
    LYCEUM_INVALID_STATE = 2,   /* this state was not written by this module, or by a newer version of it */
    LYCEUM_INVALID_FIELDS = 3,  /* the form is not one that `view` made; the learner's state stays as it is */
    LYCEUM_OUT_OF_MEMORY = 4,
    LYCEUM_FAILED = 5 /* a bug of the module */
};

typedef struct lyceum_text {
    const char *data; /* may be NULL if size is 0 */
    size_t size;      /* bytes */
} lyceum_text;

/* ---- What the host can do -------------------------------------------------------------------------------------- */

typedef struct lyceum_host {
    uint32_t size;
    uint32_t abi_version; /* of the host; at least LYCEUM_ABI_OLDEST of the module's header */
    lyceum_text name;     /* "Lyceum" */
    lyceum_text version;  /* "0.1.0", for messages only */

    /* An optional ability of the host by its id ("lyceum.name/REV", or "org.example.name/REV" from others), as a pointer
     * to the struct that the ability's header in ext/ declares; NULL if the host does not have it. A module works without
     * any of them. [one thread] [the pointer stays valid while the module is loaded] */
    const void *(*extension)(const struct lyceum_host *host, lyceum_text id);
} lyceum_host;

/* ---- open: content -> activity --------------------------------------------------------------------------------- */

typedef enum lyceum_severity { LYCEUM_ERROR = 1, LYCEUM_WARNING = 2 } lyceum_severity;

typedef struct lyceum_diagnostic {
    uint32_t size;
    uint32_t severity; /* lyceum_severity */
    uint32_t line;     /* from 1; 0 if no one place is meant */
    uint32_t column;   /* from 1, in characters; 0 as above */
    lyceum_text rule;  /* a stable id, "quiz.no-correct-option" */
    lyceum_text text;  /* what is wrong, for a trainer who does not program */
    lyceum_text hint;  /* what to do; may be empty */
} lyceum_diagnostic;

typedef struct lyceum_content {
    uint32_t size;
    uint32_t reserved;
    lyceum_text file;     /* the file's name, for messages */
    lyceum_text bytes;    /* well-formed XML, at most 8 MiB, 200 deep, without DOCTYPE, valid against the module's schema */
    lyceum_text language; /* "ru", "be", "en": choose this where a text exists in several */

    void *host_data;
    /* May be called any number of times while `open` runs. [call] */
    void (*diagnose)(const struct lyceum_content *content, const lyceum_diagnostic *diagnostic);
} lyceum_content;

/* One opened activity file; what it points to is the module's own. */
typedef struct lyceum_activity lyceum_activity;

/* ---- view and respond: one call for one learner ----------------------------------------------------------------- */

/* One document that all learners of the activity share, under its own key. */
typedef struct lyceum_document {
    lyceum_text key; /* 1 to 200 bytes */
    lyceum_text bytes;
} lyceum_document;

typedef struct lyceum_field {
    lyceum_text name;
    lyceum_text value;
} lyceum_field;

typedef struct lyceum_call {
    uint32_t size;
    uint32_t state_version; /* the state_version of the module that wrote `state`; 0 if there is no state yet */
    lyceum_text state;      /* what the last `respond` set; empty at the first call */
    int64_t time_ms;        /* now, milliseconds since 1970-01-01 UTC; the only clock a module has */
    uint64_t seed;          /* the same for this learner and this activity at every call; the only randomness */
    lyceum_text language;   /* "ru", "be" or "en" */
    lyceum_text role;       /* the learner's role in the competency framework ("head"), may be empty */
    lyceum_text learner;    /* a pseudonymous id, stable for this learner in this activity; never a name. To show a
                               person's name write <span data-person="ID"></span>: the host fills it. */
    const lyceum_document *shared; /* shared documents of the activity, ordered by key */
    size_t shared_count;
    const lyceum_field *fields; /* respond only: the form's fields in order; names may repeat */
    size_t field_count;
    lyceum_text place; /* view only: the id of the section the visitor asked to see by a link, of ext/outline.h; empty
                          otherwise. One that does not exist (any more) is as none. */
} lyceum_call;

/* Takes the page. The fragment is well-formed XHTML without a namespace, several elements side by side allowed: see
 * docs/module-author.md for the elements and attributes that pass. A <form> needs no action: the host adds where it goes. */
typedef struct lyceum_view_reply {
    uint32_t size;
    uint32_t reserved;
    void *host_data;
    /* Appends to the page; at most 1 MiB altogether. [call] */
    void (*write)(const struct lyceum_view_reply *reply, lyceum_text xhtml);
} lyceum_view_reply;

/* How good an answer was, as xAPI 1.0.3 part 2 section 2.4.5.1 defines score. */
typedef struct lyceum_score {
    uint32_t size;
    uint32_t reserved;
    double scaled; /* -1 to 1 */
    double raw;    /* min to max */
    double min;
    double max; /* greater than min */
} lyceum_score;

typedef enum lyceum_interaction_kind { /* xAPI 1.0.3 part 2, appendix C */
    LYCEUM_TRUE_FALSE = 1,
    LYCEUM_CHOICE = 2,
    LYCEUM_FILL_IN = 3,
    LYCEUM_LONG_FILL_IN = 4,
    LYCEUM_MATCHING = 5,
    LYCEUM_PERFORMANCE = 6,
    LYCEUM_SEQUENCING = 7,
    LYCEUM_LIKERT = 8,
    LYCEUM_NUMERIC = 9,
    LYCEUM_OTHER = 10
} lyceum_interaction_kind;

typedef enum lyceum_verdict { LYCEUM_UNDECIDED = 0, LYCEUM_YES = 1, LYCEUM_NO = 2 } lyceum_verdict;

typedef struct lyceum_interaction {
    uint32_t size;
    uint32_t kind;               /* lyceum_interaction_kind */
    lyceum_text id;              /* of the question within the activity: letters, digits, '-', '_', '.' */
    lyceum_text description;     /* the question in plain text; may be empty */
    lyceum_text response;        /* in the format of its kind: "a[,]c", "75", "golf" */
    lyceum_text correct_pattern; /* same; empty if no answer is right or wrong */
    uint32_t success;            /* lyceum_verdict */
    uint32_t reserved;
    double scaled;       /* 0 to 1 */
    int64_t duration_ms; /* since the question was shown; -1 if unknown */
} lyceum_interaction;

/* What an answer did. Every function may be called while `respond` runs, and only then. [call] Where one is not called,
 * the value stays what it was before. */
typedef struct lyceum_respond_reply {
    uint32_t size;
    uint32_t reserved;
    void *host_data;

    /* The learner's new state, at most 256 KiB; the host stores it with the module's state_version. The last call counts. */
    void (*set_state)(const struct lyceum_respond_reply *reply, lyceum_text state);
    /* Writes or removes one shared document; at most 64 an answer, 256 KiB each. */
    void (*put_shared)(const struct lyceum_respond_reply *reply, lyceum_text key, lyceum_text bytes);
    void (*remove_shared)(const struct lyceum_respond_reply *reply, lyceum_text key);

    void (*set_score)(const struct lyceum_respond_reply *reply, const lyceum_score *score);
    /* LYCEUM_YES: the learner experienced all of the activity (cmi5 section 9.3.3 "completed"). */
    void (*set_completion)(const struct lyceum_respond_reply *reply, lyceum_verdict completed);
    /* LYCEUM_YES passed, LYCEUM_NO failed (cmi5 sections 9.3.4 and 9.3.5). A course's masteryScore overrules it. */
    void (*set_success)(const struct lyceum_respond_reply *reply, lyceum_verdict passed);
    /* 0 to 100 percent. */
    void (*set_progress)(const struct lyceum_respond_reply *reply, uint32_t percent);
    /* One answered question; at most 256 an answer. */
    void (*add_interaction)(const struct lyceum_respond_reply *reply, const lyceum_interaction *interaction);
    /* What the learner showed of an objective of the course, 0 to 1; at most 64 an answer. */
    void (*add_evidence)(const struct lyceum_respond_reply *reply, lyceum_text objective, double scaled);
    /* One plain sentence about what the answer did, shown and read aloud once; at most 2 KiB. */
    void (*set_feedback)(const struct lyceum_respond_reply *reply, lyceum_text text);

    /* What the learner says of themself: their level of a competency of the framework ("C3"), 0 (not yet) to 4; at most 64
     * an answer, the last of one competency counts. The host shows it as self-declared, apart from evidence, and counts it
     * for no level and no goal: say so on the page. Ask LYCEUM_HAS(reply, lyceum_respond_reply, declare_level) first. */
    void (*declare_level)(const struct lyceum_respond_reply *reply, lyceum_text competency, uint32_t level);
} lyceum_respond_reply;

/* ---- What a module gives ---------------------------------------------------------------------------------------- */

typedef struct lyceum_module {
    uint32_t size;
    uint32_t state_version; /* of the states `respond` writes, from 1; a module reads every version it ever wrote */
    void *module_data;      /* the module's own */

    /* Reads one activity file. On LYCEUM_OK `*activity` is set and later given to `close`. [one thread] */
    lyceum_status (*open)(const struct lyceum_module *module, const lyceum_content *content, lyceum_activity **activity);
    void (*close)(const struct lyceum_module *module, lyceum_activity *activity);

    /* Writes the page that goes with the state. Changes nothing: the same call writes the same bytes. [one thread] */
    lyceum_status (*view)(const struct lyceum_module *module, const lyceum_activity *activity, const lyceum_call *call,
                          const lyceum_view_reply *reply);

    /* Judges one submitted form. [one thread] */
    lyceum_status (*respond)(const struct lyceum_module *module, const lyceum_activity *activity, const lyceum_call *call,
                             const lyceum_respond_reply *reply);

    /* An optional ability of the module by its id, or NULL; as lyceum_host.extension. May itself be NULL. */
    const void *(*extension)(const struct lyceum_module *module, lyceum_text id);
} lyceum_module;

typedef struct lyceum_entry {
    uint32_t abi_version; /* first for ever, so that any host can read it: LYCEUM_ABI_VERSION */
    uint32_t size;
    const char *id;      /* zero-ended; equals the manifest's, "lyceum.quiz" */
    const char *version; /* zero-ended; equals the manifest's, "1.0.0" */

    /* Called once after loading. The module, or NULL if this host lacks something it cannot do without.
     * [one thread] [the host stays valid while the module is loaded] */
    const lyceum_module *(*start)(const lyceum_host *host);
} lyceum_entry;

/* The one exported symbol. */
LYCEUM_EXPORT extern const lyceum_entry lyceum_module_entry;

#ifdef __cplusplus
}
#endif

#endif /* LYCEUM_MODULE_H */
