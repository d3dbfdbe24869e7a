#ifndef LYCEUM_MODULE_HPP
#define LYCEUM_MODULE_HPP
// A module in C++20 as a small class. It needs:
//
//     class Poll {
//     public:
//         struct Activity { … };                         // what one content file says; any type
//         static constexpr std::uint32_t state_version = 1;
//         std::unique_ptr<Activity> open(const Content& content) const;     // null: errors were reported to `content`
//         Status view(const Activity&, const Call&, Xhtml& page) const;
//         Status respond(const Activity&, const Call&, Reply&) const;
//     };
//     LYCEUM_MODULE(Poll)
//
// A class that also has the functions of outline.hpp, recall.hpp or report.hpp gives these abilities to the host by that alone.
//
// LYCEUM_MODULE defines the one exported symbol; id and version come from module.xml through lyceum_add_module, so that
// the two cannot differ. No exception leaves a function: std::bad_alloc becomes LYCEUM_OUT_OF_MEMORY, every other
// LYCEUM_FAILED. The views below (Content, Call, Fields, Reply) are valid during the one call they are given to. [one
// thread]

#include <lyceum/module.h>
#include <lyceum/outline.hpp>
#include <lyceum/recall.hpp>
#include <lyceum/report.hpp>
#include <lyceum/values.hpp>
#include <lyceum/xhtml.hpp>

#include <concepts>
#include <memory>
#include <string_view>

namespace lyceum::sdk {

// What LYCEUM_MODULE asks of a class. It is made from the Host if it has such a constructor, else by default.
template <typename Class>
concept ModuleClass = requires(const Class& module, const typename Class::Activity& activity, const Content& content,
                               const Call& call, Xhtml& page, Reply& reply) {
    { Class::state_version } -> std::convertible_to<std::uint32_t>;
    { module.open(content) } -> std::same_as<std::unique_ptr<typename Class::Activity>>;
    { module.view(activity, call, page) } -> std::same_as<Status>;
    { module.respond(activity, call, reply) } -> std::same_as<Status>;
};

namespace detail {

// The C face of a module class.
template <ModuleClass Class>
class Adapter {
public:
    static const lyceum_module* start(const lyceum_host* host) noexcept {
        try {
            static const Adapter adapter{Host{host}};
            return &adapter.face_;
        } catch (...) {
            return nullptr;
        }
    }

    // For the faces of abilities.
    static const Class& module_of(const lyceum_module* face) {
        return static_cast<const Adapter*>(face->module_data)->module_;
    }
    static const typename Class::Activity& activity_of(const lyceum_activity* activity) {
        return *reinterpret_cast<const typename Class::Activity*>(activity);
    }

private:
    using Activity = typename Class::Activity;

    static Class make(const Host& host) {
        if constexpr (std::constructible_from<Class, const Host&>) {
            return Class{host};
        } else {
            return Class{};
        }
    }

    explicit Adapter(const Host& host) : module_{make(host)} {
        face_.size = sizeof face_;
        face_.state_version = Class::state_version;
        face_.module_data = this;
        face_.open = &open;
        face_.close = &close;
        face_.view = &view;
        face_.respond = &respond;
        face_.extension = &extension;
    }

    static lyceum_status open(const lyceum_module* face, const lyceum_content* content,
                              lyceum_activity** activity) noexcept {
        return guarded([&] {
            std::unique_ptr<Activity> opened = module_of(face).open(Content{content});
            if (!opened) {
                return Status::InvalidContent;
            }
            *activity = reinterpret_cast<lyceum_activity*>(opened.release());
            return Status::Ok;
        });
    }

    static void close(const lyceum_module* /*face*/, lyceum_activity* activity) noexcept {
        const std::unique_ptr<Activity> closed{reinterpret_cast<Activity*>(activity)};
    }

    static lyceum_status view(const lyceum_module* face, const lyceum_activity* activity, const lyceum_call* call,
                              const lyceum_view_reply* reply) noexcept {
        return guarded([&] {
            Xhtml page;
            const Status status = module_of(face).view(activity_of(activity), Call{call}, page);
            if (status == Status::Ok) {
                reply->write(reply, text_of(page.bytes()));
            }
            return status;
        });
    }

    static lyceum_status respond(const lyceum_module* face, const lyceum_activity* activity, const lyceum_call* call,
                                 const lyceum_respond_reply* reply) noexcept {
        return guarded([&] {
            Reply answer{reply};
            return module_of(face).respond(activity_of(activity), Call{call}, answer);
        });
    }

    static const void* extension(const lyceum_module* /*face*/, lyceum_text id) noexcept {
        if constexpr (HasOutline<Class>) {
            if (view_of(id) == LYCEUM_OUTLINE) {
                return &OutlineFace<Adapter>::ability;
            }
        }
        if constexpr (HasRecall<Class>) {
            if (view_of(id) == LYCEUM_RECALL) {
                return &RecallFace<Adapter>::ability;
            }
        }
        if constexpr (HasReport<Class>) {
            if (view_of(id) == LYCEUM_REPORT) {
                return &ReportFace<Adapter>::ability;
            }
        }
        return nullptr;
    }

    Class module_;
    lyceum_module face_{};
};

}  // namespace detail
}  // namespace lyceum::sdk

#if defined(LYCEUM_MODULE_ID) && defined(LYCEUM_MODULE_VERSION)
#define LYCEUM_MODULE(Class)                                                                                     \
    extern "C" LYCEUM_EXPORT const lyceum_entry lyceum_module_entry = {LYCEUM_ABI_VERSION, sizeof(lyceum_entry), \
                                                                       LYCEUM_MODULE_ID, LYCEUM_MODULE_VERSION,  \
                                                                       &lyceum::sdk::detail::Adapter<Class>::start};
#else
#define LYCEUM_MODULE(Class)          \
    static_assert(sizeof(Class) == 0, \
                  "build the module with lyceum_add_module, or define LYCEUM_MODULE_ID and LYCEUM_MODULE_VERSION");
#endif

#endif  // LYCEUM_MODULE_HPP
