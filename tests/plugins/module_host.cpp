#include "tests/plugins/module_host.hpp"

#include "host/modules/fragment.hpp"

#include <pugixml.hpp>

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

lyceum_text text_of(const std::string& text) {
    return {text.data(), text.size()};
}

const void* no_extension(const lyceum_host* /*host*/, lyceum_text /*id*/) {
    return nullptr;
}

const lyceum_host host{sizeof(lyceum_host), LYCEUM_ABI_VERSION, {"Test", 4}, {"1", 1}, &no_extension};

// Never unloaded, as in the worker: thread_local destructors may keep a library mapped.
const lyceum_entry* load(const std::string& module) {
    const std::string path = std::string{LYCEUM_BINARY_DIR} + "/modules/" + module + "/" + module + ".so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(library, nullptr) << dlerror();
    return library == nullptr ? nullptr : static_cast<const lyceum_entry*>(dlsym(library, "lyceum_module_entry"));
}

Outcome& outcome_of(const lyceum_respond_reply* reply) {
    return *static_cast<Outcome*>(reply->host_data);
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
void set_feedback(const lyceum_respond_reply* reply, lyceum_text text) {
    outcome_of(reply).feedback = string_of(text);
}

std::vector<lyceum_document> documents_of(const SharedStore* shared) {
    std::vector<lyceum_document> documents;
    if (shared != nullptr) {
        for (const auto& [key, bytes] : *shared) {
            documents.push_back({text_of(key), text_of(bytes)});
        }
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
    for (const std::string sheet : {"lyceum.css", "activity.css", "forum.css"}) {
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

std::pair<lyceum_status, std::string> Session::try_view(const std::string& given_state, std::uint32_t version) {
    // A copy of its exact size: reading past the end is then a finding of the sanitizer.
    const std::vector<char> bytes(given_state.begin(), given_state.end());
    lyceum_call call{};
    call.size = sizeof call;
    call.state_version = version;
    call.state = {bytes.data(), bytes.size()};
    call.time_ms = time_ms;
    call.seed = seed;
    call.language = text_of(language);
    call.role = text_of(role);
    call.learner = text_of(learner);
    const std::vector<lyceum_document> documents = documents_of(shared.get());
    call.shared = documents.data();
    call.shared_count = documents.size();
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

Outcome Session::submit(const FormFields& fields) {
    std::vector<lyceum_field> plain;
    plain.reserve(fields.size());
    for (const auto& [name, value] : fields) {
        plain.push_back({text_of(name), text_of(value)});
    }
    const std::vector<char> bytes(state.begin(), state.end());
    lyceum_call call{};
    call.size = sizeof call;
    call.state_version = state_version;
    call.state = {bytes.data(), bytes.size()};
    call.time_ms = time_ms;
    call.seed = seed;
    call.language = text_of(language);
    call.role = text_of(role);
    call.learner = text_of(learner);
    const std::vector<lyceum_document> documents = documents_of(shared.get());
    call.shared = documents.data();
    call.shared_count = documents.size();
    call.fields = plain.data();
    call.field_count = plain.size();
    Outcome outcome;
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
                                     &set_feedback};
    outcome.status = module_->respond(module_, activity_, &call, &reply);
    EXPECT_TRUE(shared || outcome.shared.empty()) << "nothing is shared here";
    if (outcome.status == LYCEUM_OK && shared) {
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
    return outcome;
}

std::string read_source_file(const std::string& path) {
    std::ifstream file{std::string{LYCEUM_SOURCE_DIR} + "/" + path, std::ios::binary};
    EXPECT_TRUE(file) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void expect_good_page(const std::string& xhtml) {
    const auto shown = modules::render_fragment(xhtml, modules::FragmentContext{"/a", "", "/files/", {}});
    ASSERT_TRUE(shown) << shown.error().message << "\n" << xhtml;
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
