#pragma once
// The optional abilities of the fixture module, and what its content file says it does wrong in them. Called by bad.cpp.

#include "lyceum/module.h"

#include <string>

struct lyceum_activity {
    std::string view;
    std::string respond;
    std::string outline;
    std::string recall;
    std::string report;
};

const void* bad_ability(const lyceum_module* module, lyceum_text id);
