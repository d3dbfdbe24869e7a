#include "misbehave.hpp"

#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

namespace {

void sleep_for_ever() {
    for (;;) {
        const timespec hour{3600, 0};
        nanosleep(&hour, nullptr);
    }
}

void spin() {
    volatile bool for_ever = true;
    while (for_ever) {
    }
}

void fork_for_ever() {
    for (;;) {
        if (fork() < 0) {
            return;
        }
    }
}

// A gigabyte at a time: eight of them are beyond every limit, and the pages are never touched.
void allocate() {
    for (int i = 0; i < 8; ++i) {
        static void* volatile kept;
        kept = ::operator new (std::size_t{1} << 30);
        (void)kept;
    }
}

// Deeper than any stack; the bound only keeps compilers from calling it endless.
int overflow_stack(int depth) {
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    return depth < 1'000'000 ? overflow_stack(depth + 1) + room[0] : 0;
}

void write_to_every_descriptor() {
    for (int descriptor = 0; descriptor < 64; ++descriptor) {
        (void)!write(descriptor, "garbage from a module", 21);
    }
}

void close_every_descriptor() {
    for (int descriptor = 0; descriptor < 64; ++descriptor) {
        close(descriptor);
    }
    sleep_for_ever();
}

}  // namespace

void misbehave(const std::string& how) {
    if (how == "abort") {
        std::abort();
    } else if (how == "segv") {
        volatile int* volatile nowhere = nullptr;
        *nowhere = 1;
    } else if (how == "stack") {
        overflow_stack(0);
    } else if (how == "loop") {
        spin();
    } else if (how == "sleep") {
        sleep_for_ever();
    } else if (how == "fork") {
        fork_for_ever();
    } else if (how == "allocate") {
        allocate();
    } else if (how == "socket") {
        socket(AF_INET, SOCK_STREAM, 0);
    } else if (how == "open") {
        if (open("/etc/passwd", O_RDONLY) >= 0) {
            std::exit(13);  // a file was opened: the test must see it
        }
    } else if (how == "exit") {
        std::exit(0);
    } else if (how == "throw") {
        throw std::runtime_error("thrown on purpose");
    } else if (how == "kill_parent") {
        kill(getppid(), SIGKILL);
    } else if (how == "kill_group") {
        kill(0, SIGKILL);
    } else if (how == "exec") {
        execl("/bin/true", "true", nullptr);
    } else if (how == "write_descriptors") {
        write_to_every_descriptor();
    } else if (how == "close_descriptors") {
        close_every_descriptor();
    }
}
