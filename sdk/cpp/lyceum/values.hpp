#ifndef LYCEUM_VALUES_HPP
#define LYCEUM_VALUES_HPP
// What goes into a module's functions and comes out, as small C++ classes over the structs of module.h. Included by
// module.hpp. Views: valid during the one call they are given to. [one thread]

#include <lyceum/module.h>

#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::sdk {

inline std::string_view view_of(lyceum_text text) {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}
inline lyceum_text text_of(std::string_view text) {
    return {text.data(), text.size()};
}

// What a function says to the host: see lyceum_status.
enum class Status : lyceum_status {
    Ok = LYCEUM_OK,
    InvalidContent = LYCEUM_INVALID_CONTENT,
    InvalidState = LYCEUM_INVALID_STATE,
    InvalidFields = LYCEUM_INVALID_FIELDS,
    OutOfMemory = LYCEUM_OUT_OF_MEMORY,
    Failed = LYCEUM_FAILED,
};

enum class Verdict : std::uint32_t { Undecided = LYCEUM_UNDECIDED, Yes = LYCEUM_YES, No = LYCEUM_NO };

enum class InteractionKind : std::uint32_t {
    TrueFalse = LYCEUM_TRUE_FALSE,
    Choice = LYCEUM_CHOICE,
    FillIn = LYCEUM_FILL_IN,
    LongFillIn = LYCEUM_LONG_FILL_IN,
    Matching = LYCEUM_MATCHING,
    Performance = LYCEUM_PERFORMANCE,
    Sequencing = LYCEUM_SEQUENCING,
    Likert = LYCEUM_LIKERT,
    Numeric = LYCEUM_NUMERIC,
    Other = LYCEUM_OTHER,
};

// A place in the content file: line and column from 1, the column in characters; zeros: no one place.
struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    bool operator==(const Place&) const = default;
};

// The host, for its optional abilities; valid while the module is loaded.
class Host {
public:
    explicit Host(const lyceum_host* host) : host_{host} {}
    const void* extension(std::string_view id) const { return host_->extension(host_, text_of(id)); }
    std::uint32_t abi_version() const { return host_->abi_version; }

private:
    const lyceum_host* host_;
};

// The file that `open` reads, and where it reports what is wrong with it.
class Content {
public:
    explicit Content(const lyceum_content* content) : content_{content} {}
    std::string_view file() const { return view_of(content_->file); }
    std::string_view bytes() const { return view_of(content_->bytes); }
    std::string_view language() const { return view_of(content_->language); }

    // `rule` is a stable id, "poll.no-options"; `text` is for a person who does not program; `hint` says what to do.
    void error(Place place, std::string_view rule, std::string_view text, std::string_view hint = {}) const {
        diagnose(LYCEUM_ERROR, place, rule, text, hint);
    }
    void warning(Place place, std::string_view rule, std::string_view text, std::string_view hint = {}) const {
        diagnose(LYCEUM_WARNING, place, rule, text, hint);
    }

private:
    void diagnose(lyceum_severity severity, Place place, std::string_view rule, std::string_view text,
                  std::string_view hint) const {
        lyceum_diagnostic diagnostic{};
        diagnostic.size = sizeof diagnostic;
        diagnostic.severity = static_cast<std::uint32_t>(severity);
        diagnostic.line = place.line;
        diagnostic.column = place.column;
        diagnostic.rule = text_of(rule);
        diagnostic.text = text_of(text);
        diagnostic.hint = text_of(hint);
        content_->diagnose(content_, &diagnostic);
    }

    const lyceum_content* content_;
};

struct Field {
    std::string_view name;
    std::string_view value;
};

// The fields of a submitted form, in order; a name may repeat.
class Fields {
public:
    explicit Fields(std::span<const lyceum_field> fields) : fields_{fields} {}
    std::size_t size() const { return fields_.size(); }
    Field operator[](std::size_t index) const { return {view_of(fields_[index].name), view_of(fields_[index].value)}; }

    // The first value of that name.
    std::optional<std::string_view> find(std::string_view name) const {
        for (const lyceum_field& field : fields_) {
            if (view_of(field.name) == name) {
                return view_of(field.value);
            }
        }
        return std::nullopt;
    }

    std::vector<std::string_view> all(std::string_view name) const {
        std::vector<std::string_view> values;
        for (const lyceum_field& field : fields_) {
            if (view_of(field.name) == name) {
                values.push_back(view_of(field.value));
            }
        }
        return values;
    }

private:
    std::span<const lyceum_field> fields_;
};

struct SharedDocument {
    std::string_view key;
    std::string_view bytes;
};

