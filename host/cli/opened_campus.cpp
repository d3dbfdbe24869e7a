#include "host/cli/opened_campus.hpp"

namespace lyceum::cli {

Result<std::unique_ptr<OpenedCampus>> open_campus(const std::filesystem::path& data,
                                                  const std::vector<std::filesystem::path>& courses,
                                                  const std::vector<std::filesystem::path>& modules) {
    LYCEUM_TRY(require_database(data));
    LYCEUM_TRY(const Equipment equipment, equip(modules));
    const Reading reading = read_folders(courses, equipment.vocabularies);
    auto opened = std::make_unique<OpenedCampus>();
    LYCEUM_TRY(opened->store, store::Store::open({.file = database_in(data)}));
    LYCEUM_TRY(auto reader, opened->store->reader());
    opened->reader.emplace(std::move(reader));
    LYCEUM_TRY(auto key, opened->reader->find_setting(learning::pseudonym_key_setting));
    if (!key) {
        return Error{ErrorCode::NotFound, "no server has run over this folder yet", data.string(),
                     "start `lyceum serve` once"};
    }
    opened->pool = make_pool(opened->context.get_executor(), equipment);
    opened->campus.reset(new learning::Campus{.executor = opened->context.get_executor(),
                                              .store = *opened->store,
                                              .reader = *opened->reader,
                                              .pool = *opened->pool,
                                              .catalogue = learning::make_catalogue(reading.library),
                                              .clock = system_clock(),
                                              .pseudonym_key = std::move(*key),
                                              .turns = learning::Turns{}});
    return opened;
}

}  // namespace lyceum::cli
