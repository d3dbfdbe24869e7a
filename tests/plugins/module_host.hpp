#pragma once
// A host in this process, as small as a test needs: loads a built module with dlopen, opens a content, calls it and
// keeps what it says. Holds the module to the header: callbacks only during calls, sizes set, one reply a view. [one
// thread]

#include <lyceum/tasks.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::plugins::test {

struct Diagnosed {
    std::uint32_t line;
    std::uint32_t column;
    std::string rule;
    std::uint32_t severity = LYCEUM_ERROR;

    bool operator==(const Diagnosed&) const = default;
};

void PrintTo(const Diagnosed& diagnosed, std::ostream* out);

struct Recorded {
    std::string id;
    std::uint32_t kind;
    std::string description;
    std::string response;
    std::string pattern;
    std::uint32_t success;
    double scaled;
    std::int64_t duration_ms;
};

struct Outcome {
    lyceum_status status = LYCEUM_FAILED;
    std::optional<std::string> state;
    std::optional<lyceum_score> score;
    std::optional<lyceum_verdict> completion;
    std::optional<lyceum_verdict> success;
    std::optional<std::uint32_t> progress;
    std::vector<Recorded> interactions;
    std::map<std::string, double> evidence;
    std::map<std::string, std::uint32_t> declared;
    std::map<std::string, std::optional<std::string>> shared;  // nothing: removed
    std::string feedback;
    std::vector<std::string> committed;  // ids, in order
    std::string reason;                  // of the last one
    std::vector<sdk::Task> tasks;        // the person's, after it
};

// What the learners of an activity share, by key.
using SharedStore = std::map<std::string, std::string>;

struct Outline {
    struct Section {
        std::string id;
        std::string title;
        std::string text;
    };
    struct Term {
        std::string section;
        std::string term;
        std::string definition;
    };
    std::vector<Section> sections;
    std::vector<Term> terms;
};

struct ReportTable {
    std::string id;
    std::string title;
    std::string note;
    std::string chart;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
using Report = std::vector<ReportTable>;

using FormFields = std::vector<std::pair<std::string, std::string>>;

// As the worker does it: the ability finds the tasks by the pointer that the module was given.
struct CallWithTasks : lyceum_call {
    const std::vector<sdk::Task>* tasks = nullptr;
};

struct ReportRequestWithTasks : lyceum_report_request {
    std::vector<std::vector<sdk::Task>> tasks;  // as many as learners
};

// One content file opened in one module, and one learner going through it.
class Session {
public:
    // `module` is the folder's name under build/…/modules.
    Session(const std::string& module, const std::string& content, const std::string& content_language = "ru");
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    bool opened() const { return activity_ != nullptr; }
    lyceum_status open_status() const { return open_status_; }
    const std::vector<Diagnosed>& diagnostics() const { return diagnostics_; }
    const lyceum_entry& entry() const { return *entry_; }
    const lyceum_module& module() const { return *module_; }

    // The page for the state as it is; fails the test if the status is not OK.
    std::string view();
    std::pair<lyceum_status, std::string> try_view(const std::string& state, std::uint32_t version);
    // Submits a form; a new state is kept.
    Outcome submit(const FormFields& fields);

    // The abilities; each fails the test if the module does not have it.
    Outline outline();
    std::vector<std::pair<std::string, std::string>> recall_questions();  // id, objective
    std::pair<lyceum_status, std::string> recall_view(const std::string& question, const FormFields& fields = {});
    Outcome recall_submit(const std::string& question, const FormFields& fields);

    // Of these states and tasks, by learner, and of what is shared; each table is held to the header.
    Report report(const std::map<std::string, std::string>& states, std::uint32_t version,
                  const std::map<std::string, std::vector<sdk::Task>>& tasks_of = {}) const;

    std::string place;  // asked for by the next views
    std::string state;
    std::uint32_t state_version = 0;
    std::string learner = "p1";
    std::string language = "ru";
    std::string role = "head";
    std::shared_ptr<SharedStore> shared = std::make_shared<SharedStore>();  // of all sessions of one activity
    // The person's tasks: what the module proposes and commits is kept here, as the host would.
    std::vector<sdk::Task> tasks;
    std::int64_t time_ms = 1'764'000'000'000;
    std::uint64_t seed = 7;

private:
    CallWithTasks call_with(const std::vector<char>& state_bytes, std::uint32_t version) const;
    Outcome outcome_of_call(const std::function<lyceum_status(const lyceum_respond_reply&)>& call) const;

    const lyceum_entry* entry_ = nullptr;
    const lyceum_module* module_ = nullptr;
    lyceum_activity* activity_ = nullptr;
    mutable std::vector<lyceum_document> documents_;  // of the call that is made
    lyceum_status open_status_ = LYCEUM_FAILED;
    std::vector<Diagnosed> diagnostics_;
};

std::string read_source_file(const std::string& path);  // relative to the source tree
// The first `what` in `text`, which must be there, replaced.
std::string replaced(std::string text, const std::string& what, const std::string& with);

// Fails the test unless the host would show the page (its own white list is asked), the first heading is h2, each field
// one sees is inside a label, and all classes are ones the host styles.
void expect_good_page(const std::string& xhtml);

// Compares with tests/plugins/golden/NAME.xhtml; with LYCEUM_UPDATE_GOLDEN set, writes it instead.
void expect_golden(const std::string& name, const std::string& xhtml);

}  // namespace lyceum::plugins::test
