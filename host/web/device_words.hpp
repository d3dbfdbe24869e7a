#pragma once
// What a person calls the browser and the device that a User-Agent header speaks of. [any thread]

#include "host/web/texts.hpp"

#include <string>
#include <string_view>

namespace lyceum::web {

// "Firefox · Windows", or as much of it as can be told; "another program" if nothing can.
std::string device_words(const Speech& speech, std::string_view agent);

}  // namespace lyceum::web
