#pragma once
// Looks into the server's database from outside, as an auditor would, and tampers with it where a
// test wants that. Opened for one question at a time. [any thread]

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lyceum::behaviour {

// The database inside a data folder.
std::filesystem::path database_file(const std::filesystem::path& data);

// The first column of the first row; throws std::runtime_error if SQLite objects or there is no
// row.
std::int64_t number_from(const std::filesystem::path& data, const std::string& sql);
std::string text_from(const std::filesystem::path& data, const std::string& sql);
// The first column of every row.
std::vector<std::string> texts_from(const std::filesystem::path& data, const std::string& sql);
void change(const std::filesystem::path& data, const std::string& sql);

}  // namespace lyceum::behaviour
