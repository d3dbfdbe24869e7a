#include "host/cli/opening.hpp"

#include "host/learning/catalogue.hpp"

namespace lyceum::cli {

boost::asio::awaitable<xml::Diagnostics> open_activities(
    modules::Pool& pool, std::vector<std::shared_ptr<const content::ActivityFile>> files) {
    xml::Diagnostics diagnostics;
    for (const auto& file : files) {
        auto activity = learning::to_activity(*file);
        Result<xml::Diagnostics> found = co_await pool.open(std::move(activity));
        if (!found) {
            const Error& error = found.error();
            diagnostics.push_back({file->display, 0, 0, xml::Severity::Error, "module.failed",
                                   file->module_id + ": " + error.message, error.hint});
            continue;
        }
        for (xml::Diagnostic& diagnostic : found.value()) {
            diagnostic.file = file->display;
            diagnostics.push_back(std::move(diagnostic));
        }
    }
    co_return diagnostics;
}

}  // namespace lyceum::cli
