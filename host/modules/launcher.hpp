#pragma once
// The one thread that starts worker processes and waits for their ends. Linux ends a worker when the *thread* that
// started it ends, so that thread must live as long as the pool; and waiting for a killed process may block, which the
// io thread must not. Called by zygote.hpp. [any thread]

#include "host/base/file_descriptor.hpp"
#include "host/base/result.hpp"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace lyceum::modules {

// A started process that nobody has waited for yet: its number is its own until it is buried.
struct Process {
    int id = 0;
    FileDescriptor handle;  // pidfd
};

struct ExitStatus {
    bool by_signal = false;
    int value = 0;  // the signal or the exit code
};

class Launcher {
public:
    explicit Launcher(std::filesystem::path worker);
    // Finishes what was asked for first.
    ~Launcher();
    Launcher(const Launcher&) = delete;
    Launcher& operator=(const Launcher&) = delete;

    // Starts the worker in a process group of its own with `socket` as descriptor 3, /dev/null as its standard streams,
    // no other descriptor, no environment and no blocked signal. `done` is called on the launcher's thread.
    void launch(std::string module_id, FileDescriptor socket, std::function<void(Result<Process>)> done);

    // Kills the process and its whole group, and reaps it. `done` is called on the launcher's thread.
    void bury(Process process, std::function<void(ExitStatus)> done);

private:
    void post(std::function<void()> job);
    void run();

    std::filesystem::path worker_;
    std::mutex mutex_;  // guards jobs_, ending_
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    bool ending_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace lyceum::modules
