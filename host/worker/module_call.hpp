#pragma once
// What every call into module code needs: the guard around it, and the arguments in the form of the header. Included by
// module.cpp and module_abilities.cpp only. [worker main]

#include "host/modules/protocol.hpp"
#include "host/worker/last_word.hpp"
#include "host/worker/task_ability.hpp"
#include "lyceum/module.h"

#include <exception>
#include <new>
#include <string_view>
#include <vector>

namespace lyceum::worker {

inline lyceum_text to_text(std::string_view text) {
    return lyceum_text{text.data(), text.size()};
}

// Runs module code; nothing that it throws goes further.
template <class Function>
lyceum_status call(Function&& function) {
    try {
        return function();
    } catch (const std::bad_alloc&) {
        return LYCEUM_OUT_OF_MEMORY;
    } catch (const std::exception& error) {
        end_process(modules::protocol::EndReason::Exception, error.what(), ExitCode::Failed);
    } catch (...) {
        end_process(modules::protocol::EndReason::Exception, {}, ExitCode::Failed);
    }
}

// The request as the module reads it; refers to the request's bytes.
struct PreparedCall {
    explicit PreparedCall(const modules::protocol::CallRequest& request) {
        for (const modules::protocol::Pair& pair : request.shared) {
            shared.push_back(lyceum_document{to_text(pair.first), to_text(pair.second)});
        }
        for (const modules::protocol::Pair& pair : request.fields) {
            fields.push_back(lyceum_field{to_text(pair.first), to_text(pair.second)});
        }
        value.size = sizeof(lyceum_call);
        value.state_version = request.state_version;
        value.state = to_text(request.state);
        value.time_ms = request.time_ms;
        value.seed = request.seed;
        value.language = to_text(request.language);
        value.role = to_text(request.role);
        value.learner = to_text(request.learner);
        value.shared = shared.data();
        value.shared_count = shared.size();
        value.fields = fields.data();
        value.field_count = fields.size();
        value.place = to_text(request.place);
        value.tasks = &request.tasks;
    }

    std::vector<lyceum_document> shared;
    std::vector<lyceum_field> fields;
    CallWithTasks value{};
};

}  // namespace lyceum::worker
