/* Counts how often a button was pressed: a whole module in C11, kept as short as it can be. */
#include <lyceum/module.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lyceum_activity {
    size_t bytes; /* of the content */
};

static lyceum_text text(const char* words) {
    lyceum_text made = {words, strlen(words)};
    return made;
}

static int equal(lyceum_text left, const char* right) {
    return left.size == strlen(right) && memcmp(left.data, right, left.size) == 0;
}

/* The state is one decimal number of at most nine digits. */
static int read_count(const lyceum_call* call, unsigned long* count) {
    char digits[10] = "0";
    if (call->state.size >= sizeof digits) {
        return 0;
    }
    if (call->state.size > 0) {
        memcpy(digits, call->state.data, call->state.size);
    }
    char* end = digits;
    *count = strtoul(digits, &end, 10);
    return *end == '\0' && digits[0] != '-';
}

static lyceum_status open_file(const lyceum_module* module, const lyceum_content* content, lyceum_activity** activity) {
    (void)module;
    *activity = malloc(sizeof **activity);
    if (*activity == NULL) {
        return LYCEUM_OUT_OF_MEMORY;
    }
    (*activity)->bytes = content->bytes.size;
    return LYCEUM_OK;
}

static void close_file(const lyceum_module* module, lyceum_activity* activity) {
    (void)module;
    free(activity);
}

static lyceum_status view(const lyceum_module* module, const lyceum_activity* activity, const lyceum_call* call,
                          const lyceum_view_reply* reply) {
    unsigned long count = 0;
    char page[200];
    (void)module;
    if (!read_count(call, &count)) {
        return LYCEUM_INVALID_STATE;
    }
    snprintf(page, sizeof page,
             "<h2>%lu of %zu</h2><form><button type=\"submit\" name=\"act\" value=\"press\">Press</button></form>",
             count, activity->bytes);
    reply->write(reply, text(page));
    return LYCEUM_OK;
}

static lyceum_status respond(const lyceum_module* module, const lyceum_activity* activity, const lyceum_call* call,
                             const lyceum_respond_reply* reply) {
    unsigned long count = 0;
    char state[24];
    (void)module, (void)activity;
    if (!read_count(call, &count)) {
        return LYCEUM_INVALID_STATE;
    }
    if (call->field_count != 1 || !equal(call->fields[0].value, "press") || count >= 999999998) {
        return LYCEUM_INVALID_FIELDS;
    }
    snprintf(state, sizeof state, "%lu", count + 1);
    reply->set_state(reply, text(state));
    return LYCEUM_OK;
}

static const lyceum_module tally = {sizeof tally, 1, NULL, open_file, close_file, view, respond, NULL};
static const lyceum_module* start(const lyceum_host* host) {
    return host->abi_version >= 1 ? &tally : NULL;
}
const lyceum_entry lyceum_module_entry = {LYCEUM_ABI_VERSION, sizeof(lyceum_entry), LYCEUM_MODULE_ID,
                                          LYCEUM_MODULE_VERSION, start};
