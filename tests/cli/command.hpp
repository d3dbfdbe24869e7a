#pragma once
// Runs the built `lyceum` as a shell would: arguments, a folder, variables, standard input; what it prints on each
// stream and how it ends. Everything that goes wrong in the harness itself throws std::runtime_error. [one thread at a
// time]

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lyceum::cli::testing {

struct Command {
    std::vector<std::string> arguments;
    std::filesystem::path folder = ".";  // to run in
    std::vector<std::string> variables;  // "NAME=value", besides PATH
    std::string input;                   // on standard input, which then ends
};

struct Ran {
    int code = -1;  // exit code; 128 + signal if a signal ended it
    std::string out;
    std::string err;
};

// Waits for the end, at most a minute: then it is killed and the call throws.
Ran run(const Command& command);
Ran run(std::vector<std::string> arguments);

// A folder of its own, gone with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, const std::string& text) const;

private:
    std::filesystem::path path_;
};

std::filesystem::path source_folder();

}  // namespace lyceum::cli::testing
