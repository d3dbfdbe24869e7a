#include "host/worker/sandbox.hpp"

#include "host/base/file_descriptor.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lyceum::worker {

namespace {

// Written here because the headers of Debian 12 know Landlock only to its second version. The kernel takes a struct
// that is longer than it knows as long as the rest is zero, and one that is shorter as it is.
struct LandlockRuleset {
    std::uint64_t files = 0;
    std::uint64_t network = 0;  // from version 4
    std::uint64_t scoped = 0;   // from version 6
};
struct [[gnu::packed]] LandlockPathRule {
    std::uint64_t allowed = 0;
    std::int32_t directory = -1;
};
constexpr unsigned ask_version = 1;
constexpr int path_rule = 1;
constexpr std::uint64_t read_file = 1U << 2;

Error failure(std::string what, std::string hint = {}) {
    return Error{ErrorCode::Environment, std::move(what) + ": " + std::strerror(errno), {}, std::move(hint)};
}

Result<void> limit(__rlimit_resource resource, rlim_t soft, rlim_t hard, const char* name) {
    const rlimit value{soft, hard};
    if (setrlimit(resource, &value) != 0) {
        return failure(std::string{"cannot limit "} + name);
    }
    return success();
}

// The rights a ruleset of this version can name.
LandlockRuleset everything(long version) {
    LandlockRuleset ruleset;
    ruleset.files = (1U << 13) - 1;
    if (version >= 2) {
        ruleset.files |= 1U << 13;  // refer
    }
    if (version >= 3) {
        ruleset.files |= 1U << 14;  // truncate
    }
    if (version >= 4) {
        ruleset.network = 0b11;  // bind and connect TCP
    }
    if (version >= 5) {
        ruleset.files |= 1U << 15;  // ioctl on devices
    }
    if (version >= 6) {
        ruleset.scoped = 0b11;  // abstract sockets, signals
    }
    return ruleset;
}

std::size_t ruleset_size(long version) {
    return version >= 6 ? 24 : version >= 4 ? 16 : 8;
}

}  // namespace

Result<void> limit_resources(std::uint64_t address_space_bytes, std::uint32_t load_seconds) {
    LYCEUM_TRY(limit(RLIMIT_AS, address_space_bytes, address_space_bytes, "memory"));
    LYCEUM_TRY(limit(RLIMIT_CPU, load_seconds, RLIM_INFINITY, "processor time"));
    LYCEUM_TRY(limit(RLIMIT_FSIZE, 0, 0, "the size of files"));
    LYCEUM_TRY(limit(RLIMIT_NOFILE, 64, 64, "open files"));
    return limit(RLIMIT_CORE, 0, 0, "core files");
}

Result<void> lift_load_limit() {
    return limit(RLIMIT_CPU, RLIM_INFINITY, RLIM_INFINITY, "processor time");
}

Result<void> limit_child(std::uint32_t seconds) {
    // SIGXCPU at the first, which has a name of its own, SIGKILL at the second.
    LYCEUM_TRY(limit(RLIMIT_CPU, seconds, seconds + 1, "processor time"));
    return limit(RLIMIT_NPROC, 0, 0, "processes");
}

Result<void> refuse_new_privileges() {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return failure("cannot set no_new_privs");
    }
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) {
        return failure("cannot tie the worker's life to the host's");
    }
    return success();
}

Result<void> drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> none{};
    if (syscall(SYS_capset, &header, none.data()) != 0) {
        return failure("cannot drop capabilities");
    }
    return success();
}

Result<void> restrict_files(const std::vector<std::string>& readable) {
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, ask_version);
    if (version < 1) {
        return failure(
            "this kernel has no Landlock",
            "Linux 5.13 or newer with \"landlock\" in its list of security modules (boot parameter lsm=) is needed");
    }
    const LandlockRuleset ruleset = everything(version);
    const FileDescriptor rules{
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &ruleset, ruleset_size(version), 0))};
    if (!rules) {
        return failure("Landlock refused its rules");
    }
    for (const std::string& path : readable) {
        const FileDescriptor place{open(path.c_str(), O_PATH | O_CLOEXEC)};
        if (!place) {
            continue;  // a folder for libraries that this system does not have
        }
        const LandlockPathRule rule{read_file, place.get()};
        if (syscall(SYS_landlock_add_rule, rules.get(), path_rule, &rule, 0) != 0) {
            return failure("Landlock refused " + path);
        }
    }
    if (syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) {
        return failure("Landlock was not applied");
    }
    return success();
}

}  // namespace lyceum::worker
