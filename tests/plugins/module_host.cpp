#include "tests/plugins/module_host.hpp"

#include "host/base/text.hpp"
#include "host/modules/fragment.hpp"

#include <lyceum/ext/outline.h>
#include <lyceum/ext/recall.h>
#include <lyceum/ext/report.h>

#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <dlfcn.h>

namespace lyceum::plugins::test {
namespace {

std::string string_of(lyceum_text text) {
    return text.size == 0 ? std::string{} : std::string{text.data, text.size};
}

lyceum_text text_of(std::string_view text) {
    return {text.data(), text.size()};
}

size_t count_tasks(const lyceum_call* call) {
    return static_cast<const CallWithTasks*>(call)->tasks->size();
}
void tell(const sdk::Task& kept, lyceum_task* task) {
    EXPECT_EQ(task->size, sizeof *task);
    task->status = static_cast<uint32_t>(kept.status);
    task->id = text_of(kept.id);
    task->title = text_of(kept.title);
    task->service = text_of(kept.service);
    task->baseline = text_of(kept.baseline);
    task->target = text_of(kept.target);
    task->unit = text_of(kept.unit);
    task->deadline = text_of(kept.deadline);
    task->effect_sector = kept.effect_sector;
    task->effect_state = kept.effect_state;
    task->effort = kept.effort;
    task->effect_sector_reason = text_of(kept.effect_sector_reason);
    task->effect_state_reason = text_of(kept.effect_state_reason);
    task->partners = text_of(kept.partners);
    task->first_step = text_of(kept.first_step);
    task->evidence = text_of(kept.evidence);
    task->source = text_of(kept.source);
}
lyceum_status get_task(const lyceum_call* call, size_t index, lyceum_task* task) {
    tell(static_cast<const CallWithTasks*>(call)->tasks->at(index), task);
    return LYCEUM_OK;
}
size_t count_tasks_of(const lyceum_report_request* request, size_t learner) {
    return static_cast<const ReportRequestWithTasks*>(request)->tasks.at(learner).size();
}
lyceum_status get_task_of(const lyceum_report_request* request, size_t learner, size_t index, lyceum_task* task) {
    const sdk::Task& kept = static_cast<const ReportRequestWithTasks*>(request)->tasks.at(learner).at(index);
    tell(kept, task);
    task->reason = text_of(kept.reason);
    return LYCEUM_OK;
}
void propose_task(const lyceum_respond_reply* reply, const lyceum_task* task);
void commit_task(const lyceum_respond_reply* reply, lyceum_text id, lyceum_text reason);
void withdraw_task(const lyceum_respond_reply* reply, lyceum_text id);

const lyceum_tasks task_ability{
    sizeof(lyceum_tasks), 0,           &count_tasks, &get_task, &propose_task, &commit_task, &withdraw_task,
    &count_tasks_of,      &get_task_of};

const void* extension(const lyceum_host* /*host*/, lyceum_text id) {
    return string_of(id) == LYCEUM_TASKS ? &task_ability : nullptr;
}

const lyceum_host host{sizeof(lyceum_host), LYCEUM_ABI_VERSION, {"Test", 4}, {"1", 1}, &extension};

// Never unloaded, as in the worker: thread_local destructors may keep a library mapped.
const lyceum_entry* load(const std::string& module) {
    const std::string path = std::string{LYCEUM_BINARY_DIR} + "/modules/" + module + "/" + module + ".so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(library, nullptr) << dlerror();
    return library == nullptr ? nullptr : static_cast<const lyceum_entry*>(dlsym(library, "lyceum_module_entry"));
}

const void* find_ability(const lyceum_module& module, const char* id) {
    return module.extension == nullptr ? nullptr : module.extension(&module, text_of(std::string_view{id}));
}

// Refers to `fields`.
std::vector<lyceum_field> plain_fields(const FormFields& fields) {
    std::vector<lyceum_field> plain;
    plain.reserve(fields.size());
    for (const auto& [name, value] : fields) {
        plain.push_back({text_of(name), text_of(value)});
    }
    return plain;
}

Outcome& outcome_of(const lyceum_respond_reply* reply) {
    return *static_cast<Outcome*>(reply->host_data);
}

sdk::Task* find_task(const lyceum_respond_reply* reply, lyceum_text id) {
    for (sdk::Task& task : outcome_of(reply).tasks) {
        if (task.id == string_of(id)) {
            return &task;
        }
    }
    return nullptr;
}

void propose_task(const lyceum_respond_reply* reply, const lyceum_task* task) {
    EXPECT_EQ(task->size, sizeof *task);
    EXPECT_TRUE(task->title.size > 0 && task->title.size <= 300) << string_of(task->title);
    for (const lyceum_text text : {task->service, task->effect_sector_reason, task->effect_state_reason, task->partners,
                                   task->first_step, task->evidence, task->source, task->unit}) {
        EXPECT_LE(text.size, 1000U);
    }
    sdk::Task* known = find_task(reply, task->id);
    if (known == nullptr) {
        EXPECT_NE(string_of(task->id).front(), '@');
        known = &outcome_of(reply).tasks.emplace_back();
    }
    *known = sdk::Task{.status = sdk::TaskStatus::Draft,
                       .id = string_of(task->id),
                       .title = string_of(task->title),
                       .service = string_of(task->service),
                       .baseline = string_of(task->baseline),
                       .target = string_of(task->target),
                       .unit = string_of(task->unit),
                       .deadline = string_of(task->deadline),
                       .effect_sector = task->effect_sector,
                       .effect_state = task->effect_state,
                       .effort = task->effort,
                       .effect_sector_reason = string_of(task->effect_sector_reason),
                       .effect_state_reason = string_of(task->effect_state_reason),
                       .partners = string_of(task->partners),
                       .first_step = string_of(task->first_step),
                       .evidence = string_of(task->evidence),
                       .source = string_of(task->source),
                       .reason = {}};
}

void commit_task(const lyceum_respond_reply* reply, lyceum_text id, lyceum_text reason) {
    sdk::Task* task = find_task(reply, id);
    ASSERT_NE(task, nullptr) << string_of(id);
    EXPECT_TRUE(!task->target.empty() && !task->deadline.empty() && !task->first_step.empty());
    EXPECT_LE(reason.size, 1000U);
    task->status = sdk::TaskStatus::Confirmed;
    task->reason = string_of(reason);
    outcome_of(reply).committed.push_back(string_of(id));
    outcome_of(reply).reason = string_of(reason);
}

void withdraw_task(const lyceum_respond_reply* reply, lyceum_text id) {
    std::erase_if(outcome_of(reply).tasks, [&](const sdk::Task& task) {
        return task.id == string_of(id) && task.status == sdk::TaskStatus::Draft;
    });
}

void set_state(const lyceum_respond_reply* reply, lyceum_text state) {
    outcome_of(reply).state = string_of(state);
}
void put_shared(const lyceum_respond_reply* reply, lyceum_text key, lyceum_text bytes) {
    EXPECT_TRUE(key.size >= 1 && key.size <= 200);
    outcome_of(reply).shared[string_of(key)] = string_of(bytes);
}
void remove_shared(const lyceum_respond_reply* reply, lyceum_text key) {
    outcome_of(reply).shared[string_of(key)] = std::nullopt;
}
void set_score(const lyceum_respond_reply* reply, const lyceum_score* score) {
    EXPECT_EQ(score->size, sizeof *score);
    EXPECT_LT(score->min, score->max);
    outcome_of(reply).score = *score;
}
void set_completion(const lyceum_respond_reply* reply, lyceum_verdict completed) {
    outcome_of(reply).completion = completed;
}
void set_success(const lyceum_respond_reply* reply, lyceum_verdict passed) {
    outcome_of(reply).success = passed;
}
void set_progress(const lyceum_respond_reply* reply, std::uint32_t percent) {
    EXPECT_LE(percent, 100U);
    outcome_of(reply).progress = percent;
}
void add_interaction(const lyceum_respond_reply* reply, const lyceum_interaction* said) {
    EXPECT_EQ(said->size, sizeof *said);
    EXPECT_LE(said->description.size, 2048U);
    outcome_of(reply).interactions.push_back({string_of(said->id), said->kind, string_of(said->description),
                                              string_of(said->response), string_of(said->correct_pattern),
                                              said->success, said->scaled, said->duration_ms});
}
void add_evidence(const lyceum_respond_reply* reply, lyceum_text objective, double scaled) {
    EXPECT_TRUE(outcome_of(reply).evidence.emplace(string_of(objective), scaled).second) << "told twice";
}
void declare_level(const lyceum_respond_reply* reply, lyceum_text competency, std::uint32_t level) {
    EXPECT_LE(level, 4U);
    outcome_of(reply).declared[string_of(competency)] = level;
}
void set_feedback(const lyceum_respond_reply* reply, lyceum_text text) {
    outcome_of(reply).feedback = string_of(text);
}

std::vector<lyceum_document> documents_of(const SharedStore& shared) {
    std::vector<lyceum_document> documents;
    for (const auto& [key, bytes] : shared) {
        documents.push_back({text_of(key), text_of(bytes)});
    }
    return documents;
}

void diagnose(const lyceum_content* content, const lyceum_diagnostic* diagnostic) {
    static_cast<std::vector<Diagnosed>*>(content->host_data)
        ->push_back({diagnostic->line, diagnostic->column, string_of(diagnostic->rule), diagnostic->severity});
    EXPECT_GT(diagnostic->text.size, 0U);
}

void write(const lyceum_view_reply* reply, lyceum_text xhtml) {
    *static_cast<std::string*>(reply->host_data) += string_of(xhtml);
}

// What activity.css and the other style sheets of the host have a rule for.
std::set<std::string> styled_classes() {
    std::set<std::string> classes;
    const std::regex name{R"(\.([a-z][a-z0-9-]*))"};
    for (const std::string sheet : {"lyceum.css", "activity.css", "tasks.css", "forum.css"}) {
        const std::string rules = read_source_file("host/web/assets/" + sheet);
        for (std::sregex_iterator at{rules.begin(), rules.end(), name}, end; at != end; ++at) {
            classes.insert((*at)[1]);
        }
    }
    return classes;
}

}  // namespace

void PrintTo(const Diagnosed& diagnosed, std::ostream* out) {
    *out << diagnosed.line << ":" << diagnosed.column << " " << diagnosed.rule
         << (diagnosed.severity == LYCEUM_WARNING ? " (warning)" : "");
}

Session::Session(const std::string& module, const std::string& content, const std::string& content_language)
    : entry_{load(module)} {
    if (entry_ == nullptr) {
        return;
    }
    EXPECT_EQ(entry_->abi_version, LYCEUM_ABI_VERSION);
    module_ = entry_->start(&host);
    const lyceum_content given{
        sizeof(lyceum_content), 0,        {"file.xml", 8}, text_of(content), text_of(content_language),
        &diagnostics_,          &diagnose};
    open_status_ = module_->open(module_, &given, &activity_);
    EXPECT_EQ(open_status_ == LYCEUM_OK, activity_ != nullptr);
}

Session::~Session() {
    if (activity_ != nullptr) {
        module_->close(module_, activity_);
    }
}

CallWithTasks Session::call_with(const std::vector<char>& state_bytes, std::uint32_t version) const {
    CallWithTasks call{};
    call.size = sizeof(lyceum_call);
    call.tasks = &tasks;
    call.state_version = version;
    call.state = {state_bytes.data(), state_bytes.size()};
    call.time_ms = time_ms;
    call.seed = seed;
    call.language = text_of(language);
    call.role = text_of(role);
    call.learner = text_of(learner);
    documents_ = documents_of(*shared);
    call.shared = documents_.data();
    call.shared_count = documents_.size();
    return call;
}

std::pair<lyceum_status, std::string> Session::try_view(const std::string& given_state, std::uint32_t version) {
    // A copy of its exact size: reading past the end is then a finding of the sanitizer.
    const std::vector<char> bytes(given_state.begin(), given_state.end());
    CallWithTasks call = call_with(bytes, version);
    call.place = text_of(place);
    std::string page;
    const lyceum_view_reply reply{sizeof(lyceum_view_reply), 0, &page, &write};
    const lyceum_status status = module_->view(module_, activity_, &call, &reply);
    return {status, page};
}

std::string Session::view() {
    auto [status, page] = try_view(state, state_version);
    EXPECT_EQ(status, LYCEUM_OK);
    expect_good_page(page);
    return page;
}

Outcome Session::outcome_of_call(const std::function<lyceum_status(const lyceum_respond_reply&)>& call) const {
    Outcome outcome;
    outcome.tasks = tasks;
    const lyceum_respond_reply reply{sizeof(lyceum_respond_reply),
                                     0,
                                     &outcome,
                                     &set_state,
                                     &put_shared,
                                     &remove_shared,
                                     &set_score,
                                     &set_completion,
                                     &set_success,
                                     &set_progress,
                                     &add_interaction,
                                     &add_evidence,
                                     &set_feedback,
                                     &declare_level};
    outcome.status = call(reply);
    return outcome;
}

Outcome Session::submit(const FormFields& fields) {
    const std::vector<lyceum_field> plain = plain_fields(fields);
    const std::vector<char> bytes(state.begin(), state.end());
    CallWithTasks call = call_with(bytes, state_version);
    call.fields = plain.data();
    call.field_count = plain.size();
    Outcome outcome = outcome_of_call(
        [&](const lyceum_respond_reply& reply) { return module_->respond(module_, activity_, &call, &reply); });
    if (outcome.status == LYCEUM_OK) {
        for (const auto& [key, written] : outcome.shared) {
            shared->erase(key);
            if (written) {
                shared->emplace(key, *written);
            }
        }
    }
    if (outcome.status == LYCEUM_OK && outcome.state) {
        state = *outcome.state;
        state_version = module_->state_version;
    }
    if (outcome.status == LYCEUM_OK) {
        tasks = outcome.tasks;
    }
    return outcome;
}

Outline Session::outline() {
    Outline told;
    const auto* ability = static_cast<const lyceum_outline*>(find_ability(*module_, LYCEUM_OUTLINE));
    if (ability == nullptr) {
        ADD_FAILURE() << "no outline";
        return told;
    }
    lyceum_outline_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = &told;
    reply.add_section = [](const lyceum_outline_reply* given, const lyceum_outline_section* section) {
        EXPECT_EQ(section->size, sizeof *section);
        EXPECT_GT(section->title.size, 0U);
        EXPECT_LE(section->title.size, 2048U);
        EXPECT_LE(section->text.size, 65536U);
        static_cast<Outline*>(given->host_data)
            ->sections.push_back({string_of(section->id), string_of(section->title), string_of(section->text)});
    };
    reply.add_term = [](const lyceum_outline_reply* given, const lyceum_outline_term* term) {
        EXPECT_EQ(term->size, sizeof *term);
        EXPECT_GT(term->definition.size, 0U);
        EXPECT_LE(term->definition.size, 2048U);
        static_cast<Outline*>(given->host_data)
            ->terms.push_back({string_of(term->section), string_of(term->term), string_of(term->definition)});
    };
    EXPECT_EQ(ability->tell(module_, activity_, text_of(language), &reply), LYCEUM_OK);
    return told;
}

std::vector<std::pair<std::string, std::string>> Session::recall_questions() {
    std::vector<std::pair<std::string, std::string>> questions;
    const auto* ability = static_cast<const lyceum_recall*>(find_ability(*module_, LYCEUM_RECALL));
    if (ability == nullptr) {
        ADD_FAILURE() << "no recall";
        return questions;
    }
    lyceum_recall_list list{};
    list.size = sizeof list;
    list.host_data = &questions;
    list.add_question = [](const lyceum_recall_list* given, const lyceum_recall_question* question) {
        static_cast<std::vector<std::pair<std::string, std::string>>*>(given->host_data)
            ->emplace_back(string_of(question->id), string_of(question->objective));
    };
    EXPECT_EQ(ability->list(module_, activity_, &list), LYCEUM_OK);
    return questions;
}

std::pair<lyceum_status, std::string> Session::recall_view(const std::string& question, const FormFields& fields) {
    const auto* ability = static_cast<const lyceum_recall*>(find_ability(*module_, LYCEUM_RECALL));
    const std::vector<lyceum_field> plain = plain_fields(fields);
    CallWithTasks call = call_with({}, 0);
    call.fields = plain.data();
    call.field_count = plain.size();
    std::string page;
    const lyceum_view_reply reply{sizeof(lyceum_view_reply), 0, &page, &write};
    const lyceum_status status = ability->view(module_, activity_, text_of(question), &call, &reply);
    if (status == LYCEUM_OK) {
        expect_good_page(page);
    }
    return {status, page};
}

Outcome Session::recall_submit(const std::string& question, const FormFields& fields) {
    const auto* ability = static_cast<const lyceum_recall*>(find_ability(*module_, LYCEUM_RECALL));
    const std::vector<lyceum_field> plain = plain_fields(fields);
    CallWithTasks call = call_with({}, 0);
    call.fields = plain.data();
    call.field_count = plain.size();
    return outcome_of_call([&](const lyceum_respond_reply& reply) {
        return ability->respond(module_, activity_, text_of(question), &call, &reply);
    });
}

Report Session::report(const std::map<std::string, std::string>& states, std::uint32_t version,
                       const std::map<std::string, std::vector<sdk::Task>>& tasks_of) const {
    const auto* ability = static_cast<const lyceum_report*>(find_ability(*module_, LYCEUM_REPORT));
    ReportRequestWithTasks request{};
    std::vector<lyceum_learner_state> learners;
    for (const auto& [name, bytes] : states) {
        learners.push_back({text_of(name), text_of(bytes), version, 0});
        const auto theirs = tasks_of.find(name);
        request.tasks.push_back(theirs == tasks_of.end() ? std::vector<sdk::Task>{} : theirs->second);
    }
    std::vector<lyceum_document> documents;
    for (const auto& [key, bytes] : *shared) {
        documents.push_back({text_of(key), text_of(bytes)});
    }
    request.size = sizeof request;
    request.learners = learners.data();
    request.learner_count = learners.size();
    request.shared = documents.data();
    request.shared_count = documents.size();
    request.time_ms = time_ms;
    request.language = text_of(language);
    Report report;
    lyceum_report_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = &report;
    reply.begin_table = [](const lyceum_report_reply* given, const lyceum_report_table* table) {
        EXPECT_EQ(table->size, sizeof *table);
        ReportTable copied{
            string_of(table->id), string_of(table->title), string_of(table->note), string_of(table->chart), {}, {}};
        EXPECT_FALSE(copied.id.empty() || copied.title.empty());
        EXPECT_LE(std::max(copied.title.size(), copied.note.size()), 2048U);
        EXPECT_TRUE(table->column_count >= 1 && table->column_count <= 32);
        for (std::size_t column = 0; column < table->column_count; ++column) {
            copied.columns.push_back(string_of(table->columns[column]));
            EXPECT_FALSE(copied.columns.back().empty());
        }
        static_cast<Report*>(given->host_data)->push_back(std::move(copied));
    };
    reply.add_row = [](const lyceum_report_reply* given, const lyceum_text* cells, std::size_t count) {
        Report& made = *static_cast<Report*>(given->host_data);
        ASSERT_FALSE(made.empty());
        EXPECT_EQ(count, made.back().columns.size());
        std::vector<std::string>& row = made.back().rows.emplace_back();
        for (std::size_t cell = 0; cell < count; ++cell) {
            row.push_back(string_of(cells[cell]));
            EXPECT_LE(row.back().size(), 2048U);
            EXPECT_TRUE(text::is_utf8(row.back())) << row.back();
            EXPECT_EQ(std::ranges::count_if(row.back(), [](unsigned char byte) { return byte < 0x20; }), 0);
        }
    };
    EXPECT_EQ(ability->make(module_, activity_, &request, &reply), LYCEUM_OK);
    return report;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::string read_source_file(const std::string& path) {
    std::ifstream file{std::string{LYCEUM_SOURCE_DIR} + "/" + path, std::ios::binary};
    EXPECT_TRUE(file) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void expect_good_page(const std::string& xhtml) {
    std::vector<Error> findings;
    modules::FragmentContext context;
    context.form_action = "/a";
    context.files_prefix = "/files/";
    context.findings = &findings;
    const auto shown = modules::render_fragment(xhtml, context);
    ASSERT_TRUE(shown) << shown.error().message << "\n" << xhtml;
    for (const Error& finding : findings) {
        ADD_FAILURE() << to_string(finding) << "\n" << xhtml;
    }
    pugi::xml_document document;
    const std::string whole = "<page>" + xhtml + "</page>";
    ASSERT_TRUE(document.load_buffer(whole.data(), whole.size())) << xhtml;
    const pugi::xml_node page = document.document_element();
    for (const pugi::xml_node& child : page.children()) {
        ASSERT_EQ(child.type(), pugi::node_element) << "text outside an element";
    }
    const auto heading =
        page.find_node([](const pugi::xml_node& node) { return node.name()[0] == 'h' && node.name()[2] == '\0'; });
    EXPECT_STREQ(heading.name(), "h2");
    for (const pugi::xpath_node& field : page.select_nodes(".//input[@type!='hidden'] | .//select | .//textarea")) {
        EXPECT_STREQ(field.parent().name(), "label") << "a field outside a label";
    }
    static const std::set<std::string> classes = styled_classes();  // read once: the sheets are long, pages many
    for (const pugi::xpath_node& found : page.select_nodes(".//@class")) {
        std::istringstream words{found.attribute().value()};
        for (std::string word; words >> word;) {
            EXPECT_TRUE(classes.contains(word)) << word << " is no class the host styles";
        }
    }
}

void expect_golden(const std::string& name, const std::string& xhtml) {
    const std::string path = std::string{LYCEUM_SOURCE_DIR} + "/tests/plugins/golden/" + name + ".xhtml";
    // A line an element, so that a difference is read and not searched.
    std::string lines;
    for (std::size_t index = 0; index < xhtml.size(); ++index) {
        lines += xhtml[index];
        if (xhtml[index] == '>' && index + 1 < xhtml.size() && xhtml[index + 1] == '<') {
            lines += '\n';
        }
    }
    lines += '\n';
    if (std::getenv("LYCEUM_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
        std::ofstream{path, std::ios::binary} << lines;
        return;
    }
    EXPECT_EQ(read_source_file("tests/plugins/golden/" + name + ".xhtml"), lines);
}

}  // namespace lyceum::plugins::test
