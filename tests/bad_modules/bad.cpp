// A module in plain use of the C interface that does what its content file says: see misbehave.cpp for what it can do
// wrong, and below for what it can say wrong. Without attributes it behaves.

#include "abilities.hpp"
#include "lyceum/module.h"
#include "misbehave.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include <unistd.h>

#ifndef BAD_ID
#define BAD_ID "test.bad"
#endif
#ifndef BAD_VERSION
#define BAD_VERSION "1.0.0"
#endif
#ifndef BAD_ABI
#define BAD_ABI LYCEUM_ABI_VERSION
#endif

namespace {

lyceum_text text(std::string_view value) {
    return {value.data(), value.size()};
}

std::string_view view_of(lyceum_text value) {
    return {value.data, value.size};
}

std::string attribute(std::string_view xml, std::string_view name) {
    const std::string begin = " " + std::string{name} + "=\"";
    const std::size_t at = xml.find(begin);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::size_t from = at + begin.size();
    return std::string{xml.substr(from, xml.find('"', from) - from)};
}

#ifdef BAD_CONSTRUCTOR
[[gnu::constructor]] void misbehave_while_loading() {
    misbehave(BAD_CONSTRUCTOR);
}
#endif

lyceum_status open_content(const lyceum_module*, const lyceum_content* content, lyceum_activity** activity) {
    const std::string how = attribute(view_of(content->bytes), "open");
    misbehave(how);
    if (how == "diagnose" || how == "warn") {
        lyceum_diagnostic diagnostic{};
        diagnostic.size = sizeof diagnostic;
        diagnostic.severity = how == "warn" ? LYCEUM_WARNING : LYCEUM_ERROR;
        diagnostic.line = 3;
        diagnostic.column = 7;
        diagnostic.rule = text("bad.example");
        diagnostic.text = text("an example of a finding");
        diagnostic.hint = text("do something else");
        content->diagnose(content, &diagnostic);
    }
    if (how == "diagnose" || how == "refuse") {
        return LYCEUM_INVALID_CONTENT;
    }
    const auto said = [&](std::string_view name) { return attribute(view_of(content->bytes), name); };
    *activity = new lyceum_activity{said("view"), said("respond"), said("outline"), said("recall"), said("report")};
    return LYCEUM_OK;
}

void close_content(const lyceum_module*, lyceum_activity* activity) {
    delete activity;
}

void write_endlessly(const lyceum_view_reply* reply) {
    const std::string block(std::size_t{1} << 16, 'x');
    for (std::size_t written = 0; written < std::size_t{1} << 30; written += block.size()) {
        reply->write(reply, text(block));
    }
}

// Writing nothing tells whether there is something to write to.
int count_descriptors() {
    int count = 0;
    for (int descriptor = 0; descriptor < 64; ++descriptor) {
        errno = 0;
        count += write(descriptor, "", 0) == 0 || errno != EBADF;
    }
    return count;
}

std::string place_of(const lyceum_call& call) {
    return call.place.size == 0 ? std::string{} : " place=" + std::string{view_of(call.place)};
}

lyceum_status view(const lyceum_module*, const lyceum_activity* activity, const lyceum_call* call,
                   const lyceum_view_reply* reply) {
    static int calls = 0;
    ++calls;
    const std::string& how = activity->view;
    misbehave(how);
    if (how == "endless_output") {
        write_endlessly(reply);
    } else if (how == "count_descriptors") {
        const std::string page = "<p>descriptors=" + std::to_string(count_descriptors()) + "</p>";
        reply->write(reply, text(page));
        return LYCEUM_OK;
    } else if (how == "invalid_state") {
        return LYCEUM_INVALID_STATE;
    } else if (how == "failed") {
        return LYCEUM_FAILED;
    } else if (how == "not_utf8") {
        reply->write(reply, text("<p>\xff</p>"));
        return LYCEUM_OK;
    }
    if (how == "bad_chart" || how == "not_allowed") {
        reply->write(reply, text(how == "not_allowed" ? "<p><script>1</script></p>"
                                                      : "<table data-chart=\"pie\"><caption>c</caption></table>"));
        return LYCEUM_OK;
    }
    const std::string page = "<p>calls=" + std::to_string(calls) + " state=" + std::string{view_of(call->state)} +
                             " learner=" + std::string{view_of(call->learner)} + place_of(*call) +
                             " process=" + std::to_string(getpid()) + "</p>";
    reply->write(reply, text(page));
    return LYCEUM_OK;
}

void say_wrong(const std::string& how, const lyceum_respond_reply* reply) {
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    lyceum_interaction interaction{};
    interaction.size = sizeof interaction;
    interaction.kind = LYCEUM_CHOICE;
    interaction.id = text("q1");
    interaction.duration_ms = -1;
    if (how == "nan_score") {
        const lyceum_score score{sizeof score, 0, not_a_number, 1, 0, 2};
        reply->set_score(reply, &score);
    } else if (how == "score_out_of_range") {
        const lyceum_score score{sizeof score, 0, 0.5, 3, 0, 2};
        reply->set_score(reply, &score);
    } else if (how == "progress_500") {
        reply->set_progress(reply, 500);
    } else if (how == "state_not_utf8") {
        reply->set_state(reply, text("\xc0\xaf"));
    } else if (how == "huge_state") {
        const std::string state(std::size_t{300} << 10, 's');
        reply->set_state(reply, text(state));
    } else if (how == "bad_interaction_id") {
        interaction.id = text("no blanks allowed");
        reply->add_interaction(reply, &interaction);
    } else if (how == "interaction_kind_77") {
        interaction.kind = 77;
        reply->add_interaction(reply, &interaction);
    } else if (how == "many_interactions") {
        for (int i = 0; i < 1000; ++i) {
            reply->add_interaction(reply, &interaction);
        }
    } else if (how == "infinite_evidence") {
        reply->add_evidence(reply, text("objective"), std::numeric_limits<double>::infinity());
    } else if (how == "verdict_9") {
        std::uint32_t nine = 9;
        lyceum_verdict verdict = LYCEUM_YES;
        std::memcpy(&verdict, &nine, sizeof verdict);
        reply->set_success(reply, verdict);
    } else if (how == "empty_key") {
        reply->put_shared(reply, text(""), text("value"));
    }
}

void say_right(const lyceum_call* call, const lyceum_respond_reply* reply) {
    std::string state;
    for (std::size_t i = 0; i < call->field_count; ++i) {
        state += std::string{view_of(call->fields[i].name)} + "=" + std::string{view_of(call->fields[i].value)} + ";";
    }
    reply->set_state(reply, text(state));
    reply->put_shared(reply, text("posts/1"), text("a post"));
    reply->remove_shared(reply, text("posts/0"));
    const lyceum_score score{sizeof score, 0, 0.5, 1, 0, 2};
    reply->set_score(reply, &score);
    reply->set_completion(reply, LYCEUM_YES);
    reply->set_success(reply, LYCEUM_NO);
    reply->set_progress(reply, 40);
    lyceum_interaction interaction{};
    interaction.size = sizeof interaction;
    interaction.kind = LYCEUM_NUMERIC;
    interaction.id = text("q1");
    interaction.description = text("How many?");
    interaction.response = text("75");
    interaction.correct_pattern = text("70[:]80");
    interaction.success = LYCEUM_YES;
    interaction.scaled = 1;
    interaction.duration_ms = 1500;
    reply->add_interaction(reply, &interaction);
    reply->add_evidence(reply, text("objective-1"), 0.25);
    reply->set_feedback(reply, text("Saved."));
}

lyceum_status respond(const lyceum_module*, const lyceum_activity* activity, const lyceum_call* call,
                      const lyceum_respond_reply* reply) {
    misbehave(activity->respond);
    if (activity->respond == "invalid_fields") {
        return LYCEUM_INVALID_FIELDS;
    }
    if (activity->respond.empty()) {
        say_right(call, reply);
    } else {
        say_wrong(activity->respond, reply);
    }
    return LYCEUM_OK;
}

[[maybe_unused]] const lyceum_module the_module{
    sizeof(lyceum_module), 3, nullptr, open_content, close_content, view, respond, bad_ability};

[[maybe_unused]] const lyceum_module* start(const lyceum_host*) {
#ifdef BAD_START
    return nullptr;
#else
    return &the_module;
#endif
}

}  // namespace

#ifndef BAD_NO_ENTRY
extern "C" LYCEUM_EXPORT const lyceum_entry lyceum_module_entry = {BAD_ABI, sizeof(lyceum_entry), BAD_ID, BAD_VERSION,
                                                                   start};
#endif
