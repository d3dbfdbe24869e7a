#pragma once
// What every sink of a module's output needs: copies with a bound, the last word of who goes past one, and the line no
// exception crosses. Included by replies.cpp and report_sink.cpp only. [worker main]

#include "host/worker/last_word.hpp"
#include "lyceum/module.h"

#include <new>
#include <string>
#include <string_view>

namespace lyceum::worker {

[[noreturn]] inline void refuse(std::string_view text) {
    end_process(modules::protocol::EndReason::Output, text, ExitCode::Failed);
}

[[noreturn]] inline void too_much(std::string_view what, std::size_t limit, std::string_view unit) {
    refuse("more than " + std::to_string(limit) + " " + std::string{unit} + " of " + std::string{what});
}

inline std::string_view view_of(lyceum_text text) {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}

inline std::string copy(lyceum_text text, std::size_t limit, std::string_view what) {
    if (text.size > limit) {
        too_much(what, limit, "bytes");
    }
    return std::string{view_of(text)};
}

// A callback runs in the middle of the module's frames, which an exception may not cross.
template <class Function>
void contained(Function&& function) noexcept {
    try {
        function();
    } catch (const std::bad_alloc&) {
        end_process(modules::protocol::EndReason::OutOfMemory, {}, ExitCode::Failed);
    }
}

}  // namespace lyceum::worker
