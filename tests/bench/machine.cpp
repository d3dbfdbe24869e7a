#include "tests/bench/machine.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

// utime + stime of a stat file, and with them those of children that were waited for: a fresh process a call is such a
// child.
double seconds_in(const std::filesystem::path& stat_file, std::string* name = nullptr) {
    std::ifstream file{stat_file};
    std::string line;
    std::getline(file, line);
    const auto open = line.find('(');
    const auto close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos) {
        return 0;
    }
    if (name != nullptr) {
        *name = line.substr(open + 1, close - open - 1);
    }
    std::istringstream rest{line.substr(close + 2)};
    std::string word;
    double ticks = 0;
    for (int field = 3; field <= 17 && rest >> word; ++field) {
        if (field >= 14) {
            ticks += std::stod(word);
        }
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string line_with(const char* file_name, const std::string& start) {
    std::ifstream file{file_name};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(start)) {
            const auto colon = line.find(':');
            const auto value = line.find_first_not_of(" \t", colon + 1);
            return value == std::string::npos ? std::string{} : line.substr(value);
        }
    }
    return "?";
}

}  // namespace

std::string machine_line() {
    utsname system{};
    ::uname(&system);
    const auto memory =
        static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return fmt::format("{} x {}, {} GB, {} {}", std::thread::hardware_concurrency(),
                       line_with("/proc/cpuinfo", "model name"), memory >> 30, system.sysname, system.release);
}

double processor_seconds(pid_t process) {
    return seconds_in("/proc/" + std::to_string(process) + "/stat");
}

double processor_seconds_of_this_process() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::vector<std::pair<std::string, double>> processor_seconds_by_thread(pid_t process) {
    std::vector<std::pair<std::string, double>> threads;
    std::error_code ignored;
    for (const auto& task :
         std::filesystem::directory_iterator{"/proc/" + std::to_string(process) + "/task", ignored}) {
        std::string name;
        const double seconds = seconds_in(task.path() / "stat", &name);
        threads.emplace_back(name, seconds);
    }
    return threads;
}

Memory memory_of(pid_t process) {
    Memory memory;
    std::ifstream file{"/proc/" + std::to_string(process) + "/smaps_rollup"};
    for (std::string line; std::getline(file, line);) {
        std::istringstream words{line};
        std::string key;
        std::uint64_t kilobytes = 0;
        words >> key >> kilobytes;
        if (key == "Rss:") {
            memory.resident = kilobytes << 10;
        } else if (key == "Pss:") {
            memory.proportional = kilobytes << 10;
        }
    }
    return memory;
}

}  // namespace lyceum::bench
