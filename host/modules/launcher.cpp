#include "host/modules/launcher.hpp"

#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::modules {

namespace {

constexpr int worker_socket = 3;

Error launch_error(const std::filesystem::path& worker, int code) {
    return Error{ErrorCode::Unavailable, "cannot start the worker: " + std::generic_category().message(code),
                 worker.string(), "lyceum-worker must be installed in libexec and allowed to run"};
}

// Owns the two structs that posix_spawn wants; the first error is kept.
class SpawnPlan {
public:
    explicit SpawnPlan(int socket) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        for (const int status : {
                 posix_spawn_file_actions_adddup2(&actions_, socket, worker_socket),
                 posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDWR, 0),
                 posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDOUT_FILENO),
                 posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDERR_FILENO),
                 posix_spawn_file_actions_addclosefrom_np(&actions_, worker_socket + 1),
                 posix_spawnattr_setflags(&attributes_,
                                          POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF),
                 posix_spawnattr_setpgroup(&attributes_, 0),
                 posix_spawnattr_setsigmask(&attributes_, &none),
                 posix_spawnattr_setsigdefault(&attributes_, &all),
             }) {
            if (error_ == 0) {
                error_ = status;
            }
        }
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    int spawn(const std::string& program, std::string argument, pid_t& process) {
        if (error_ != 0) {
            return error_;
        }
        std::string name = program;
        char* const arguments[] = {name.data(), argument.data(), nullptr};
        char* const environment[] = {nullptr};
        return posix_spawn(&process, program.c_str(), &actions_, &attributes_, arguments, environment);
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
    int error_ = 0;
};

Result<Process> start_process(const std::filesystem::path& worker, std::string module_id,
                              const FileDescriptor& socket) {
    SpawnPlan plan{socket.get()};
    pid_t id = 0;
    if (const int status = plan.spawn(worker.string(), std::move(module_id), id); status != 0) {
        return launch_error(worker, status);
    }
    Process process{id, FileDescriptor{static_cast<int>(syscall(SYS_pidfd_open, id, 0))}};
    if (!process.handle) {
        const int code = errno;
        kill(-id, SIGKILL);
        waitpid(id, nullptr, 0);
        return launch_error(worker, code);
    }
    return process;
}

ExitStatus end_process(const Process& process) {
    // The group first: children that the zygote forked, or that module code in it managed to, die with it. Its number
    // cannot have been given to anybody else while the process is not reaped.
    kill(-process.id, SIGKILL);
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(process.id), &info, WEXITED) != 0 && errno == EINTR) {
    }
    // Orphans of the group come to this process only if it is the first of its container; nobody else would reap them
    // then.
    siginfo_t orphan{};
    while (waitid(P_PGID, static_cast<id_t>(process.id), &orphan, WEXITED | WNOHANG) == 0 && orphan.si_pid != 0) {
        orphan.si_pid = 0;
    }
    return ExitStatus{info.si_code != CLD_EXITED, info.si_status};
}

}  // namespace

Launcher::Launcher(std::filesystem::path worker) : worker_{std::move(worker)}, thread_{[this] { run(); }} {}

Launcher::~Launcher() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Launcher::launch(std::string module_id, FileDescriptor socket, std::function<void(Result<Process>)> done) {
    // std::function wants something that can be copied.
    auto shared_socket = std::make_shared<FileDescriptor>(std::move(socket));
    post([this, module_id = std::move(module_id), shared_socket, done = std::move(done)] {
        Result<Process> process = start_process(worker_, module_id, *shared_socket);
        *shared_socket = FileDescriptor{};
        done(std::move(process));
    });
}

void Launcher::bury(Process process, std::function<void(ExitStatus)> done) {
    auto shared_process = std::make_shared<Process>(std::move(process));
    post([shared_process, done = std::move(done)] { done(end_process(*shared_process)); });
}

void Launcher::post(std::function<void()> job) {
    {
        const std::lock_guard lock{mutex_};
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void Launcher::run() {
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) {
            return;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // what it holds is released without the lock
        lock.lock();
    }
}

}  // namespace lyceum::modules
