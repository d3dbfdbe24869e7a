// architecture ROOT: reads the includes of host/, plugins/ and sdk/ under ROOT and prints every one that breaks an
// arrow of docs/architecture.md as FILE:LINE: "header": why. Exit code 0: none, 1: some, 2: the tree cannot be read.
// Run by ctest on the project (test `architecture`) and on fixture/, a tree that breaks every rule once.

#include "rules.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using lyceum::architecture::broken_arrow;
using lyceum::architecture::parse_include;

bool is_source(const fs::path& file) {
    const std::string extension = file.extension().string();
    return extension == ".cpp" || extension == ".hpp" || extension == ".c" || extension == ".h" || extension == ".ipp";
}

// Paths relative to `root`, sorted, so that the list reads the same on every machine.
std::vector<std::string> sources(const fs::path& root) {
    std::vector<std::string> found;
    for (const char* part : {"host", "plugins", "sdk"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator{root / part}) {
            if (entry.is_regular_file() && is_source(entry.path())) {
                found.push_back(entry.path().lexically_relative(root).generic_string());
            }
        }
    }
    std::ranges::sort(found);
    return found;
}

struct Count {
    std::size_t files = 0;
    std::size_t includes = 0;
    std::size_t broken = 0;
};

void check_file(const fs::path& root, const std::string& path, Count& count) {
    std::ifstream stream{root / path};
    if (!stream) {
        throw std::runtime_error{"cannot read " + path};
    }
    ++count.files;
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        const auto include = parse_include(line);
        if (!include) {
            continue;
        }
        ++count.includes;
        if (const auto why = broken_arrow(path, *include)) {
            ++count.broken;
            std::cout << path << ':' << number << ": \"" << include->target << "\": " << *why << '\n';
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: architecture ROOT\n";
        return 2;
    }
    try {
        Count count;
        for (const std::string& path : sources(argv[1])) {
            check_file(argv[1], path, count);
        }
        std::cout << count.files << " files, " << count.includes << " includes, " << count.broken << " broken arrows\n";
        return count.broken == 0 && count.includes > 0 ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "architecture: " << error.what() << '\n';
        return 2;
    }
}
