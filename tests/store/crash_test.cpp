#include "host/base/files.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <thread>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::store::testing {
namespace {

// What a child process tells: one statement id for each answer that was acknowledged to it.
struct Pipe {
    FileDescriptor read;
    FileDescriptor write;

    static Pipe make() {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe(ends.data()), 0);
        return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
    }
};

// Runs `act` in a child process, which it ends with what `act` returns.
template <class Act>
pid_t in_child(Act act) {
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 99;
        try {
            status = act();
        } catch (...) {
            status = 98;
        }
        ::_exit(status);
    }
    return child;
}

// Answers without end, four at a time so that groups form; writes the id of each answer once it is acknowledged.
int answer_for_ever(const std::filesystem::path& file, int report) {
    auto store = Store::open({.file = file});
    if (!store) {
        return 1;
    }
    std::vector<std::thread> learners;
    for (int i = 0; i < 4; ++i) {
        learners.emplace_back([&store, report] {
            Store& open = *store.value();
            const User user = make_user(to_string(UserId::make(start)));
            const Registration fresh{
                .id = RegistrationId::make(start), .user = user.id, .course_id = "c", .started = start};
            const auto enrolled = open.write_now<Registration>([&](Transaction& transaction) -> Result<Registration> {
                LYCEUM_TRY(transaction.add_user(user));
                return transaction.enrol(fresh);
            });
            for (std::int64_t revision = 0; enrolled; ++revision) {
                AnswerRecord record = make_answer(fresh, revision);
                record.statements[0].json.resize(1000, ' ');
                const auto receipt = open.write_now<AnswerReceipt>(
                    [&](Transaction& transaction) { return transaction.record_answer(record); });
                if (!receipt || receipt.value().result != AnswerResult::Recorded) {
                    return;
                }
                const auto& id = record.statements[0].id.value.bytes;
                // Shorter than PIPE_BUF: whole or not at all.
                if (::write(report, id.data(), id.size()) != static_cast<ssize_t>(id.size())) {
                    return;
                }
            }
        });
    }
    for (std::thread& learner : learners) {
        learner.join();
    }
    return 2;
}

// The ids reported so far; `most`: stop reading after so many.
std::vector<StatementId> read_reports(int report, std::size_t most) {
    std::vector<StatementId> ids;
    StatementId id;
    while (ids.size() < most && ::read(report, id.value.bytes.data(), id.value.bytes.size()) == 16) {
        ids.push_back(id);
    }
    return ids;
}

// Every statement in the store, by how often it is there. Also that each registration's state is as new as its
// statements.
std::map<StatementId, int> statements_in(Reader& reader) {
    std::map<StatementId, int> found;
    EXPECT_TRUE(reader.each_registration([&](const Registration& registration) -> Result<void> {
        std::int64_t statements = 0;
        LYCEUM_TRY(reader.each_statement(registration.id, [&](const Statement& statement) -> Result<void> {
            ++found[statement.id];
            ++statements;
            return success();
        }));
        LYCEUM_TRY(const auto state, reader.find_state(registration.id, "urn:unit:quiz"));
        EXPECT_EQ(state ? state->revision : 0, statements) << "an answer is there whole or not at all";
        return success();
    }));
    return found;
}

TEST(Crash, LosesNoAcknowledgedAnswerAndDoublesNone) {
    ASSERT_TRUE(crypto::initialise());
    const TemporaryFolder folder;
    const auto file = folder.path() / "lyceum.db";
    std::mt19937 random{20261124};
    std::vector<StatementId> acknowledged;

    for (int round = 0; round < 20; ++round) {
        Pipe pipe = Pipe::make();
        const pid_t child = in_child([&] {
            pipe.read = FileDescriptor{};
            return answer_for_ever(file, pipe.write.get());
        });
        ASSERT_GT(child, 0);
        pipe.write = FileDescriptor{};
        auto ids = read_reports(pipe.read.get(), std::uniform_int_distribution<std::size_t>{1, 400}(random));
        ::kill(child, SIGKILL);
        auto rest = read_reports(pipe.read.get(), SIZE_MAX);  // what it said before it died
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
        acknowledged.insert(acknowledged.end(), rest.begin(), rest.end());
    }

    const auto store = Store::open({.file = file});
    ASSERT_TRUE(store) << to_string(store.error());
    Reader reader = store.value()->reader().value();
    auto found = statements_in(reader);
    ASSERT_GE(acknowledged.size(), 20U);
    for (const StatementId& id : acknowledged) {
        ASSERT_EQ(found[id], 1) << to_string(id);
    }
    EXPECT_TRUE(std::ranges::all_of(found, [](const auto& entry) { return entry.second == 1; }));
    EXPECT_THAT(reader.integrity_problems().value(), ::testing::IsEmpty());
}

