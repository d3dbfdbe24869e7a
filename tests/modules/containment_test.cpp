// What a module can do wrong, one after another, through real processes in the real sandbox: each has its own named
// outcome, and the next call works.

#include "tests/modules/pool_fixture.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::modules {
namespace {

using testing::HasSubstr;

PoolOptions impatient_options() {
    PoolOptions options = options_for_tests();
    options.call_deadline = std::chrono::milliseconds{300};
    options.open_deadline = std::chrono::milliseconds{300};
    return options;
}

// Each call in a process of its own, as for every module that is not part of Lyceum.
class Containment : public testing::Test {
protected:
    template <class Value>
    void expect(const Result<Value>& result, ErrorCode code, const std::string& text) {
        ASSERT_FALSE(result) << "it was answered";
        EXPECT_EQ(name_of(result.error().code), name_of(code)) << to_string(result.error());
        EXPECT_THAT(result.error().message, HasSubstr(text));
        const auto next = fixture_.view(activity_that(""));
        EXPECT_TRUE(next) << "the next call: " << to_string(next.error());
        EXPECT_EQ(fixture_.pool().counters().zygote_starts, 1U) << "the zygote had to be started again";
    }
    void expect_view(const std::string& how, ErrorCode code, const std::string& text) {
        expect(fixture_.view(activity_that("view=\"" + how + "\"")), code, text);
    }
    void expect_respond(const std::string& how, const std::string& field, const std::string& text) {
        const auto result = fixture_.respond(activity_that("respond=\"" + how + "\""));
        expect(result, ErrorCode::Protocol, text);
        EXPECT_EQ(result.error().where, field);
    }
    void expect_open(const std::string& how, ErrorCode code, const std::string& text) {
        expect(fixture_.run(fixture_.pool().open(activity_that("open=\"" + how + "\""))), code, text);
    }

