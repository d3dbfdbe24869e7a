#include "host/worker/syscall_filter.hpp"

#include "host/base/file_descriptor.hpp"

#include <seccomp.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <memory>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lyceum::worker {

const unsigned long zygote_clone_flags = CLONE_PIDFD | SIGCHLD;

namespace {

struct ReleaseFilter {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

// Numbers up to here are asked for by name; those without one in this libseccomp are newer than it and get ENOSYS.
constexpr int highest_known_number = 511;

Error failure(std::string_view what, int error) {
    return Error{
        ErrorCode::Environment, std::string{"seccomp: "} + std::string{what} + ": " + std::strerror(error), {}, {}};
}

// Memory, time, the sockets that exist already, ending: what any program needs all its life.
constexpr std::initializer_list<int> always_allowed{
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getcpu),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

// For the dynamic linker and for putting up the rest of the sandbox.
constexpr std::initializer_list<int> loading_allowed{
    SCMP_SYS(openat),
    SCMP_SYS(open),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(pread64),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(landlock_create_ruleset),
    SCMP_SYS(landlock_add_rule),
    SCMP_SYS(landlock_restrict_self),
    SCMP_SYS(capset),
};

// For the zygote's work between calls.
constexpr std::initializer_list<int> zygote_allowed{
    SCMP_SYS(sendmsg), SCMP_SYS(recvmsg),   SCMP_SYS(ppoll),   SCMP_SYS(waitid),
    SCMP_SYS(prctl),   SCMP_SYS(prlimit64), SCMP_SYS(seccomp), SCMP_SYS(close_range),
};

// Asked for by C libraries that live well without an answer.
constexpr std::initializer_list<int> answered_enosys{
    SCMP_SYS(clone3),    SCMP_SYS(getrandom),  SCMP_SYS(membarrier), SCMP_SYS(ioctl),       SCMP_SYS(fcntl),
    SCMP_SYS(getrlimit), SCMP_SYS(faccessat2), SCMP_SYS(openat2),    SCMP_SYS(futex_waitv), SCMP_SYS(set_tid_address),
};

// After loading, standard output is looked at with fstat when something is first printed: let that fail, not end the
// process.
constexpr std::initializer_list<int> serving_enosys{
    SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx),
};

constexpr std::initializer_list<int> serving_forbidden{
    SCMP_SYS(openat),
    SCMP_SYS(open),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(pread64),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(landlock_create_ruleset),
    SCMP_SYS(landlock_add_rule),
    SCMP_SYS(landlock_restrict_self),
    SCMP_SYS(capset),
};

constexpr std::initializer_list<int> child_forbidden{
    SCMP_SYS(clone), SCMP_SYS(sendmsg),   SCMP_SYS(recvmsg), SCMP_SYS(ppoll),       SCMP_SYS(waitid),
    SCMP_SYS(prctl), SCMP_SYS(prlimit64), SCMP_SYS(seccomp), SCMP_SYS(close_range),
};

// Collects rules and remembers the first that failed.
class FilterBuilder {
public:
    explicit FilterBuilder(std::uint32_t default_action) : filter_{seccomp_init(default_action)} {
        if (!filter_) {
            error_ = ENOMEM;
            return;
        }
        note(seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
        note(seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2));  // a binary tree, not a list
    }

    void add(std::uint32_t action, std::initializer_list<int> calls) {
        for (const int call : calls) {
            add_one(action, call, {});
        }
    }

    // A call that this architecture does not have is none to worry about.
    void add_one(std::uint32_t action, int call, std::vector<scmp_arg_cmp> conditions) {
        if (filter_ && call >= 0) {
            note(seccomp_rule_add_array(filter_.get(), action, call, static_cast<unsigned>(conditions.size()),
                                        conditions.data()));
        }
    }

    Result<std::vector<std::uint64_t>> build() {
        if (error_ != 0) {
            return failure("cannot build a filter", error_);
        }
        const FileDescriptor file{memfd_create("filter", MFD_CLOEXEC)};
        if (!file) {
            return failure("memfd_create", errno);
        }
        if (const int status = seccomp_export_bpf(filter_.get(), file.get()); status < 0) {
            return failure("cannot write a filter", -status);
        }
        const off_t size = lseek(file.get(), 0, SEEK_END);
        std::vector<std::uint64_t> program(static_cast<std::size_t>(std::max<off_t>(size, 0)) / sizeof(std::uint64_t));
        if (program.empty() || pread(file.get(), program.data(), static_cast<std::size_t>(size), 0) != size) {
            return failure("cannot read a filter", EIO);
        }
        return program;
    }

private:
    void note(int status) {
        if (status < 0 && error_ == 0) {
            error_ = -status;
        }
    }

    Filter filter_;
    int error_ = 0;
};

}  // namespace

Result<SyscallFilters> SyscallFilters::prepare(std::uint64_t fork_key) {
    SyscallFilters filters;

    FilterBuilder loading{SCMP_ACT_TRAP};
    loading.add(SCMP_ACT_ALLOW, always_allowed);
    loading.add(SCMP_ACT_ALLOW, loading_allowed);
    loading.add(SCMP_ACT_ALLOW, zygote_allowed);
    loading.add(SCMP_ACT_ERRNO(ENOSYS), answered_enosys);
    loading.add_one(SCMP_ACT_ALLOW, SCMP_SYS(clone),
                    {SCMP_A0_64(SCMP_CMP_EQ, zygote_clone_flags), SCMP_A3_64(SCMP_CMP_EQ, fork_key),
                     SCMP_A4_64(SCMP_CMP_EQ, fork_key)});
    for (int number = 0; number <= highest_known_number; ++number) {
        const std::unique_ptr<char, decltype(&std::free)> name{
            seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number), std::free};
        if (!name) {
            loading.add_one(SCMP_ACT_ERRNO(ENOSYS), number, {});
        }
    }
    LYCEUM_TRY(filters.loading_, loading.build());

    FilterBuilder serving{SCMP_ACT_ALLOW};
    serving.add(SCMP_ACT_TRAP, serving_forbidden);
    serving.add(SCMP_ACT_ERRNO(ENOSYS), serving_enosys);
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
        serving.add_one(SCMP_ACT_TRAP, call, {SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)});
    }
    LYCEUM_TRY(filters.serving_, serving.build());

    FilterBuilder child{SCMP_ACT_ALLOW};
    child.add(SCMP_ACT_TRAP, child_forbidden);
    LYCEUM_TRY(filters.child_, child.build());
    return filters;
}

Result<void> SyscallFilters::apply(const Program& program, const char* name) {
    static_assert(sizeof(sock_filter) == sizeof(std::uint64_t));
    sock_fprog filter{static_cast<unsigned short>(program.size()),
                      reinterpret_cast<sock_filter*>(const_cast<std::uint64_t*>(program.data()))};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0) {
        return failure(std::string{"the filter for "} + name + " was not taken", errno);
    }
    return success();
}

}  // namespace lyceum::worker
