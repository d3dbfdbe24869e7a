// `lyceum serve` where it cannot begin: each failure says what, where and what next. What it does once it runs is
// tested in tests/behaviour.

#include "command.hpp"
#include "host/base/file_descriptor.hpp"
#include "host/store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace lyceum::cli::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Takes a free port of the loopback and listens on it.
class OtherProgram {
public:
    OtherProgram() : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket_.get(), generic, size) != 0 || ::listen(socket_.get(), 1) != 0 ||
            ::getsockname(socket_.get(), generic, &size) != 0) {
            throw std::runtime_error{"cannot listen on the loopback"};
        }
        port_ = ntohs(address.sin_port);
    }

    std::string endpoint() const { return "127.0.0.1:" + std::to_string(port_); }

private:
    FileDescriptor socket_;
    std::uint16_t port_ = 0;
};

class Serve : public ::testing::Test {
protected:
    Ran serve(std::vector<std::string> more) const {
        std::vector<std::string> arguments{"serve", "--data", data_.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(Command{.arguments = arguments, .folder = source_folder(), .variables = {}, .input = {}});
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
};

TEST_F(Serve, SaysThatThePortIsBusyAndHowToTakeAnother) {
    const OtherProgram other;

    const Ran ran = serve({"--listen", other.endpoint()});

    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err,
                AllOf(HasSubstr(other.endpoint()), HasSubstr("another program has this port"), HasSubstr("--listen")));
}

TEST_F(Serve, RefusesAnAddressThatIsNone) {
    const Ran ran = serve({"--listen", "ministry:8080"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("ministry: not an IP address"));
}

TEST_F(Serve, RefusesAPortThatIsNone) {
    EXPECT_EQ(serve({"--listen", "127.0.0.1:70000"}).code, 2);
}

TEST_F(Serve, ExplainsADatabaseOfANewerVersion) {
    std::filesystem::create_directories(data_);
    ASSERT_TRUE(store::Store::open({.file = data_ / "lyceum.db"}));
    // What a newer Lyceum would leave: the same file with a higher version in its header (bytes 60 to 63).
    {
        std::FILE* const file = std::fopen((data_ / "lyceum.db").c_str(), "r+b");
        ASSERT_NE(file, nullptr);
        ASSERT_EQ(std::fseek(file, 60, SEEK_SET), 0);
        ASSERT_EQ(std::fputs("\x01\x01\x01\x01", file) >= 0, true);
        ASSERT_EQ(std::fclose(file), 0);
    }

    const Ran ran = serve({"--listen", "127.0.0.1:0"});

    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err,
                AllOf(HasSubstr("lyceum.db"), HasSubstr("a newer Lyceum wrote it"), HasSubstr("nothing was changed")));
}

TEST_F(Serve, NamesAFolderOfCoursesThatIsNotThere) {
    const Ran ran = serve({"--courses", (folder_.path() / "none").string()});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("none: there is no such folder of courses"), HasSubstr("--courses")));
}

TEST_F(Serve, NamesADataFolderThatCannotBe) {
    data_ = folder_.write("file", "not a folder") / "data";

    const Ran ran = serve({});

    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("cannot create the data folder"), HasSubstr("--data")));
}

}  // namespace
}  // namespace lyceum::cli::testing
