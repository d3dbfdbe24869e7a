#pragma once
// The foreign library: mapped with Boost.DLL, compared with what the host expects, and called through the C interface
// with every argument and every callback in place. The only file that runs module code. [worker main]
//
// What goes wrong beyond an answer (an exception that crosses the interface, more output than allowed) ends the process
// with a last word: the module's memory is not to be trusted any more.

#include "host/modules/protocol.hpp"
#include "lyceum/module.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace lyceum::worker {

class Module {
public:
    // Maps the library, which runs its constructors, compares its entry with `expected` and starts it. What differs is
    // in `refused`, and then there is no module.
    static std::unique_ptr<Module> load(const modules::protocol::Start& expected, modules::protocol::Refused& refused);

    // Never unloads: the process ends first (thread-local destructors and unique symbols would keep the library
    // anyway).
    ~Module() = default;
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    // With a status of LYCEUM_OK, `activity` is the module's until the process ends.
    modules::protocol::Opened open(const modules::protocol::Open& request, lyceum_activity*& activity) const;

    // Gives an activity of `open` back; null is none.
    void close(lyceum_activity* activity) const;

    // The frame of the answer, ready to send.
    std::string view(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string respond(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string outline(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string recall_list(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string recall_view(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string recall_respond(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;
    std::string report(const modules::protocol::CallRequest& request, const lyceum_activity* activity) const;

private:
    // The struct of an ability, or null if the module does not have it.
    template <class Ability>
    const Ability* find_ability(std::string_view id) const;

    Module(const modules::OutputLimits& limits);

    modules::OutputLimits limits_;
    lyceum_host host_{};
    const lyceum_module* module_ = nullptr;
};

}  // namespace lyceum::worker
