#include "tests/behaviour/harness/process.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::behaviour {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error{what + ": " + std::strerror(errno)};
}

}  // namespace

std::filesystem::path lyceum_program() {
    return std::filesystem::path{LYCEUM_BINARY_DIR} / "bin" / "lyceum";
}

Process::Process(const std::vector<std::string>& command, std::uint64_t file_size_limit) {
    std::array<int, 2> pipe_ends{};
    if (::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
        fail("pipe");
    }
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));  // execv does not write to them
    }
    arguments.push_back(nullptr);

    pid_ = ::fork();
    if (pid_ < 0) {
        fail("fork");
    }
    if (pid_ == 0) {
        // Only async-signal-safe calls here: the parent has threads.
        ::setpgid(0, 0);
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::dup2(pipe_ends[1], STDERR_FILENO);
        if (file_size_limit > 0) {
            const rlimit limit{file_size_limit, file_size_limit};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::setpgid(pid_, pid_);
    ::close(pipe_ends[1]);
    collector_ = std::thread{[this, fd = pipe_ends[0]] { collect(fd); }};
}

Process::~Process() {
    ::kill(-pid_, SIGKILL);
    if (!ending_) {
        ::waitpid(pid_, nullptr, 0);
    }
    collector_.join();
}

void Process::collect(int fd) {
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        const std::lock_guard lock{mutex_};
        if (got <= 0) {
            closed_ = true;
            changed_.notify_all();
            break;
        }
        output_.append(buffer.data(), static_cast<std::size_t>(got));
        changed_.notify_all();
    }
    ::close(fd);
}

void Process::send(int signal) const {
    ::kill(pid_, signal);
}

Ending Process::wait(std::chrono::milliseconds patience) {
    if (ending_) {
        return *ending_;
    }
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (handle < 0) {
        fail("pidfd_open");
    }
    pollfd wanted{.fd = handle, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(patience.count()));
    ::close(handle);
    if (ready != 1) {
        throw std::runtime_error{"the program did not end in time; it printed:\n" + output()};
    }
    int status = 0;
    if (::waitpid(pid_, &status, 0) != pid_) {
        fail("waitpid");
    }
    ending_ = WIFSIGNALED(status) ? Ending{.exit_code = std::nullopt, .signal = WTERMSIG(status)}
                                  : Ending{.exit_code = WEXITSTATUS(status), .signal = std::nullopt};
    return *ending_;
}

std::string Process::output() const {
    const std::lock_guard lock{mutex_};
    return output_;
}

bool Process::wait_for_output(const std::string& text, std::chrono::milliseconds patience) const {
    std::unique_lock lock{mutex_};
    const auto printed = [&] { return output_.find(text) != std::string::npos; };
    changed_.wait_for(lock, patience, [&] { return closed_ || printed(); });
    return printed();
}

bool Process::wait_for_silence(std::chrono::milliseconds patience) const {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, patience, [&] { return closed_; });
}

Ran run_lyceum(const std::vector<std::string>& arguments, std::chrono::milliseconds patience) {
    std::vector<std::string> command{lyceum_program().string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    Process process{command};
    const Ending ending = process.wait(patience);
    process.wait_for_silence();
    return {.exit_code = ending.exit_code.value_or(-1), .output = process.output()};
}

std::vector<std::string> serve_command(const ServerSetup& setup) {
    std::vector<std::string> command{
        setup.program.string(), "serve", "--listen", "127.0.0.1:" + std::to_string(setup.port), "--data",
        setup.data.string()};
    for (const auto& folder : setup.modules) {
        command.push_back("--modules");
        command.push_back(folder.string());
    }
    for (const auto& folder : setup.courses) {
        command.push_back("--courses");
        command.push_back(folder.string());
    }
    if (setup.demo) {
        command.emplace_back("--demo-people");
    }
    command.insert(command.end(), setup.more_arguments.begin(), setup.more_arguments.end());
    return command;
}

Server::Server(const ServerSetup& setup) : process_{serve_command(setup), setup.file_size_limit} {
    const std::string address = "http://127.0.0.1:";
    static const std::regex pattern{R"(http://127\.0\.0\.1:(\d+)\D)"};
    std::smatch found;
    std::string printed;
    if (process_.wait_for_output(address, setup.patience)) {
        printed = process_.output();
        // The number may come in a second piece.
        if (!std::regex_search(printed, found, pattern) && process_.wait_for_output("\n")) {
            printed = process_.output();
            std::regex_search(printed, found, pattern);
        }
    }
    if (found.empty()) {
        throw std::runtime_error{"the server did not say where it listens; it printed:\n" + process_.output()};
    }
    port_ = static_cast<std::uint16_t>(std::stoi(found[1].str()));
}

void Server::kill() {
    process_.send(SIGKILL);
    process_.wait();
}

Ending Server::stop() {
    process_.send(SIGTERM);
    return process_.wait();
}

std::vector<pid_t> descendants(pid_t parent) {
    std::multimap<pid_t, pid_t> children;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        const std::string name = entry.path().filename().string();
        pid_t pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc{}) {
            continue;
        }
        std::ifstream file{entry.path() / "stat"};
        std::string stat;
        std::getline(file, stat);
        // "PID (name) S PPID …"; the name may hold anything, so from the last bracket on.
        const auto bracket = stat.rfind(')');
        if (bracket == std::string::npos || bracket + 4 >= stat.size()) {
            continue;
        }
        if (stat[bracket + 2] == 'Z') {
            continue;
        }
        pid_t its_parent = 0;
        std::from_chars(stat.data() + bracket + 4, stat.data() + stat.size(), its_parent);
        children.emplace(its_parent, pid);
    }
    std::vector<pid_t> found;
    std::vector<pid_t> open{parent};
    while (!open.empty()) {
        const pid_t next = open.back();
        open.pop_back();
        const auto [first, last] = children.equal_range(next);
        for (auto it = first; it != last; ++it) {
            found.push_back(it->second);
            open.push_back(it->second);
        }
    }
    return found;
}

}  // namespace lyceum::behaviour
