#pragma once
// What goes into a module and what comes out, as values: the host's side of sdk/include/lyceum/module.h. Everything
// that comes out has been bounded and checked before it is one of these. [any thread]

#include "host/modules/tasks.hpp"
#include "host/xml/diagnostic.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::modules {

// The versions of the module interface (LYCEUM_ABI_VERSION) that this host's worker accepts.
inline constexpr std::uint32_t oldest_abi = 1;
inline constexpr std::uint32_t newest_abi = 1;

// An activity file as a module opens it. `digest` is its key: equal digests are the same activity.
struct Activity {
    std::string module_id;
    std::string digest;
    std::string file;  // name, for messages
    std::string bytes;
    std::string language;  // "ru", "be", "en"
};

struct State {
    std::string bytes;
    std::uint32_t version = 0;

    bool operator==(const State&) const = default;
};

struct SharedDocument {
    std::string key;
    std::string bytes;

    bool operator==(const SharedDocument&) const = default;
};
// Pointers: a forum has thousands of documents, and each call is given all of them.
using SharedDocuments = std::vector<std::shared_ptr<const SharedDocument>>;

struct Field {
    std::string name;
    std::string value;
};

struct LearnerState {
    std::string learner;  // pseudonymous
    State state;
    std::vector<Task> tasks;  // as Call::tasks
};

struct Call {
    std::shared_ptr<const Activity> activity;
    std::optional<State> state;
    std::int64_t time_ms = 0;
    std::uint64_t seed = 0;
    std::string language;
    std::string role;
    std::string learner;                 // pseudonymous
    SharedDocuments shared;              // by key
    std::vector<Field> fields;           // respond, and the two calls of recall
    std::string place;                   // view only: the section asked for, or empty
    std::string question;                // the two calls of recall only
    std::vector<Task> tasks;             // of this person; empty for a module that does not use them
    std::vector<LearnerState> learners;  // report only: of everybody who has a state, by pseudonym
};

struct View {
    std::string xhtml;  // as the module wrote it: not yet safe to show, see fragment.hpp
};

enum class InteractionKind {
    TrueFalse = 1,
    Choice,
    FillIn,
    LongFillIn,
    Matching,
    Performance,
    Sequencing,
    Likert,
    Numeric,
    Other
};
// xAPI 1.0.3 part 2 appendix C: "true-false", "choice", …
std::string_view name_of(InteractionKind kind);

enum class Verdict { Undecided, Yes, No };

struct Score {
    double scaled = 0;  // -1 to 1
    double raw = 0;     // min to max
    double min = 0;
    double max = 0;

    bool operator==(const Score&) const = default;
};

struct Interaction {
    std::string id;
    InteractionKind kind = InteractionKind::Other;
    std::string description;
    std::string response;
    std::string correct_pattern;  // empty if no answer is right or wrong
    Verdict success = Verdict::Undecided;
    double scaled = 0;  // 0 to 1
    std::optional<std::int64_t> duration_ms;
};

// What a learner says of their own level of a competency; no evidence.
struct Declaration {
    std::string competency;
    std::uint32_t level = 0;  // 0 to 4

    bool operator==(const Declaration&) const = default;
};

struct Evidence {
    std::string objective;
    double scaled = 0;  // 0 to 1
};

struct SharedChange {
    std::string key;
    std::optional<std::string> bytes;  // nothing: remove
};

// What one answer did. What a module did not say is empty or Undecided, and stays what it was.
struct Outcome {
    std::optional<State> state;
    std::vector<SharedChange> shared;
    std::optional<Score> score;
    Verdict completion = Verdict::Undecided;
    Verdict success = Verdict::Undecided;
    std::optional<std::uint32_t> progress;  // 0 to 100
    std::vector<Interaction> interactions;
    std::vector<Evidence> evidence;
    std::vector<Declaration> declarations;
    std::string feedback;  // one plain sentence, may be empty
    std::vector<TaskChange> tasks;
};

// The ability lyceum.outline/1; empty for a module that does not have it.
struct OutlineSection {
    std::string id;
    std::string title;
    std::string text;

    bool operator==(const OutlineSection&) const = default;
};
struct OutlineTerm {
    std::string section;  // may be empty
    std::string term;
    std::string definition;

    bool operator==(const OutlineTerm&) const = default;
};
struct Outline {
    std::vector<OutlineSection> sections;  // in the order of reading
    std::vector<OutlineTerm> terms;
};

// The ability lyceum.recall/1.
struct RecallQuestion {
    std::string id;
    std::string objective;  // may be empty

    bool operator==(const RecallQuestion&) const = default;
};
using RecallQuestions = std::vector<RecallQuestion>;  // empty for a module that does not have it

// The ability lyceum.report/1.
struct ReportTable {
    std::string id;
    std::string title;
    std::string note;   // may be empty
    std::string chart;  // "lines", "pairs", "graph", or empty
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  // each as long as `columns`

    bool operator==(const ReportTable&) const = default;
};
using Report = std::vector<ReportTable>;
inline constexpr std::size_t report_text_overhead = 4;  // so that a million empty cells are not nothing

// Bounds on what a module may return; beyond them the answer is a protocol error and the worker is ended.
struct OutputLimits {
    std::size_t view_bytes = std::size_t{1} << 20;
    std::size_t state_bytes = std::size_t{256} << 10;
    std::size_t shared_changes = 64;
    std::size_t shared_bytes = std::size_t{256} << 10;  // each
    std::size_t interactions = 256;
    std::size_t evidence = 64;                      // and as many declarations
    std::size_t text_bytes = std::size_t{2} << 10;  // feedback, descriptions, responses, patterns, ids
    std::size_t diagnostics = 1000;
    std::size_t outline_sections = 500;
    std::size_t outline_terms = 1000;
    std::size_t outline_text_bytes = std::size_t{64} << 10;  // of a section
    std::size_t outline_bytes = std::size_t{4} << 20;        // of all texts of an outline
    std::size_t recall_questions = 500;
    std::size_t task_changes = 32;
    std::size_t report_tables = 100;
    std::size_t report_columns = 32;
    std::size_t report_rows = 10'000;                 // of a table
    std::size_t report_bytes = std::size_t{4} << 20;  // of all texts of a report, report_text_overhead more for each
};

}  // namespace lyceum::modules
