// The C++ wrapper: pages are always escaped and well-formed, nothing thrown crosses the ABI, each call arrives as it
// was made.
#include <gtest/gtest.h>

#include <cstddef>
#include <stdexcept>
#include <string>

#define LYCEUM_MODULE_ID "org.example.probe"
#define LYCEUM_MODULE_VERSION "1.2.3"
#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::sdk {
namespace {

// Does what the state or the content tells it to.
class Probe {
public:
    struct Activity {
        std::string content;
    };
    static constexpr std::uint32_t state_version = 3;

    explicit Probe(const Host& host) : abi_{host.abi_version()} {}

    std::unique_ptr<Activity> open(const Content& content) const {
        if (content.bytes() == "throw") {
            throw std::runtime_error{"open"};
        }
        if (content.bytes() == "wrong") {
            content.error({2, 5}, "probe.wrong", "It is wrong.", "Make it right.");
            return nullptr;
        }
        return std::make_unique<Activity>(Activity{std::string{content.bytes()}});
    }

    Status view(const Activity& activity, const Call& call, Xhtml& page) const {
        page.element("p", {}, activity.content);
        if (call.state() == "memory") {
            throw std::bad_alloc{};
        }
        if (call.state() == "throw") {
            throw 42;
        }
        return call.state() == "refuse" ? Status::InvalidState : Status::Ok;
    }

    Status respond(const Activity& /*activity*/, const Call& call, Reply& reply) const {
        if (call.fields().find("throw")) {
            throw std::runtime_error{"respond"};
        }
        reply.set_state(std::string{call.language()} + "/" + std::string{call.role()} + "/" +
                        std::string{call.learner()} + "/" + std::to_string(call.fields().all("x").size()) + "/" +
                        std::string{call.shared().find("k").value_or("none")});
        reply.set_score({0.5, 1, 0, 2});
        reply.add_interaction({.kind = InteractionKind::Numeric, .id = "n", .response = "5", .success = Verdict::No});
        return Status::Ok;
    }

    Status outline(const Activity& activity, std::string_view language, Outline& outline) const {
        if (language == "throw") {
            throw std::runtime_error{"outline"};
        }
        outline.add_section("s1", "Section", activity.content);
        outline.add_term("s1", "term", "in " + std::string{language});
        return Status::Ok;
    }

    Status report(const Activity& activity, const ReportRequest& request, Report& report) const {
        if (request.language() == "throw") {
            throw std::runtime_error{"report"};
        }
        report.begin_table({.id = "t", .title = activity.content, .chart = "pairs"}, {"who", "what"});
        for (std::size_t index = 0; index < request.size(); ++index) {
            report.add_row({request[index].learner, request[index].state});
        }
        report.add_row({"shared", request.shared().find("k").value_or("none")});
        return Status::Ok;
    }

private:
    std::uint32_t abi_;
};

}  // namespace
}  // namespace lyceum::sdk

LYCEUM_MODULE(lyceum::sdk::Probe)

namespace lyceum::sdk {
namespace {

lyceum_text text(const char* words) {
    return {words, std::char_traits<char>::length(words)};
}
const void* no_extension(const lyceum_host* /*host*/, lyceum_text /*id*/) {
    return nullptr;
}
const lyceum_host host{sizeof(lyceum_host), LYCEUM_ABI_VERSION, {"Test", 4}, {"1", 1}, &no_extension};

struct Diagnosed {
    std::string rule;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

class Wrapper : public testing::Test {
protected:
    ~Wrapper() override {
        if (activity_ != nullptr) {
            module_->close(module_, activity_);
        }
    }

    lyceum_status open(const char* bytes) {
        const lyceum_content content{sizeof(lyceum_content),
                                     0,
                                     text("f.xml"),
                                     text(bytes),
                                     text("ru"),
                                     &diagnosed_,
                                     [](const lyceum_content* given, const lyceum_diagnostic* said) {
                                         *static_cast<Diagnosed*>(given->host_data) = {std::string{view_of(said->rule)},
                                                                                       said->line, said->column};
                                     }};
        return module_->open(module_, &content, &activity_);
    }

