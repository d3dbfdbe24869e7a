// The worker executable on its own, spoken to over a socket by a test in place of the host: what it does with a host
// that is wrong, and that it never runs module code without its sandbox.

#include "host/modules/descriptor_passing.hpp"
#include "host/modules/launcher.hpp"
#include "host/modules/protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <future>
#include <optional>
#include <string>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::modules {
namespace {

const std::filesystem::path worker = std::filesystem::path{LYCEUM_BINARY_DIR} / "libexec/lyceum-worker";

protocol::Start start_of(const std::string& module) {
    const std::filesystem::path folder = std::filesystem::path{LYCEUM_BINARY_DIR} / "tests/bad_modules" / module;
    protocol::Start start;
    start.module_id = "test.bad";
    start.version = "1.0.0";
    start.abi = 1;
    start.folder = folder.string();
    start.library = (folder / "bad.so").string();
    start.address_space_bytes = std::uint64_t{512} << 20;
    start.load_seconds = 5;
    start.child_seconds = 5;
    start.fork_key = 0x0123456789abcdefU;
    return start;
}

// A worker and the host's end of its socket.
class Worker {
public:
    Worker() {
        std::array<int, 2> ends{-1, -1};
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
        socket_ = FileDescriptor{ends[0]};
        std::promise<Process> started;
        launcher_.launch("test.bad", FileDescriptor{ends[1]}, [&](Result<Process> process) {
            EXPECT_TRUE(process) << to_string(process.error());
            started.set_value(process ? std::move(process.value()) : Process{});
        });
        process_ = started.get_future().get();
    }
    ~Worker() {
        if (process_.handle) {
            launcher_.bury(std::move(process_), [](ExitStatus) {});
        }
    }

