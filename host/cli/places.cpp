#include "host/cli/places.hpp"

#include <cerrno>
#include <system_error>

#include <sys/stat.h>

namespace lyceum::cli {

namespace fs = std::filesystem;

Result<Places> find_places() {
    std::error_code problem;
    const fs::path program = fs::read_symlink("/proc/self/exe", problem);
    if (problem) {
        return Error{ErrorCode::Environment, "cannot find out where this program lies: " + problem.message(),
                     "/proc/self/exe", "/proc must be mounted"};
    }
    const fs::path prefix = program.parent_path().parent_path();
    Places places;
    places.worker = prefix / "libexec" / "lyceum-worker";
    places.installed_modules = prefix / "modules";
    if (!fs::is_regular_file(places.worker, problem)) {
        return Error{ErrorCode::Environment, "the worker program is missing", places.worker.string(),
                     "install Lyceum whole, or build all of it: cmake --build --preset release"};
    }
    return places;
}

Result<std::vector<modules::SearchFolder>> search_folders(const Places& places, const std::vector<fs::path>& more) {
    std::vector<modules::SearchFolder> folders{{places.installed_modules, modules::Origin::Installed}};
    std::error_code problem;
    for (const fs::path& folder : more) {
        if (!fs::is_directory(folder, problem)) {
            return Error{ErrorCode::NotFound, "there is no such folder of modules", folder.string(),
                         "it holds one folder a module, each with module.xml"};
        }
        if (!fs::equivalent(folder, places.installed_modules, problem)) {
            folders.push_back({folder, modules::Origin::ThirdParty});
        }
    }
    return folders;
}

fs::path database_in(const fs::path& data) {
    return data / "lyceum.db";
}

Result<void> prepare_data_folder(const fs::path& data) {
    std::error_code problem;
    if (fs::is_directory(data, problem)) {
        return success();
    }
    if (data.has_parent_path()) {
        fs::create_directories(data.parent_path(), problem);
    }
    if (problem || ::mkdir(data.c_str(), 0700) != 0) {
        const std::error_code reason = problem ? problem : std::error_code{errno, std::generic_category()};
        return Error{ErrorCode::Environment, "cannot create the data folder: " + reason.message(), data.string(),
                     "choose another with --data, or create it yourself for this user"};
    }
    return success();
}

Result<void> require_database(const fs::path& data) {
    std::error_code problem;
    if (!fs::is_regular_file(database_in(data), problem)) {
        return Error{ErrorCode::NotFound, "there is no data here", database_in(data).string(),
                     "name the folder with --data; `lyceum serve` and `lyceum user add` begin a new one"};
    }
    return success();
}

}  // namespace lyceum::cli