    PoolFixture fixture_{impatient_options(), Origin::ThirdParty};
};

TEST_F(Containment, AbortIsNamed) {
    expect_view("abort", ErrorCode::Crashed, "SIGABRT");
}
TEST_F(Containment, AWriteToNowhereIsNamed) {
    expect_view("segv", ErrorCode::Crashed, "killed by SIGSEGV in the middle of a call");
}
TEST_F(Containment, AnOverflowingStackIsNamed) {
    expect_view("stack", ErrorCode::Crashed, "SIGSEGV");
}
TEST_F(Containment, AnEndlessLoopMeetsItsDeadline) {
    expect_view("loop", ErrorCode::Timeout, "did not finish a call within 300 ms");
}
TEST_F(Containment, AnEndlessSleepMeetsItsDeadline) {
    expect_view("sleep", ErrorCode::Timeout, "did not finish a call within 300 ms");
}
TEST_F(Containment, AForkBombEndsAtItsFirstFork) {
    expect_view("fork", ErrorCode::Crashed, "forbidden system call: clone");
}
TEST_F(Containment, EightGibibytesAreOutOfMemory) {
    expect_view("allocate", ErrorCode::LimitExceeded, "out of memory");
}
TEST_F(Containment, ASocketIsForbidden) {
    expect_view("socket", ErrorCode::Crashed, "forbidden system call: socket");
}
TEST_F(Containment, OpeningAFileIsForbidden) {
    expect_view("open", ErrorCode::Crashed, "forbidden system call: openat");
}
TEST_F(Containment, RunningAProgramIsForbidden) {
    expect_view("exec", ErrorCode::Crashed, "forbidden system call: execve");
}
TEST_F(Containment, ExitInTheMiddleOfACallIsNamed) {
    expect_view("exit", ErrorCode::Crashed, "exited with 0 in the middle of a call");
}
TEST_F(Containment, AnExceptionThroughTheInterfaceIsNamedWithItsText) {
    expect_view("throw", ErrorCode::Crashed, "C++ exception through its C interface: thrown on purpose");
}
TEST_F(Containment, AGibibyteOfOutputEndsAtTheLimit) {
    expect_view("endless_output", ErrorCode::Protocol, "more than 1048576 bytes of page");
}
TEST_F(Containment, KillingTheParentIsForbidden) {
    expect_view("kill_parent", ErrorCode::Crashed, "forbidden system call: kill");
}
TEST_F(Containment, KillingTheGroupIsForbidden) {
    expect_view("kill_group", ErrorCode::Crashed, "forbidden system call: kill");
}
TEST_F(Containment, GarbageInInheritedDescriptorsIsMalformedOutput) {
    expect_view("write_descriptors", ErrorCode::Protocol, "malformed output");
}
TEST_F(Containment, AProcessThatClosesItsConnectionIsKilled) {
    expect_view("close_descriptors", ErrorCode::Crashed, "SIGKILL");
}
TEST_F(Containment, AFailureOfItsOwnIsNamed) {
    expect_view("failed", ErrorCode::Crashed, "reported a failure of its own");
}
TEST_F(Containment, APageThatIsNotTextIsRefused) {
    expect_view("not_utf8", ErrorCode::Protocol, "not UTF-8");
}

TEST_F(Containment, AScoreThatIsNoNumberIsRefused) {
    expect_respond("nan_score", "score.scaled", "nan");
}
TEST_F(Containment, AScoreOutOfItsRangeIsRefused) {
    expect_respond("score_out_of_range", "score.raw", "3");
}
TEST_F(Containment, FiveHundredPercentAreRefused) {
    expect_respond("progress_500", "progress", "500 percent");
}
TEST_F(Containment, AStateThatIsNotTextIsRefused) {
    expect_respond("state_not_utf8", "state", "not UTF-8");
}
TEST_F(Containment, AStateBeyondItsLimitIsRefused) {
    expect_respond("huge_state", "test.bad", "more than 262144 bytes of state");
}
TEST_F(Containment, AnInteractionIdWithBlanksIsRefused) {
    expect_respond("bad_interaction_id", "interactions[0].id", "an id that is not");
}
TEST_F(Containment, AnInteractionOfNoKindIsRefused) {
    expect_respond("interaction_kind_77", "test.bad", "an interaction of kind 77");
}
TEST_F(Containment, AThousandInteractionsAreRefused) {
    expect_respond("many_interactions", "test.bad", "more than 256 interactions");
}
TEST_F(Containment, EvidenceWithoutEndIsRefused) {
    expect_respond("infinite_evidence", "evidence[0].scaled", "inf");
}
TEST_F(Containment, AVerdictThatDoesNotExistIsRefused) {
    expect_respond("verdict_9", "test.bad", "which is no verdict");
}
TEST_F(Containment, ASharedDocumentWithoutKeyIsRefused) {
    expect_respond("empty_key", "shared[0].key", "0 bytes");
}

TEST_F(Containment, AHangingOpenMeetsItsDeadlineAndHoldsUpNoOtherActivity) {
    expect_open("sleep", ErrorCode::Timeout, "opening an activity within 300 ms");
}
TEST_F(Containment, ACrashingOpenTakesNoOtherActivityAlong) {
    expect_open("segv", ErrorCode::Crashed, "SIGSEGV in the middle of opening an activity");
}
TEST_F(Containment, AForkInOpenIsForbidden) {
    expect_open("fork", ErrorCode::Crashed, "forbidden system call: clone");
}
TEST_F(Containment, AnExceptionOutOfOpenIsNamed) {
    expect_open("throw", ErrorCode::Crashed, "thrown on purpose");
}
TEST_F(Containment, AnOpenOutOfMemoryIsNamed) {
    expect_open("allocate", ErrorCode::LimitExceeded, "out of memory");
}

// What inspection says of a fixture that is wrong before its first call.
Error inspect(const std::string& module) {
    PoolOptions options = options_for_tests();
    options.load_deadline = std::chrono::milliseconds{500};
    PoolFixture fixture{std::move(options), Origin::ThirdParty, module};
    const auto result = fixture.run(fixture.pool().inspect("test.bad"));
    EXPECT_FALSE(result) << module << " was accepted";
    return result ? Error{} : result.error();
}

TEST(Loading, AHangingConstructorMeetsItsDeadline) {
    for (const char* const module : {"sleep_in_constructor", "loop_in_constructor"}) {
        const Error error = inspect(module);
        EXPECT_EQ(error.code, ErrorCode::Timeout);
        EXPECT_THAT(error.message, HasSubstr("did not finish loading within 500 ms"));
    }
}
TEST(Loading, AConstructorThatExitsIsNamed) {
    EXPECT_THAT(inspect("exit_in_constructor").message, HasSubstr("exited with 0 in the middle of loading"));
}
TEST(Loading, AConstructorThatAbortsIsNamed) {
    EXPECT_THAT(inspect("abort_in_constructor").message, HasSubstr("SIGABRT"));
}
TEST(Loading, AConstructorHasNoSocketsProcessesOrSignals) {
    EXPECT_THAT(inspect("socket_in_constructor").message, HasSubstr("forbidden system call: socket"));
    EXPECT_THAT(inspect("fork_in_constructor").message, HasSubstr("forbidden system call: clone"));
    EXPECT_THAT(inspect("kill_parent_in_constructor").message, HasSubstr("forbidden system call: kill"));
}
TEST(Loading, AConstructorIsRefusedFilesAndMayLiveWithIt) {
    PoolFixture fixture{options_for_tests(), Origin::ThirdParty, "open_in_constructor"};
    const auto result = fixture.run(fixture.pool().inspect("test.bad"));
    EXPECT_TRUE(result) << to_string(result.error());
}

TEST(Loading, ARefusalNamesTheFieldWhatWasFoundAndWhatWasWanted) {
    const Error id = inspect("other_id");
    EXPECT_EQ(id.code, ErrorCode::Unavailable);
    EXPECT_EQ(id.where, "id");
    EXPECT_THAT(id.message, HasSubstr("id is test.other, wanted is test.bad"));
    const Error version = inspect("other_version");
    EXPECT_EQ(version.where, "version");
    EXPECT_THAT(version.message, HasSubstr("version is 9.9.9, wanted is 1.0.0"));
    const Error abi = inspect("other_abi");
    EXPECT_EQ(abi.where, "abi");
    EXPECT_THAT(abi.message, HasSubstr("abi is 77, wanted is 1 to 1"));
    const Error start = inspect("no_start");
    EXPECT_EQ(start.where, "start");
    const Error entry = inspect("no_entry");
    EXPECT_EQ(entry.where, "library");
    EXPECT_THAT(entry.message, HasSubstr("lyceum_module_entry"));
}

// Seccomp, Landlock and the limits bind root and everybody else in different ways.
TEST(OrdinaryUser, TheSandboxHoldsForOneWhoIsNotRoot) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "every other test here has already run as an ordinary user";
    }
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    const std::string command = "setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all -- '" + self +
                                "' --gtest_filter='Containment.*:Loading.*' --gtest_brief=1 >&2";
    const int status = std::system(command.c_str());
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
        << "as user 65534 the tests above failed; that user must be able to read the build folder";
}

}  // namespace
}  // namespace lyceum::modules
