#pragma once
// A file that is part of the program: schemas, templates, pages' assets. Lists of them are made by
// `lyceum_embed` in CMake (cmake/LyceumEmbed.cmake); both views live as long as the program. [any
// thread]

#include <string_view>

namespace lyceum {

struct EmbeddedFile {
    std::string_view path;   // relative, with "/", as given to lyceum_embed
    std::string_view bytes;  // not terminated by a zero
};

}  // namespace lyceum
