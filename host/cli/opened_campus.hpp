#pragma once
// What `serve` has, without the server: courses over the database of a data folder, for commands that read it and call
// modules. [main thread]

#include "host/cli/equipment.hpp"
#include "host/learning/campus.hpp"
#include "host/store/store.hpp"

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace lyceum::cli {

// Destroyed from the last to the first.
struct OpenedCampus {
    boost::asio::io_context context{1};
    std::unique_ptr<store::Store> store;
    std::optional<store::Reader> reader;
    std::unique_ptr<modules::Pool> pool;
    std::unique_ptr<learning::Campus> campus;  // its caches stay where they are
};

// NotFound: no database, or no server has run over it yet.
Result<std::unique_ptr<OpenedCampus>> open_campus(const std::filesystem::path& data,
                                                  const std::vector<std::filesystem::path>& courses,
                                                  const std::vector<std::filesystem::path>& modules);

}  // namespace lyceum::cli
