#include "host/cli/equipment.hpp"

#include "host/cli/exit_code.hpp"
#include "host/learning/catalogue.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace lyceum::cli {

Result<Equipment> equip(const std::vector<std::filesystem::path>& more) {
    Equipment equipment;
    LYCEUM_TRY(equipment.places, find_places());
    LYCEUM_TRY(const auto folders, search_folders(equipment.places, more));
    equipment.discovery = modules::discover(folders);
    print(equipment.discovery.diagnostics);
    equipment.vocabularies = learning::vocabularies_of(equipment.discovery.modules);
    return equipment;
}

std::unique_ptr<modules::Pool> make_pool(boost::asio::any_io_executor executor, const Equipment& equipment) {
    modules::PoolOptions options;
    options.worker = equipment.places.worker;
    return modules::Pool::create(std::move(executor), std::move(options), equipment.discovery.modules);
}

Reading read_folders(const std::vector<std::filesystem::path>& folders, const content::Vocabularies& vocabularies) {
    Reading reading;
    bool has_framework = false;
    for (const std::filesystem::path& folder : folders) {
        content::Checked<content::Library> checked =
            content::read_library(folder, folder.generic_string(), vocabularies);
        std::ranges::move(checked.diagnostics, std::back_inserter(reading.diagnostics));
        if (!checked.value) {
            continue;
        }
        if (!has_framework && !checked.value->framework.competencies.empty()) {
            reading.library.framework = checked.value->framework;
            has_framework = true;
        }
        for (const auto& course : checked.value->courses) {
            const auto other = std::ranges::find_if(reading.library.courses, [&](const auto& each) {
                return each->slug == course->slug || each->id == course->id;
            });
            if (other == reading.library.courses.end() || (*other)->folder == course->folder) {
                reading.library.courses.push_back(course);
                continue;
            }
            reading.diagnostics.push_back({course->display, 0, 0, xml::Severity::Error, "library.duplicate-course",
                                           fmt::format("{} has the same id or folder name", (*other)->display),
                                           "give each course a folder name and an id of its own"});
        }
    }
    std::ranges::sort(reading.diagnostics);
    return reading;
}

std::vector<std::shared_ptr<const content::ActivityFile>> activity_files(const content::Library& library) {
    std::vector<std::shared_ptr<const content::ActivityFile>> files;
    std::set<std::string_view> seen;
    for (const auto& course : library.courses) {
        for (const auto& unit : course->units) {
            for (const auto& file : unit->files) {
                if (file && seen.insert(file->display).second) {
                    files.push_back(file);
                }
            }
        }
    }
    return files;
}

}  // namespace lyceum::cli