TEST(Crash, LeavesAPrefixOfTheAnswersWhenTheWriteAheadLogIsTorn) {
    ASSERT_TRUE(crypto::initialise());
    const TemporaryFolder folder;
    const auto file = folder.path() / "lyceum.db";
    const auto log = folder.path() / "lyceum.db-wal";
    std::vector<StatementId> acknowledged;
    {
        Pipe pipe = Pipe::make();
        const pid_t child = in_child([&] {
            pipe.read = FileDescriptor{};
            auto store = Store::open({.file = file});
            const User user = make_user("anna");
            const Registration fresh{
                .id = RegistrationId::make(start), .user = user.id, .course_id = "c", .started = start};
            if (!store ||
                !store.value()->write_now<Registration>([&](Transaction& transaction) -> Result<Registration> {
                    LYCEUM_TRY(transaction.add_user(user));
                    return transaction.enrol(fresh);
                })) {
                return 1;
            }
            for (std::int64_t revision = 0; revision < 60; ++revision) {
                const AnswerRecord record = make_answer(fresh, revision);
                if (!store.value()->write_now<AnswerReceipt>(
                        [&](Transaction& transaction) { return transaction.record_answer(record); })) {
                    return 1;
                }
                const auto& id = record.statements[0].id.value.bytes;
                if (::write(pipe.write.get(), id.data(), id.size()) != 16) {
                    return 1;
                }
            }
            ::raise(SIGKILL);  // so that nothing is moved from the log into the file
            return 1;
        });
        ASSERT_GT(child, 0);
        pipe.write = FileDescriptor{};
        acknowledged = read_reports(pipe.read.get(), SIZE_MAX);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_EQ(acknowledged.size(), 60U);
    }
    const auto whole = std::filesystem::file_size(log);
    ASSERT_GT(whole, 100'000U);

    std::size_t fewest = acknowledged.size();
    for (int tear = 0; tear < 12; ++tear) {
        const TemporaryFolder copy;
        std::filesystem::copy(file, copy.path() / "lyceum.db");
        std::filesystem::copy(log, copy.path() / "lyceum.db-wal");
        // The first half of the log stays: it holds the schema.
        const auto cut =
            whole - static_cast<std::uintmax_t>(tear) * whole / 24 - static_cast<std::uintmax_t>(tear) * 37;
        std::filesystem::resize_file(copy.path() / "lyceum.db-wal", cut);

        const auto store = Store::open({.file = copy.path() / "lyceum.db"});
        ASSERT_TRUE(store) << to_string(store.error());
        Reader reader = store.value()->reader().value();
        EXPECT_THAT(reader.integrity_problems().value(), ::testing::IsEmpty());
        const auto found = statements_in(reader);
        const auto kept = static_cast<std::size_t>(
            std::ranges::count_if(acknowledged, [&](const StatementId& id) { return found.contains(id); }));
        EXPECT_EQ(found.size(), kept);
        EXPECT_TRUE(std::all_of(acknowledged.begin(), acknowledged.begin() + static_cast<std::ptrdiff_t>(kept),
                                [&](const StatementId& id) { return found.contains(id); }));
        if (tear == 0) {
            EXPECT_EQ(kept, acknowledged.size());
        }
        fewest = std::min(fewest, kept);
    }
    EXPECT_LT(fewest, acknowledged.size()) << "the log was really torn";
}

// In a child, because the limit is a process's. Ends with the number of the check that failed; 0: none.
int meet_a_full_disk(const std::filesystem::path& file) {
    ::signal(SIGXFSZ, SIG_IGN);
    auto opened = Store::open({.file = file});
    if (!opened) {
        return 1;
    }
    Store& store = *opened.value();
    const User user = make_user("anna");
    const Registration fresh{.id = RegistrationId::make(start), .user = user.id, .course_id = "c", .started = start};
    if (!store.write_now<Registration>([&](Transaction& transaction) -> Result<Registration> {
            LYCEUM_TRY(transaction.add_user(user));
            return transaction.enrol(fresh);
        })) {
        return 2;
    }
    const auto answer = [&](std::int64_t revision) {
        AnswerRecord record = make_answer(fresh, revision);
        record.statements[0].json.resize(20'000, ' ');
        return store.write_now<AnswerReceipt>(
            [&](Transaction& transaction) { return transaction.record_answer(record); });
    };
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit room{1'000'000, limit.rlim_max};
    if (::setrlimit(RLIMIT_FSIZE, &room) != 0) {
        return 3;
    }
    std::int64_t recorded = 0;
    auto last = answer(recorded);
    while (last && recorded < 1000) {
        ++recorded;
        last = answer(recorded);
    }
    if (last || recorded == 0) {
        return 4;
    }
    if (last.error().code != ErrorCode::DiskFull || last.error().hint.empty()) {
        std::fprintf(stderr, "%s\n", to_string(last.error()).c_str());
        return 5;
    }
    if (answer(recorded)) {  // still full
        return 6;
    }
    auto reader = store.reader();
    if (!reader || reader.value().statement_count().value() != static_cast<std::uint64_t>(recorded)) {
        return 7;  // reading goes on, and what was acknowledged is there
    }
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return 8;
    }
    const auto after = answer(recorded);
    if (!after || after.value().result != AnswerResult::Recorded) {
        return 9;  // the same answer, sent again once there is room
    }
    if (reader.value().statement_count().value() != static_cast<std::uint64_t>(recorded) + 1 ||
        !reader.value().integrity_problems().value().empty() || store.counters().failures != 2) {
        return 10;
    }
    return 0;
}

TEST(FullDisk, FailsTheWriteWithAReasonLosesNothingAndIsSurvived) {
    ASSERT_TRUE(crypto::initialise());
    const TemporaryFolder folder;
    const pid_t child = in_child([&] { return meet_a_full_disk(folder.path() / "lyceum.db"); });
    ASSERT_GT(child, 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0) << "the number of the check in meet_a_full_disk";
}

}  // namespace
}  // namespace lyceum::store::testing
