#pragma once
// Reading and writing whole files with a bound. [any thread]

#include "host/base/file_descriptor.hpp"
#include "host/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lyceum {

namespace files {

// The whole file. Refuses anything that is not a regular file or is larger than `limit` bytes; links are followed.
Result<std::string> read(const std::filesystem::path& path, std::size_t limit);

// `count` bytes from byte `offset` on; fewer where the file ends. Refuses anything that is not a regular file.
Result<std::string> read_part(const std::filesystem::path& path, std::uint64_t offset, std::size_t count);

// Replaces the file whole or not at all: written beside it, synced, renamed over it.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes);

// `relative` resolved under `root` if it stays there after links are resolved; an error if it would leave or is
// missing.
Result<std::filesystem::path> resolve_inside(const std::filesystem::path& root, std::string_view relative);

}  // namespace files
}  // namespace lyceum
