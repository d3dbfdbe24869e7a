#include "host/worker/module.hpp"

#include "host/worker/module_call.hpp"
#include "host/worker/replies.hpp"
#include "host/worker/task_ability.hpp"

#include <boost/dll/shared_library.hpp>

#include <exception>
#include <string>

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

constexpr std::size_t longest_name = 200;

static_assert(modules::oldest_abi == LYCEUM_ABI_OLDEST && modules::newest_abi == LYCEUM_ABI_VERSION,
              "the host accepts manifests of exactly the versions that the worker can load");

// What the host can do beyond module.h, by id.
const void* extension(const lyceum_host*, lyceum_text id) {
    const std::string_view name = id.size == 0 ? std::string_view{} : std::string_view{id.data, id.size};
    return name == LYCEUM_TASKS ? &task_ability() : nullptr;
}

std::string_view name_at(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view{text, strnlen(text, longest_name)};
}

// True if all that is asked of it fits; what differs is put into `refused`. The order is that of the struct: nothing
// behind abi_version is read before it is known.
bool agrees(const lyceum_entry& entry, const protocol::Start& expected, protocol::Refused& refused) {
    if (entry.abi_version < LYCEUM_ABI_OLDEST || entry.abi_version > LYCEUM_ABI_VERSION) {
        refused = {"abi", std::to_string(entry.abi_version),
                   std::to_string(LYCEUM_ABI_OLDEST) + " to " + std::to_string(LYCEUM_ABI_VERSION)};
    } else if (entry.abi_version != expected.abi) {
        refused = {"abi", std::to_string(entry.abi_version), std::to_string(expected.abi)};
    } else if (!LYCEUM_HAS(&entry, lyceum_entry, start)) {
        refused = {"size", std::to_string(entry.size), std::to_string(sizeof(lyceum_entry))};
    } else if (name_at(entry.id) != expected.module_id) {
        refused = {"id", std::string{name_at(entry.id)}, expected.module_id};
    } else if (name_at(entry.version) != expected.version) {
        refused = {"version", std::string{name_at(entry.version)}, expected.version};
    } else if (entry.start == nullptr) {
        refused = {"start", "nothing", "a function"};
    } else {
        return true;
    }
    return false;
}

bool complete(const lyceum_module* module, protocol::Refused& refused) {
    if (module == nullptr) {
        refused = {"start", "nothing", "a module (this host lacks something it cannot do without)"};
    } else if (!LYCEUM_HAS(module, lyceum_module, respond)) {
        refused = {"module.size", std::to_string(module->size), std::to_string(sizeof(lyceum_module))};
    } else if (module->state_version == 0) {
        refused = {"module.state_version", "0", "1 or more"};
    } else if (module->open == nullptr || module->view == nullptr || module->respond == nullptr) {
        refused = {"module", "no open, view or respond", "all three functions"};
    } else {
        return true;
    }
    return false;
}

}  // namespace

Module::Module(const modules::OutputLimits& limits) : limits_{limits} {
    host_.size = sizeof(lyceum_host);
    host_.abi_version = LYCEUM_ABI_VERSION;
    host_.name = to_text("Lyceum");
    host_.version = to_text(LYCEUM_VERSION);
    host_.extension = extension;
}

std::unique_ptr<Module> Module::load(const protocol::Start& expected, protocol::Refused& refused) {
    using boost::dll::load_mode::rtld_local;
    using boost::dll::load_mode::rtld_now;
    std::unique_ptr<Module> module{new Module{expected.output}};
    try {
        // An absolute path and one object that is never copied or destroyed: either would load or unload again.
        auto* const library = new boost::dll::shared_library{expected.library, rtld_now | rtld_local};
        const auto& entry = library->get<const lyceum_entry>("lyceum_module_entry");
        if (!agrees(entry, expected, refused)) {
            return nullptr;
        }
        module->module_ = entry.start(&module->host_);
    } catch (const std::exception& error) {
        // Every failure carries the same code; only what() tells them apart.
        refused = {"library", error.what(), "a shared library that exports lyceum_module_entry"};
        return nullptr;
    }
    return complete(module->module_, refused) ? std::move(module) : nullptr;
}

protocol::Opened Module::open(const protocol::Open& request, lyceum_activity*& activity) const {
    DiagnosticSink sink{limits_};
    lyceum_content content{};
    content.size = sizeof content;
    content.file = to_text(request.file);
    content.bytes = to_text(request.bytes);
    content.language = to_text(request.language);
    content.host_data = &sink;
    content.diagnose = DiagnosticSink::diagnose;
    activity = nullptr;
    const lyceum_status status = call([&] { return module_->open(module_, &content, &activity); });
    return protocol::Opened{request.call, status, sink.take()};
}

void Module::close(lyceum_activity* activity) const {
    if (activity != nullptr) {
        call([&] {
            module_->close(module_, activity);
            return LYCEUM_OK;
        });
    }
}

std::string Module::view(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const PreparedCall prepared{request};
    ViewSink sink{limits_};
    const lyceum_view_reply reply = sink.reply();
    const lyceum_status status = call([&] { return module_->view(module_, activity, &prepared.value, &reply); });
    return protocol::encode(
        protocol::Viewed{request.call, status, status == LYCEUM_OK ? sink.xhtml() : std::string_view{}});
}

std::string Module::respond(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const PreparedCall prepared{request};
    OutcomeSink sink{limits_, module_->state_version};
    const lyceum_respond_reply reply = sink.reply();
    const lyceum_status status = call([&] { return module_->respond(module_, activity, &prepared.value, &reply); });
    return protocol::encode(
        protocol::Responded{request.call, status, status == LYCEUM_OK ? sink.take() : modules::Outcome{}});
}

}  // namespace lyceum::worker
