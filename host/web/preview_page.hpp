#pragma once
// What an author sees of activities before anybody learns with them: what is wrong, each activity's page as learners
// get it, and the drawing of its graph, if its module has one. For `lyceum preview`. [any thread]

#include "host/learning/report.hpp"

#include <string>
#include <vector>

namespace lyceum::web {

struct PreviewStep {
    std::string title;
    std::string folder;        // of the course, an absolute path: where its figures lie
    std::string xhtml;         // as the module wrote it; empty if the file has errors
    modules::Report drawings;  // those tables of the module's report that show the activity itself
};

struct Preview {
    std::string title;
    std::vector<std::string> findings;  // lines of `lyceum check`
    std::vector<PreviewStep> steps;
};

// Internal: a part of the program cannot be read; Protocol: a page that the server would not show either.
Result<std::string> preview_page(const Preview& preview, Language language);

}  // namespace lyceum::web