    lyceum_status view(const char* state) {
        lyceum_call call{};
        call.size = sizeof call;
        call.state = text(state);
        const lyceum_view_reply reply{sizeof(lyceum_view_reply), 0, &page_,
                                      [](const lyceum_view_reply* given, lyceum_text xhtml) {
                                          *static_cast<std::string*>(given->host_data) += view_of(xhtml);
                                      }};
        return module_->view(module_, activity_, &call, &reply);
    }

    const lyceum_module* module_ = lyceum_module_entry.start(&host);
    lyceum_activity* activity_ = nullptr;
    Diagnosed diagnosed_;
    std::string page_;
};

TEST_F(Wrapper, FillsTheEntryAndTheModule) {
    EXPECT_STREQ(lyceum_module_entry.id, "org.example.probe");
    EXPECT_STREQ(lyceum_module_entry.version, "1.2.3");
    EXPECT_EQ(lyceum_module_entry.abi_version, LYCEUM_ABI_VERSION);
    ASSERT_NE(module_, nullptr);
    EXPECT_EQ(module_->size, sizeof(lyceum_module));
    EXPECT_EQ(module_->state_version, 3U);
}

TEST_F(Wrapper, TurnsWhatIsThrownIntoAStatus) {
    EXPECT_EQ(open("throw"), LYCEUM_FAILED);
    EXPECT_EQ(activity_, nullptr);
    ASSERT_EQ(open("<a/>"), LYCEUM_OK);
    EXPECT_EQ(view("throw"), LYCEUM_FAILED);
    EXPECT_EQ(view("memory"), LYCEUM_OUT_OF_MEMORY);
    EXPECT_EQ(page_, "") << "a page that was not finished is not written";
    const lyceum_field field{text("throw"), text("")};
    lyceum_call call{};
    call.fields = &field;
    call.field_count = 1;
    const lyceum_respond_reply reply{};
    EXPECT_EQ(module_->respond(module_, activity_, &call, &reply), LYCEUM_FAILED);
}

TEST_F(Wrapper, ReportsWhereTheContentIsWrong) {
    EXPECT_EQ(open("wrong"), LYCEUM_INVALID_CONTENT);
    EXPECT_EQ(activity_, nullptr);
    EXPECT_EQ(diagnosed_.rule, "probe.wrong");
    EXPECT_EQ(diagnosed_.line, 2U);
    EXPECT_EQ(diagnosed_.column, 5U);
}

TEST_F(Wrapper, WritesNoPageWithARefusal) {
    ASSERT_EQ(open("<a/>"), LYCEUM_OK);
    EXPECT_EQ(view("refuse"), LYCEUM_INVALID_STATE);
    EXPECT_EQ(page_, "");
    EXPECT_EQ(view(""), LYCEUM_OK);
    EXPECT_EQ(page_, "<p>&lt;a/&gt;</p>");
}

TEST_F(Wrapper, PassesTheCallAndTheReplyThrough) {
    struct Said {
        std::string state;
        double scaled = 0;
        lyceum_interaction interaction{};
    } said;
    ASSERT_EQ(open("<a/>"), LYCEUM_OK);
    const lyceum_field fields[] = {{text("x"), text("1")}, {text("y"), text("2")}, {text("x"), text("3")}};
    const lyceum_document shared[] = {{text("k"), text("v")}};
    lyceum_call call{sizeof(lyceum_call), 0,          {nullptr, 0}, 5, 7,      text("be"),
                     text("head"),        text("p1"), shared,       1, fields, 3,
                     {nullptr, 0}};
    lyceum_respond_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = &said;
    reply.set_state = [](const lyceum_respond_reply* given, lyceum_text state) {
        static_cast<Said*>(given->host_data)->state = view_of(state);
    };
    reply.set_score = [](const lyceum_respond_reply* given, const lyceum_score* score) {
        static_cast<Said*>(given->host_data)->scaled = score->scaled;
    };
    reply.add_interaction = [](const lyceum_respond_reply* given, const lyceum_interaction* interaction) {
        static_cast<Said*>(given->host_data)->interaction = *interaction;
    };
    ASSERT_EQ(module_->respond(module_, activity_, &call, &reply), LYCEUM_OK);
    EXPECT_EQ(said.state, "be/head/p1/2/v");
    EXPECT_EQ(said.scaled, 0.5);
    EXPECT_EQ(said.interaction.kind, std::uint32_t{LYCEUM_NUMERIC});
    EXPECT_EQ(said.interaction.success, std::uint32_t{LYCEUM_NO});
    EXPECT_EQ(said.interaction.duration_ms, -1) << "unknown if not said";
}

TEST_F(Wrapper, GivesNoAbilityThatTheClassDoesNotHave) {
    ASSERT_NE(module_->extension, nullptr);
    EXPECT_EQ(module_->extension(module_, text("org.example.unknown/1")), nullptr);
    EXPECT_EQ(module_->extension(module_, {nullptr, 0}), nullptr);
    EXPECT_EQ(module_->extension(module_, text(LYCEUM_RECALL)), nullptr);
    EXPECT_NE(module_->extension(module_, text(LYCEUM_OUTLINE)), nullptr);
}

TEST_F(Wrapper, TellsAnOutlineAndLetsNothingThrownOut) {
    const auto* outline = static_cast<const lyceum_outline*>(module_->extension(module_, text(LYCEUM_OUTLINE)));
    ASSERT_NE(outline, nullptr);
    EXPECT_EQ(outline->size, sizeof *outline);
    ASSERT_EQ(open("<a/>"), LYCEUM_OK);
    std::string told;
    lyceum_outline_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = &told;
    reply.add_section = [](const lyceum_outline_reply* given, const lyceum_outline_section* section) {
        EXPECT_EQ(section->size, sizeof *section);
        *static_cast<std::string*>(given->host_data) +=
            std::string{view_of(section->id)} + "|" + std::string{view_of(section->text)} + ";";
    };
    reply.add_term = [](const lyceum_outline_reply* given, const lyceum_outline_term* term) {
        EXPECT_EQ(term->size, sizeof *term);
        *static_cast<std::string*>(given->host_data) += std::string{view_of(term->definition)} + ";";
    };
    EXPECT_EQ(outline->tell(module_, activity_, text("be"), &reply), LYCEUM_OK);
    EXPECT_EQ(told, "s1|<a/>;in be;");
    EXPECT_EQ(outline->tell(module_, activity_, text("throw"), &reply), LYCEUM_FAILED);
}

TEST_F(Wrapper, MakesAReportOfEveryStateAndLetsNothingThrownOut) {
    const auto* report = static_cast<const lyceum_report*>(module_->extension(module_, text(LYCEUM_REPORT)));
    ASSERT_NE(report, nullptr);
    EXPECT_EQ(report->size, sizeof *report);
    ASSERT_EQ(open("<a/>"), LYCEUM_OK);
    std::string told;
    lyceum_report_reply reply{};
    reply.size = sizeof reply;
    reply.host_data = &told;
    reply.begin_table = [](const lyceum_report_reply* given, const lyceum_report_table* table) {
        EXPECT_EQ(table->size, sizeof *table);
        EXPECT_EQ(table->column_count, 2U);
        *static_cast<std::string*>(given->host_data) +=
            std::string{view_of(table->title)} + "|" + std::string{view_of(table->columns[1])} + ";";
    };
    reply.add_row = [](const lyceum_report_reply* given, const lyceum_text* cells, std::size_t count) {
        EXPECT_EQ(count, 2U);
        *static_cast<std::string*>(given->host_data) +=
            std::string{view_of(cells[0])} + "=" + std::string{view_of(cells[1])} + ";";
    };
    const lyceum_learner_state learners[] = {{text("p1"), text("s1"), 1, 0}, {text("p2"), text(""), 1, 0}};
    const lyceum_document documents[] = {{text("k"), text("v")}};
    lyceum_report_request request{};
    request.size = sizeof request;
    request.learners = learners;
    request.learner_count = 2;
    request.shared = documents;
    request.shared_count = 1;
    EXPECT_EQ(report->make(module_, activity_, &request, &reply), LYCEUM_OK);
    EXPECT_EQ(told, "<a/>|what;p1=s1;p2=;shared=v;");
    request.language = text("throw");
    EXPECT_EQ(report->make(module_, activity_, &request, &reply), LYCEUM_FAILED);
}

lyceum_tasks& ability_of_tasks() {
    static lyceum_tasks tasks{};
    tasks.size = sizeof tasks;
    tasks.count_of = [](const lyceum_report_request*, std::size_t learner) -> std::size_t { return learner; };
    tasks.get_of = [](const lyceum_report_request* request, std::size_t, std::size_t index, lyceum_task* task) {
        EXPECT_EQ(task->size, sizeof *task);
        if (index == 1) {
            return lyceum_status{LYCEUM_FAILED};
        }
        task->id = request->language;
        task->status = LYCEUM_TASK_STOPPED;
        task->reason = text("the law first");
        return lyceum_status{LYCEUM_OK};
    };
    return tasks;
}

TEST(TasksOfAReport, AreThoseOfEachLearnerWithTheirReasons) {
    lyceum_host with_tasks{};
    with_tasks.extension = [](const lyceum_host*, lyceum_text) -> const void* { return &ability_of_tasks(); };
    const Tasks tasks{Host{&with_tasks}};
    lyceum_report_request request{};
    request.language = text("en");
    EXPECT_TRUE(tasks.of(ReportRequest{&request}, 0).empty());
    const std::vector<Task> told = tasks.of(ReportRequest{&request}, 3);
    ASSERT_EQ(told.size(), 2U) << "what the host does not give is left out";
    EXPECT_EQ(told[1].id, "en");
    EXPECT_EQ(told[1].status, TaskStatus::Stopped);
    EXPECT_EQ(told[1].reason, "the law first");
}

TEST(TasksOfAReport, AreNoneFromAHostThatDoesNotTellThem) {
    lyceum_host with_tasks{};
    with_tasks.extension = [](const lyceum_host*, lyceum_text) -> const void* {
        lyceum_tasks& older = ability_of_tasks();
        older.size = offsetof(lyceum_tasks, count_of);
        return &older;
    };
    lyceum_report_request request{};
    EXPECT_TRUE(Tasks{Host{&with_tasks}}.of(ReportRequest{&request}, 3).empty());
}

TEST(CallOfAnOlderHost, HasNoPlace) {
    lyceum_call call{};
    call.size = offsetof(lyceum_call, place);
    call.place = text("never read");
    EXPECT_EQ(Call{&call}.place(), "");
    call.size = sizeof call;
    EXPECT_EQ(Call{&call}.place(), "never read");
}

TEST(Xhtml, EscapesTextsAndValues) {
    Xhtml page;
    page.element("a", {{"href", "x\"><script>"}}, "a < b & 'c' \"d\"");
    EXPECT_EQ(page.bytes(), "<a href=\"x&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &#39;c&#39; &quot;d&quot;</a>");
}

TEST(Xhtml, WritesNumbersTruthsAndPieces) {
    Xhtml piece;
    piece.text("1 < 2");
    Xhtml page;
    page.element("input", {{"type", "radio"}, {"checked", true}, {"required", false}, {"maxlength", -5}});
    page.element("p", {}, [&](Xhtml& line) { line.append(piece).text("!"); });
    EXPECT_EQ(page.bytes(), "<input type=\"radio\" checked=\"checked\" maxlength=\"-5\"/><p>1 &lt; 2!</p>");
}

TEST(Xhtml, WritesAPersonAsAPlaceholder) {
    Xhtml page;
    page.person("p\"1");
    EXPECT_EQ(page.bytes(), "<span data-person=\"p&quot;1\"></span>");
}

TEST(Xhtml, ReplacesWhatXmlDoesNotAllow) {
    const std::pair<std::string, std::string> cases[] = {{std::string("a\0b", 3), "a\uFFFDb"},
                                                         {"\x01\x1F", "\uFFFD\uFFFD"},
                                                         {"tab\tline\n", "tab\tline\n"},
                                                         {"\xFF", "\uFFFD"},
                                                         {"\xD0", "\uFFFD"},
                                                         {"\xC0\x80", "\uFFFD\uFFFD"},
                                                         {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                                         {"\xEF\xBF\xBF", "\uFFFD\uFFFD\uFFFD"},
                                                         {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
                                                         {"Привет, ў", "Привет, ў"},
                                                         {"\U0001F600", "\U0001F600"}};
    for (const auto& [given, expected] : cases) {
        Xhtml page;
        page.text(given);
        EXPECT_EQ(page.bytes(), expected);
    }
}

}  // namespace
}  // namespace lyceum::sdk
