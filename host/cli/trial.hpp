#pragma once
// One activity gone through without a server, a course or a learner, in a real worker: for `lyceum try` and `lyceum
// preview`. The same file and answers always give the same: time, seed and learner are fixed, as a module sees no
// others. [io strand]

#include "host/cli/answers.hpp"
#include "host/content/model.hpp"
#include "host/modules/pool.hpp"
#include "host/xml/diagnostic.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lyceum::cli {

// A page, and then an outcome and a page for each form.
struct Trial {
    std::vector<std::string> pages;  // XHTML that modules::render_fragment would show
    std::vector<modules::Outcome> outcomes;
    std::vector<Error> findings;  // what is no fault but not as its author meant it: charts not drawn
};

struct TrialSettings {
    Language language = Language::Ru;
    std::string role;
    std::uint64_t seed = 0;
};

modules::Call first_call(const content::ActivityFile& file, const TrialSettings& settings);

// The activity must be open in the pool. What happened before a failure stays in `trial`; where it failed is in the
// error's message.
boost::asio::awaitable<Result<void>> walk_through(modules::Pool& pool, modules::Call call, std::vector<Form> forms,
                                                  Trial& trial);

// What was found on the way, under the file's name: a chart not drawn (a warning, "page.chart"), and what ended it
// early
// ("page.failed"). No place in the file is meant: where it is on the page stands in the text.
xml::Diagnostics findings_of(const content::ActivityFile& file, const Trial& trial, const Result<void>& walked);

// The forms of a file of answers; none for an empty path.
Result<std::vector<Form>> read_answers(const std::filesystem::path& file);

}  // namespace lyceum::cli
