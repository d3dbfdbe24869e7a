#include "command.hpp"

#include "host/base/files.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::cli::testing {

namespace {

constexpr auto patience = std::chrono::seconds{60};

[[noreturn]] void fail(const std::string& what, int code) {
    throw std::runtime_error{what + ": " + std::strerror(code)};
}

struct Pipe {
    FileDescriptor reading;
    FileDescriptor writing;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail("pipe", errno);
    }
    return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
    std::vector<char*> all;
    all.reserve(words.size() + 1);
    for (const std::string& word : words) {
        all.push_back(const_cast<char*>(word.c_str()));  // posix_spawn does not write to them
    }
    all.push_back(nullptr);
    return all;
}

pid_t start(const Command& command, const Pipe& in, const Pipe& out, const Pipe& err) {
    std::vector<std::string> words{(std::filesystem::path{LYCEUM_BINARY_DIR} / "bin" / "lyceum").string()};
    words.insert(words.end(), command.arguments.begin(), command.arguments.end());
    std::vector<std::string> variables{"PATH=/usr/bin:/bin"};
    variables.insert(variables.end(), command.variables.begin(), command.variables.end());

    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
    ::posix_spawn_file_actions_adddup2(&actions, in.reading.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.writing.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err.writing.get(), STDERR_FILENO);
    pid_t pid = -1;
    const int problem = ::posix_spawn(&pid, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                      pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) {
        fail("cannot start " + words.front(), problem);
    }
    return pid;
}

// Reads both streams until both end; false if that takes longer than the patience.
bool read_both(const FileDescriptor& out, const FileDescriptor& err, Ran& ran) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::array<pollfd, 2> streams{{{out.get(), POLLIN, 0}, {err.get(), POLLIN, 0}}};
    std::array<std::string*, 2> texts{&ran.out, &ran.err};
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || ::poll(streams.data(), streams.size(), static_cast<int>(left.count())) == 0) {
            return false;
        }
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (streams[i].fd < 0 || streams[i].revents == 0) {
                continue;
            }
            std::array<char, 4096> buffer{};
            const ssize_t got = ::read(streams[i].fd, buffer.data(), buffer.size());
            if (got > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
            } else if (got == 0 || errno != EINTR) {
                streams[i].fd = -1;
            }
        }
    }
    return true;
}

}  // namespace

Ran run(const Command& command) {
    // A command that reads no input closes its end; writing to it is then no reason for the test to die.
    std::signal(SIGPIPE, SIG_IGN);
    Pipe in = make_pipe();
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    const pid_t pid = start(command, in, out, err);
    in.reading = FileDescriptor{};
    out.writing = FileDescriptor{};
    err.writing = FileDescriptor{};
    // All inputs here are shorter than what a pipe holds, so this does not wait for the program.
    (void)!::write(in.writing.get(), command.input.data(), command.input.size());
    in.writing = FileDescriptor{};

    Ran ran;
    const bool ended = read_both(out.reading, err.reading, ran);
    if (!ended) {
        ::kill(pid, SIGKILL);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    if (!ended) {
        throw std::runtime_error{"the program did not end; it printed:\n" + ran.out + ran.err};
    }
    ran.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return ran;
}

Ran run(std::vector<std::string> arguments) {
    return run(Command{.arguments = std::move(arguments), .folder = ".", .variables = {}, .input = {}});
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lyceum-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        fail("mkdtemp", errno);
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream{file, std::ios::binary};
    stream << text;
    if (!stream.flush()) {
        throw std::runtime_error{"cannot write " + file.string()};
    }
    return file;
}

std::filesystem::path source_folder() {
    return LYCEUM_SOURCE_DIR;
}

}  // namespace lyceum::cli::testing
