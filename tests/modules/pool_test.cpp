// The pool's promises about processes: how many, how fresh, how long they wait, and that losing any of them loses
// nothing.

#include "host/modules/pool.hpp"

#include "host/modules/fragment.hpp"
#include "tests/modules/pool_fixture.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <set>

#include <sched.h>
#include <unistd.h>

namespace lyceum::modules {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

int process_of(const Result<View>& view) {
    const std::string mark = "process=";
    const std::size_t at = view ? view.value().xhtml.find(mark) : std::string::npos;
    EXPECT_NE(at, std::string::npos) << (view ? view.value().xhtml : to_string(view.error()));
    return at == std::string::npos ? 0 : std::atoi(view.value().xhtml.c_str() + at + mark.size());
}

std::size_t open_descriptors() {
    const std::filesystem::directory_iterator all{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

// Ends with the test's own time limit if the process lives on.
void wait_until_gone(int process) {
    while (kill(process, 0) == 0) {
        std::ifstream status{"/proc/" + std::to_string(process > 0 ? process : -process) + "/stat"};
        sched_yield();
    }
}

TEST(Pool, AViewSeesTheLearnersState) {
    PoolFixture fixture;
    Call call = call_of(activity_that(""));
    call.state = State{"half-way", 3};
    const auto view = fixture.run(fixture.pool().view(std::move(call)));
    ASSERT_TRUE(view) << to_string(view.error());
    EXPECT_THAT(view.value().xhtml, StartsWith("<p>calls=1 state=half-way learner=learner-1"));
}

TEST(Pool, AnAnswerComesBackWhole) {
    PoolFixture fixture;
    Call call = call_of(activity_that(""));
    call.fields = {{"q1", "a"}, {"q1", "b"}};
    const auto result = fixture.run(fixture.pool().respond(std::move(call)));
    ASSERT_TRUE(result) << to_string(result.error());
    const Outcome& outcome = result.value();
    EXPECT_EQ(outcome.state, (State{"q1=a;q1=b;", 3}));
    ASSERT_EQ(outcome.shared.size(), 2U);
    EXPECT_EQ(outcome.shared[0].bytes, "a post");
    EXPECT_EQ(outcome.shared[1].bytes, std::nullopt);
    EXPECT_EQ(outcome.score, (Score{0.5, 1, 0, 2}));
    EXPECT_EQ(outcome.completion, Verdict::Yes);
    EXPECT_EQ(outcome.success, Verdict::No);
    EXPECT_EQ(outcome.progress, 40U);
    ASSERT_EQ(outcome.interactions.size(), 1U);
    EXPECT_EQ(name_of(outcome.interactions[0].kind), "numeric");
    EXPECT_EQ(outcome.interactions[0].duration_ms, 1500);
    ASSERT_EQ(outcome.evidence.size(), 1U);
    EXPECT_EQ(outcome.feedback, "Saved.");
}

TEST(Pool, WhatTheModuleRefusesIsTheCallersInput) {
    PoolFixture fixture;
    const auto state = fixture.view(activity_that("view=\"invalid_state\""));
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(state.error().where, "state");
    const auto fields = fixture.respond(activity_that("respond=\"invalid_fields\""));
    ASSERT_FALSE(fields);
    EXPECT_EQ(fields.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(fields.error().where, "fields");
    const auto content = fixture.view(activity_that("open=\"diagnose\""));
    ASSERT_FALSE(content);
    EXPECT_EQ(content.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(content.error().where, "content");
    EXPECT_EQ(fixture.pool().counters().zygote_starts, 1U);
}

TEST(Pool, OpeningTellsWhatTheModuleFound) {
    PoolFixture fixture;
    const auto found = fixture.run(fixture.pool().open(activity_that("open=\"diagnose\"")));
    ASSERT_TRUE(found) << to_string(found.error());
    ASSERT_EQ(found.value().size(), 1U);
    EXPECT_EQ(to_string(found.value()[0]),
              "bad.xml:3:7: error: an example of a finding (do something else) [bad.example]");

    const auto silent = fixture.run(fixture.pool().open(activity_that("open=\"refuse\"")));
    ASSERT_TRUE(silent);
    ASSERT_EQ(silent.value().size(), 1U);
    EXPECT_EQ(silent.value()[0].rule, "module.refused");

    const auto warned = fixture.run(fixture.pool().open(activity_that("open=\"warn\"")));
    ASSERT_TRUE(warned);
    EXPECT_FALSE(xml::has_errors(warned.value()));
    EXPECT_TRUE(fixture.view(activity_that("open=\"warn\"")));
}

TEST(Pool, OpeningASecondTimeIsAnsweredFromMemory) {
    PoolFixture fixture;
    ASSERT_TRUE(fixture.run(fixture.pool().open(activity_that(""))));
    const std::uint64_t forks = fixture.pool().counters().forks;
    ASSERT_TRUE(fixture.run(fixture.pool().open(activity_that(""))));
    EXPECT_EQ(fixture.pool().counters().forks, forks);
}

TEST(Pool, AModuleOfOursKeepsItsProcess) {
    PoolFixture fixture;
    const int first = process_of(fixture.view(activity_that("")));
    const auto second = fixture.view(activity_that(""));
    EXPECT_EQ(process_of(second), first);
    EXPECT_THAT(second.value().xhtml, StartsWith("<p>calls=2"));
}

TEST(Pool, AModuleOfOthersGetsAFreshProcessForEachCall) {
    PoolFixture fixture{options_for_tests(), Origin::ThirdParty};
    std::set<int> processes;
    for (int i = 0; i < 50; ++i) {
        const auto view = fixture.view(activity_that(""));
        ASSERT_TRUE(view) << to_string(view.error());
        EXPECT_THAT(view.value().xhtml, StartsWith("<p>calls=1 "));
        processes.insert(process_of(view));
    }
    EXPECT_EQ(processes.size(), 50U);
    EXPECT_EQ(fixture.pool().counters().zygote_starts, 1U);
}

TEST(Pool, AProcessIsRetiredAfterItsCalls) {
    PoolOptions options = options_for_tests();
    options.installed_max_calls = 3;
    PoolFixture fixture{std::move(options)};
    std::vector<int> processes;
    for (int i = 0; i < 6; ++i) {
        processes.push_back(process_of(fixture.view(activity_that(""))));
    }
    EXPECT_EQ(processes[0], processes[2]);
    EXPECT_NE(processes[2], processes[3]);
    EXPECT_EQ(processes[3], processes[5]);
}

TEST(Pool, CallsAtTheSameTimeShareTheChildrenThereMayBe) {
    PoolFixture fixture;
    std::vector<std::optional<Result<View>>> views(40);
    std::vector<std::future<void>> done;
    for (auto& view : views) {
        done.push_back(fixture.begin(fixture.pool().view(call_of(activity_that(""))), view));
    }
    for (auto& one : done) {
        fixture.run_all(std::move(one));
    }
    std::set<int> processes;
    for (const auto& view : views) {
        processes.insert(process_of(*view));
    }
    EXPECT_LE(processes.size(), options_for_tests().children_per_module);
}

TEST(Pool, CallsBeyondTheQueueFailAtOnce) {
    PoolOptions options = options_for_tests();
    options.children_per_module = 1;
    options.waiting_per_module = 2;
    options.call_deadline = std::chrono::milliseconds{200};
    PoolFixture fixture{std::move(options)};
    ASSERT_TRUE(fixture.run(fixture.pool().open(activity_that("view=\"sleep\""))));
    std::vector<std::optional<Result<View>>> views(6);
    std::vector<std::future<void>> done;
    for (auto& view : views) {
        done.push_back(fixture.begin(fixture.pool().view(call_of(activity_that("view=\"sleep\""))), view));
    }
    for (auto& one : done) {
        fixture.run_all(std::move(one));
    }
    const auto refused =
        std::ranges::count_if(views, [](const auto& view) { return view->error().code == ErrorCode::Unavailable; });
    const auto timed_out =
        std::ranges::count_if(views, [](const auto& view) { return view->error().code == ErrorCode::Timeout; });
    EXPECT_GE(refused, 3);
    EXPECT_GE(timed_out, 1);
    EXPECT_EQ(refused + timed_out, 6);
}

TEST(Pool, AnActivityOpenedLaterReachesChildrenThatRunAlready) {
    PoolFixture fixture;
    ASSERT_TRUE(fixture.view(activity_that("")));
    ASSERT_TRUE(fixture.view(activity_that("respond=\"nan_score\"")));
    ASSERT_TRUE(fixture.view(activity_that("")));
    EXPECT_EQ(fixture.pool().counters().zygote_starts, 1U);
}

TEST(Pool, MoreActivitiesThanAZygoteHoldsAreServedByANewOne) {
    PoolFixture fixture;
    for (int i = 0; i < 300; ++i) {
        const auto view = fixture.view(activity_that("respond=\"number " + std::to_string(i) + "\""));
        ASSERT_TRUE(view) << i << ": " << to_string(view.error());
    }
    EXPECT_EQ(fixture.pool().counters().zygote_starts, 2U);
    EXPECT_TRUE(fixture.view(activity_that("respond=\"number 0\"")));
}

TEST(Pool, AChildKilledWhileIdleIsReplaced) {
    PoolFixture fixture;
    const int first = process_of(fixture.view(activity_that("")));
    ASSERT_EQ(kill(first, SIGKILL), 0);
    const auto next = fixture.view(activity_that(""));
    ASSERT_TRUE(next) << to_string(next.error());
    EXPECT_NE(process_of(next), first);
    EXPECT_EQ(fixture.pool().counters().failures, 0U);
}

TEST(Pool, AZygoteKilledWhileItsActivityIsOpenIsReplaced) {
    for (const Origin origin : {Origin::Installed, Origin::ThirdParty}) {
        PoolFixture fixture{options_for_tests(), origin};
        ASSERT_TRUE(fixture.view(activity_that("")));
        const std::vector<int> processes = fixture.pool().processes("test.bad");
        ASSERT_GE(processes.size(), 2U);
        for (const int process : processes) {
            kill(process, SIGKILL);
        }
        const auto next = fixture.view(activity_that(""));
        ASSERT_TRUE(next) << to_string(next.error());
        EXPECT_EQ(fixture.pool().counters().zygote_starts, 2U);
    }
}

TEST(Pool, AZygoteKilledAloneIsReplacedToo) {
    PoolFixture fixture;
    for (std::uint64_t round = 1; round <= 5; ++round) {
        const auto view = fixture.view(activity_that(""));
        ASSERT_TRUE(view) << round << ": " << to_string(view.error());
        // None, if the end of the last zygote was noticed only after its child had answered.
        const std::vector<int> processes = fixture.pool().processes("test.bad");
        if (!processes.empty()) {
            kill(processes.front(), SIGKILL);
        }
    }
    EXPECT_TRUE(fixture.view(activity_that("")));
}

TEST(Pool, AModuleThatKeepsFailingIsPaused) {
    PoolFixture fixture{options_for_tests(), Origin::ThirdParty, "abort_in_constructor"};
    std::string last;
    for (int i = 0; i < 20; ++i) {
        last = fixture.run(fixture.pool().inspect("test.bad")).error().message;
        if (last.find("paused") != std::string::npos) {
            break;
        }
    }
    EXPECT_THAT(last, HasSubstr("is paused; the last time: the module's process was killed by SIGABRT"));
    EXPECT_LT(fixture.pool().counters().zygote_starts, 20U);
}

TEST(Pool, AModuleThatIsNotInstalledIsNamed) {
    PoolFixture fixture;
    Activity activity = *activity_that("");
    activity.module_id = "org.example.missing";
    const auto view = fixture.view(std::make_shared<const Activity>(activity));
    ASSERT_FALSE(view);
    EXPECT_EQ(view.error().code, ErrorCode::Unavailable);
    EXPECT_THAT(view.error().message, HasSubstr("org.example.missing"));
}

TEST(Pool, AMissingWorkerIsNamedWithARemedy) {
    PoolOptions options = options_for_tests();
    options.worker = "/nowhere/lyceum-worker";
    PoolFixture fixture{std::move(options)};
    const auto view = fixture.view(activity_that(""));
    ASSERT_FALSE(view);
    EXPECT_EQ(view.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(view.error().where, "/nowhere/lyceum-worker");
    EXPECT_THAT(view.error().hint, HasSubstr("libexec"));
}

TEST(Pool, StoppingEndsCallsUnderWay) {
    PoolOptions options = options_for_tests();
    options.call_deadline = std::chrono::minutes{5};
    PoolFixture fixture{std::move(options)};
    ASSERT_TRUE(fixture.run(fixture.pool().open(activity_that("view=\"sleep\""))));
    std::optional<Result<View>> sleeping;
    auto done = fixture.begin(fixture.pool().view(call_of(activity_that("view=\"sleep\""))), sleeping);
    fixture.context().poll();
    fixture.stop();
    fixture.run_all(std::move(done));
    ASSERT_FALSE(*sleeping);
    EXPECT_EQ(sleeping->error().code, ErrorCode::Unavailable);
    const auto later = fixture.view(activity_that(""));
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, ErrorCode::Unavailable);
    EXPECT_THAT(fixture.pool().processes("test.bad"), testing::IsEmpty());
}

TEST(Pool, NothingIsLeftBehind) {
    const std::size_t descriptors = open_descriptors();
    std::vector<int> processes;
    {
        PoolOptions options = options_for_tests();
        options.call_deadline = std::chrono::milliseconds{500};
        PoolFixture fixture{std::move(options), Origin::ThirdParty};
        for (const char* const how :
             {"abort", "segv", "exit", "sleep", "endless_output", "socket", "write_descriptors", "close_descriptors"}) {
            EXPECT_FALSE(fixture.view(activity_that("view=\"" + std::string{how} + "\"")));
        }
        for (int i = 0; i < 100; ++i) {
            ASSERT_TRUE(fixture.view(activity_that("")));
        }
        processes = fixture.pool().processes("test.bad");
        EXPECT_LE(processes.size(), 1 + options_for_tests().children_per_module + 4);
        fixture.stop();
        wait_until_gone(-processes.at(0));  // the whole group
    }
    EXPECT_EQ(open_descriptors(), descriptors);
    std::ifstream children{"/proc/self/task/" + std::to_string(getpid()) + "/children"};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{children}, {}}), "");
}

TEST(Pool, APoolDestroyedWithoutStopLeavesNoProcess) {
    int zygote = 0;
    {
        boost::asio::io_context context;
        auto pool =
            Pool::create(context.get_executor(), options_for_tests(), {read_bad_module("calls", Origin::Installed)});
        auto done = boost::asio::co_spawn(
            context,
            [](Pool& shared_pool) -> boost::asio::awaitable<void> {
                static_cast<void>(co_await shared_pool.view(call_of(activity_that(""))));
            }(*pool),
            boost::asio::use_future);
        while (done.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
            context.run_one();
        }
        zygote = pool->processes("test.bad").at(0);
    }
    wait_until_gone(-zygote);
}

// What the descriptors of a process lead to; one that is closed meanwhile is left out.
std::vector<std::string> descriptor_targets(const std::string& folder) {
    std::vector<std::string> targets;
    for (const auto& entry : std::filesystem::directory_iterator{folder + "/fd"}) {
        std::error_code closed;
        const std::filesystem::path target = std::filesystem::read_symlink(entry.path(), closed);
        if (!closed) {
            targets.push_back(target.string());
        }
    }
    std::ranges::sort(targets);
    return targets;
}

TEST(Pool, AZygoteHasOneSocketAndNothingElseOfTheHost) {
    PoolFixture fixture;
    ASSERT_TRUE(fixture.view(activity_that("")));
    const std::string folder = "/proc/" + std::to_string(fixture.pool().processes("test.bad").at(0));
    // A child can answer before its zygote has put down the handles it was forked with.
    std::vector<std::string> targets = descriptor_targets(folder);
    for (int tries = 0; targets.size() != 4 && tries < 100'000; ++tries) {
        sched_yield();
        targets = descriptor_targets(folder);
    }
    EXPECT_THAT(targets, testing::ElementsAre("/dev/null", "/dev/null", "/dev/null", StartsWith("socket:")));
    std::ifstream environment{folder + "/environ"};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{environment}, {}}), "");
    std::ifstream status{folder + "/status"};
    const std::string text{std::istreambuf_iterator<char>{status}, {}};
    EXPECT_THAT(text, HasSubstr("NoNewPrivs:\t1"));
    EXPECT_THAT(text, HasSubstr("Seccomp:\t2"));
    EXPECT_THAT(text, HasSubstr("CapEff:\t0000000000000000"));
}