    void send(std::string_view bytes) {
        EXPECT_EQ(::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    // Asks to fork with a socket that nobody listens to.
    void send_fork(std::uint64_t key) {
        std::array<int, 2> ends{-1, -1};
        ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
        child_ = FileDescriptor{ends[0]};
        const std::array theirs{FileDescriptor{ends[1]}};
        const std::string frame = protocol::encode(protocol::Fork{key, 1});
        ASSERT_GT(send_with_descriptors(socket_.get(), frame, theirs, 0), 0);
    }
    void hang_up() { socket_ = FileDescriptor{}; }

    // The next frame without its length; nothing at the end.
    std::optional<std::string> receive() {
        const auto header = receive_exactly(protocol::header_bytes);
        return header ? receive_exactly(protocol::read_length(*header)) : std::nullopt;
    }

    // Waits for the process to end by itself.
    ExitStatus wait() {
        siginfo_t info{};
        EXPECT_EQ(waitid(P_PID, static_cast<id_t>(process_.id), &info, WEXITED), 0);
        process_ = Process{};
        return ExitStatus{info.si_code != CLD_EXITED, info.si_status};
    }

private:
    std::optional<std::string> receive_exactly(std::size_t size) {
        std::string bytes(size, '\0');
        std::size_t filled = 0;
        while (filled < size) {
            const ssize_t got = recv(socket_.get(), bytes.data() + filled, size - filled, 0);
            if (got <= 0) {
                return std::nullopt;
            }
            filled += static_cast<std::size_t>(got);
        }
        return bytes;
    }

    Launcher launcher_{worker};
    FileDescriptor socket_;
    FileDescriptor child_;
    Process process_;
};

std::optional<protocol::Ended> last_word(Worker& process) {
    const auto frame = process.receive();
    return frame ? protocol::decode_ended(*frame) : std::nullopt;
}

TEST(Worker, RunByHandSaysWhatItIs) {
    const int status = std::system(("'" + worker.string() + "' 2>/dev/null").c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 2);
}

TEST(Worker, LoadsTheModuleItIsToldTo) {
    Worker process;
    process.send(protocol::encode(start_of("calls")));
    EXPECT_EQ(process.receive(), std::string(1, static_cast<char>(protocol::Type::Ready)));
    process.hang_up();
    const ExitStatus status = process.wait();
    EXPECT_FALSE(status.by_signal);
    EXPECT_EQ(status.value, 0);
}

TEST(Worker, EndsWhenTheHostIsGoneBeforeItSaysAnything) {
    Worker process;
    process.hang_up();
    EXPECT_FALSE(process.wait().by_signal);
}

TEST(Worker, EndsAtAFrameItCannotRead) {
    for (const std::string& frame :
         {std::string("\x01\0\0\0\x7f", 5), std::string("\xff\xff\xff\xff", 4), std::string("\0\0\0\0", 4)}) {
        Worker process;
        process.send(frame);
        const auto ended = last_word(process);
        ASSERT_TRUE(ended);
        EXPECT_EQ(ended->reason, protocol::EndReason::Request);
        EXPECT_EQ(process.wait().value, 72);
    }
}

TEST(Worker, AZygoteEndsAtAFrameThatIsForAChild) {
    Worker process;
    process.send(protocol::encode(start_of("calls")));
    ASSERT_TRUE(process.receive());
    process.send(protocol::encode_call(protocol::Type::View, 1, 1, Call{}));
    const auto ended = last_word(process);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->reason, protocol::EndReason::Request);
}

// Module code that runs in the zygote does not know the key, and without it the kernel refuses to fork.
TEST(Worker, AForkWithTheWrongKeyIsAForbiddenCall) {
    Worker process;
    const protocol::Start start = start_of("calls");
    process.send(protocol::encode(start));
    ASSERT_TRUE(process.receive());
    process.send_fork(start.fork_key + 1);
    const auto ended = last_word(process);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->reason, protocol::EndReason::ForbiddenCall);
}

TEST(Worker, AForkWithTheKeyIsDone) {
    Worker process;
    const protocol::Start start = start_of("calls");
    process.send(protocol::encode(start));
    ASSERT_TRUE(process.receive());
    process.send_fork(start.fork_key);
    const auto frame = process.receive();
    ASSERT_TRUE(frame);
    const auto forked = protocol::decode_forked(*frame);
    ASSERT_TRUE(forked);
    EXPECT_EQ(forked->error, 0U);
    EXPECT_EQ(forked->processes.size(), 1U);
}

// Makes one system call fail in everything this thread starts from now on.
void refuse_call(int number, int error) {
    std::array<sock_filter, 4> program{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(number), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(error)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog filter{program.size(), program.data()};
    ASSERT_EQ(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    ASSERT_EQ(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), 0);
}

// Starts a worker on a module whose constructor would end it with 0, on a kernel that refuses one call; ends this
// process with the worker's exit code.
[[noreturn]] void start_where_refused(int number, int error) {
    refuse_call(number, error);
    int code = -1;
    {
        Worker process;
        process.send(protocol::encode(start_of("exit_in_constructor")));
        const auto ended = last_word(process);
        if (ended && ended->reason == protocol::EndReason::Sandbox) {
            std::fprintf(stderr, "%s\n", ended->text.c_str());
        }
        code = process.wait().value;
    }
    std::exit(code);
}

TEST(WorkerDeathTest, WithoutEveryPartOfItsSandboxItRunsNoModuleCode) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    const auto refused = testing::ExitedWithCode(70);
    EXPECT_EXIT(start_where_refused(SYS_landlock_create_ruleset, ENOSYS), refused, "no Landlock.*Linux 5.13 or newer");
    EXPECT_EXIT(start_where_refused(SYS_landlock_restrict_self, EPERM), refused, "Landlock was not applied");
    EXPECT_EXIT(start_where_refused(SYS_seccomp, EPERM), refused, "seccomp");
    EXPECT_EXIT(start_where_refused(SYS_prlimit64, EPERM), refused, "cannot limit memory");
}

}  // namespace
}  // namespace lyceum::modules