// The documents that all learners of the activity share, ordered by key.
class Shared {
public:
    explicit Shared(std::span<const lyceum_document> documents) : documents_{documents} {}
    std::size_t size() const { return documents_.size(); }
    SharedDocument operator[](std::size_t index) const {
        return {view_of(documents_[index].key), view_of(documents_[index].bytes)};
    }
    std::optional<std::string_view> find(std::string_view key) const {
        for (const lyceum_document& document : documents_) {
            if (view_of(document.key) == key) {
                return view_of(document.bytes);
            }
        }
        return std::nullopt;
    }

private:
    std::span<const lyceum_document> documents_;
};

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// One call for one learner: see lyceum_call for the meaning and bounds of each.
class Call {
public:
    explicit Call(const lyceum_call* call) : call_{call} {}
    bool has_state() const { return call_->state_version != 0; }
    std::uint32_t state_version() const { return call_->state_version; }
    std::string_view state() const { return view_of(call_->state); }
    Time time() const { return Time{std::chrono::milliseconds{call_->time_ms}}; }
    std::uint64_t seed() const { return call_->seed; }
    std::string_view language() const { return view_of(call_->language); }
    std::string_view role() const { return view_of(call_->role); }
    std::string_view learner() const { return view_of(call_->learner); }
    Shared shared() const { return Shared{std::span{call_->shared, call_->shared_count}}; }
    Fields fields() const { return Fields{std::span{call_->fields, call_->field_count}}; }
    // As an ability of the host (ext/) wants it.
    const lyceum_call* pointer() const { return call_; }
    std::string_view place() const {
        return LYCEUM_HAS(call_, lyceum_call, place) ? view_of(call_->place) : std::string_view{};
    }

private:
    const lyceum_call* call_;
};

struct Score {
    double scaled = 0;  // -1 to 1
    double raw = 0;     // min to max
    double min = 0;
    double max = 1;
};

struct Interaction {
    InteractionKind kind = InteractionKind::Other;
    std::string_view id{};               // letters, digits, '-', '_', '.'
    std::string_view description{};      // the question in plain text
    std::string_view response{};         // in xAPI's format of the kind
    std::string_view correct_pattern{};  // same; empty if no answer is right or wrong
    Verdict success = Verdict::Undecided;
    double scaled = 0;  // 0 to 1
    std::optional<std::chrono::milliseconds> duration{};
};

// What an answer did: see lyceum_respond_reply. What is not called leaves its value as it was.
class Reply {
public:
    explicit Reply(const lyceum_respond_reply* reply) : reply_{reply} {}
    void set_state(std::string_view state) { reply_->set_state(reply_, text_of(state)); }
    void put_shared(std::string_view key, std::string_view bytes) {
        reply_->put_shared(reply_, text_of(key), text_of(bytes));
    }
    void remove_shared(std::string_view key) { reply_->remove_shared(reply_, text_of(key)); }
    void set_completion(Verdict completed) { reply_->set_completion(reply_, static_cast<lyceum_verdict>(completed)); }
    void set_success(Verdict passed) { reply_->set_success(reply_, static_cast<lyceum_verdict>(passed)); }
    void set_progress(std::uint32_t percent) { reply_->set_progress(reply_, percent); }
    void add_evidence(std::string_view objective, double scaled) {
        reply_->add_evidence(reply_, text_of(objective), scaled);
    }
    // Does nothing with a host too old to know it.
    void declare_level(std::string_view competency, std::uint32_t level) {
        if (LYCEUM_HAS(reply_, lyceum_respond_reply, declare_level)) {
            reply_->declare_level(reply_, text_of(competency), level);
        }
    }
    void set_feedback(std::string_view sentence) { reply_->set_feedback(reply_, text_of(sentence)); }

    void set_score(const Score& score) {
        const lyceum_score plain{sizeof(lyceum_score), 0, score.scaled, score.raw, score.min, score.max};
        reply_->set_score(reply_, &plain);
    }

    void add_interaction(const Interaction& interaction) {
        lyceum_interaction plain{};
        plain.size = sizeof plain;
        plain.kind = static_cast<std::uint32_t>(interaction.kind);
        plain.id = text_of(interaction.id);
        plain.description = text_of(interaction.description);
        plain.response = text_of(interaction.response);
        plain.correct_pattern = text_of(interaction.correct_pattern);
        plain.success = static_cast<std::uint32_t>(interaction.success);
        plain.scaled = interaction.scaled;
        plain.duration_ms = interaction.duration ? std::int64_t{interaction.duration->count()} : -1;
        reply_->add_interaction(reply_, &plain);
    }

    // As an ability of the host (ext/) wants it.
    const lyceum_respond_reply* pointer() const { return reply_; }

private:
    const lyceum_respond_reply* reply_;
};

namespace detail {

// Runs `work`; nothing it throws gets past here.
template <typename Work>
lyceum_status guarded(Work&& work) noexcept {
    try {
        return static_cast<lyceum_status>(work());
    } catch (const std::bad_alloc&) {
        return LYCEUM_OUT_OF_MEMORY;
    } catch (...) {
        return LYCEUM_FAILED;
    }
}

}  // namespace detail
}  // namespace lyceum::sdk

#endif  // LYCEUM_VALUES_HPP