// Children are forked several at once. Once the first kept the sockets of those forked after it: a child's end went
// unseen, and one call could have written into another's answer.
TEST(Pool, AChildHasOneSocketAndNothingOfItsSiblings) {
    PoolFixture fixture{options_for_tests(), Origin::ThirdParty};
    for (int i = 0; i < 10; ++i) {
        const auto view = fixture.view(activity_that("view=\"count_descriptors\""));
        ASSERT_TRUE(view) << to_string(view.error());
        EXPECT_EQ(view.value().xhtml, "<p>descriptors=4</p>");
    }
}

// The modules that come with Lyceum, on their own examples: from the file to a page that may be shown.
TEST(Pool, OurOwnModulesShowTheirExamples) {
#ifdef LYCEUM_SANITIZED
    GTEST_SKIP() << "built with a sanitizer, these modules do not run in the sandbox; tests/plugins loads them here";
#endif
    Discovery found = discover({{std::filesystem::path{LYCEUM_BINARY_DIR} / "modules", Origin::Installed}});
    for (const xml::Diagnostic& diagnostic : found.diagnostics) {
        ADD_FAILURE() << to_string(diagnostic);
    }
    ASSERT_GE(found.modules.size(), 2U);
    PoolFixture fixture{found.modules};
    for (const auto& manifest : found.modules) {
        const std::string name = manifest->id.substr(manifest->id.rfind('.') + 1);
        Activity activity;
        activity.module_id = manifest->id;
        activity.digest = name;
        activity.file = name + ".xml";
        activity.language = "ru";
        std::ifstream example{std::filesystem::path{LYCEUM_SOURCE_DIR} / "plugins" / name / "example.xml"};
        activity.bytes.assign(std::istreambuf_iterator<char>{example}, {});
        const auto shared = std::make_shared<const Activity>(std::move(activity));
        const auto diagnostics = fixture.run(fixture.pool().open(shared));
        ASSERT_TRUE(diagnostics) << to_string(diagnostics.error());
        for (const xml::Diagnostic& diagnostic : diagnostics.value()) {
            ADD_FAILURE() << to_string(diagnostic);
        }
        const auto view = fixture.view(shared);
        ASSERT_TRUE(view) << to_string(view.error());
        const auto page = render_fragment(view.value().xhtml, FragmentContext{});
        ASSERT_TRUE(page) << to_string(page.error()) << "\n" << view.value().xhtml;
        EXPECT_THAT(page.value(), HasSubstr("<form"));
    }
}

}  // namespace
}  // namespace lyceum::modules
