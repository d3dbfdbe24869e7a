#ifndef LYCEUM_EXT_OUTLINE_H
#define LYCEUM_EXT_OUTLINE_H
/* lyceum.outline/1: what an opened activity is about, section by section, and the terms it defines. The host searches in
 * it and makes the course's glossary of it. All of it is shown to anyone who may see the course, before they have opened
 * the activity: leave out what gives answers away.
 *
 * A module has this ability if lyceum_module.extension gives a lyceum_outline for LYCEUM_OUTLINE. Rules of module.h hold
 * here: sizes, texts, deadlines, one thread. */

#include <lyceum/module.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LYCEUM_OUTLINE "lyceum.outline/1"

typedef struct lyceum_outline_section {
    uint32_t size;
    uint32_t reserved;
    lyceum_text id;    /* 1 to 200 letters, digits, '-', '_', '.'; comes back as lyceum_call.place */
    lyceum_text title; /* plain text, at most 2 KiB; not empty */
    lyceum_text text;  /* plain text to search in, at most 64 KiB: of more, give the beginning */
} lyceum_outline_section;

typedef struct lyceum_outline_term {
    uint32_t size;
    uint32_t reserved;
    lyceum_text section;    /* the id of the section that explains it; may be empty */
    lyceum_text term;       /* as it stands in a list, at most 2 KiB; not empty */
    lyceum_text definition; /* plain text, at most 2 KiB; not empty */
} lyceum_outline_term;

/* Takes the outline. Both functions may be called while `tell` runs, and only then. [call] */
typedef struct lyceum_outline_reply {
    uint32_t size;
    uint32_t reserved;
    void *host_data;
    /* In the order of reading; at most 500, all texts of an outline together at most 4 MiB. */
    void (*add_section)(const struct lyceum_outline_reply *reply, const lyceum_outline_section *section);
    /* In any order; at most 1,000. */
    void (*add_term)(const struct lyceum_outline_reply *reply, const lyceum_outline_term *term);
} lyceum_outline_reply;

typedef struct lyceum_outline {
    uint32_t size;
    uint32_t reserved;
    /* Tells all of it. `language` is that of the reader ("ru", "be", "en"), for an activity that has several; texts of
     * the content in the language of the content. The same activity and language tell the same outline. [one thread] */
    lyceum_status (*tell)(const struct lyceum_module *module, const lyceum_activity *activity, lyceum_text language,
                          const lyceum_outline_reply *reply);
} lyceum_outline;

#ifdef __cplusplus
}
#endif

#endif /* LYCEUM_EXT_OUTLINE_H */
