#pragma once
// The ids in a forum's file that its forms name: what can be voted on, spoken about and rated. [any thread]

#include "host/modules/call.hpp"

#include <string>
#include <vector>

namespace lyceum::demo {

struct ForumFile {
    std::vector<std::string> sections;  // with a speaker, who can be asked
    std::vector<std::string> topics;
    std::vector<std::string> statements;
    std::vector<std::string> ratings;
};

// Empty lists for what is not there.
ForumFile read_forum_file(const modules::Activity& activity);

}  // namespace lyceum::demo
