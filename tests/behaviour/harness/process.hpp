#pragma once
// Runs the built programs as a person would: `lyceum serve` in the background, other commands to
// their end. What they print is collected; whoever is still running when the object goes is killed.
// Used by the behaviour tests and the benchmark. Setting up throws std::runtime_error: a test
// cannot go on without its server. [any thread]

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

namespace lyceum::behaviour {

using namespace std::chrono_literals;

// The program in the build tree, which is laid out like an installation.
std::filesystem::path lyceum_program();

// How a process ended: exactly one is set.
struct Ending {
    std::optional<int> exit_code;
    std::optional<int> signal;

    bool operator==(const Ending&) const = default;
};

// A child process, its output and its group: what it starts dies with it.
class Process {
public:
    // `file_size_limit`: RLIMIT_FSIZE in bytes; 0: none.
    explicit Process(const std::vector<std::string>& command, std::uint64_t file_size_limit = 0);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    pid_t pid() const { return pid_; }
    void send(int signal) const;
    // Waits for the end; throws if it does not come in time.
    Ending wait(std::chrono::milliseconds patience = 20s);

    // Everything printed so far, both streams.
    std::string output() const;
    // True once `text` was printed; false if the program closed its output, or the time passed,
    // without it.
    bool wait_for_output(const std::string& text, std::chrono::milliseconds patience = 20s) const;
    // True once every process that held the output, this one and those it started, is gone.
    bool wait_for_silence(std::chrono::milliseconds patience = 20s) const;

private:
    void collect(int fd);

    pid_t pid_ = -1;
    std::optional<Ending> ending_;
    mutable std::mutex mutex_;  // guards output_ and closed_
    mutable std::condition_variable changed_;
    std::string output_;
    bool closed_ = false;
    std::thread collector_;
};

struct Ran {
    int exit_code = -1;
    std::string output;
};
// Runs `lyceum ARGUMENTS…` to its end.
Ran run_lyceum(const std::vector<std::string>& arguments, std::chrono::milliseconds patience = 60s);

struct ServerSetup {
    std::filesystem::path data;
    std::vector<std::filesystem::path> courses;
    std::vector<std::filesystem::path> modules;  // besides the installed ones
    std::filesystem::path program = lyceum_program();
    std::uint16_t port = 0;  // 0: any free one
    bool demo = true;
    std::uint64_t file_size_limit = 0;
    std::vector<std::string> more_arguments;
    std::chrono::milliseconds patience = 20s;  // until it says where it listens
};

// The command line of a server.
std::vector<std::string> serve_command(const ServerSetup& setup);

// A running server that has said where it listens.
class Server {
public:
    explicit Server(const ServerSetup& setup);

    std::uint16_t port() const { return port_; }
    pid_t pid() const { return process_.pid(); }
    Process& process() { return process_; }
    std::string output() const { return process_.output(); }

    // SIGKILL, and waits until it is gone.
    void kill();
    // SIGTERM, and waits for the end.
    Ending stop();

private:
    Process process_;
    std::uint16_t port_ = 0;
};

// The processes whose parent is `parent`, and theirs, as /proc tells now.
std::vector<pid_t> descendants(pid_t parent);

}  // namespace lyceum::behaviour
