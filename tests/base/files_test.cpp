#include "host/base/files.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::files {
namespace {

class Files : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "lyceum-files-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = std::filesystem::canonical(pattern);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::filesystem::path make(const std::string& name, std::string_view bytes) {
        const auto path = folder / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << bytes;
        return path;
    }

    std::filesystem::path folder;
};

TEST_F(Files, AreReadWhole) {
    const std::string bytes{"a\0b\xff", 4};
    EXPECT_EQ(read(make("file", bytes), 4).value(), bytes);
    EXPECT_EQ(read(make("empty", ""), 0).value(), "");
    const std::string large(1'000'000, 'x');
    EXPECT_EQ(read(make("large", large), large.size()).value(), large);
}

TEST_F(Files, LargerThanTheLimitAreRefused) {
    const auto text = read(make("file", "12345"), 4);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(text.error().where, (folder / "file").string());
}

TEST_F(Files, OfTheSystemThatClaimToBeEmptyKeepTheLimitToo) {
    const auto text = read("/proc/self/maps", 64);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::LimitExceeded);
}

TEST_F(Files, ThatAreMissingAreNamed) {
    const auto text = read(folder / "missing", 10);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::NotFound);
    EXPECT_EQ(text.error().where, (folder / "missing").string());
}

TEST_F(Files, ThatAreNoRegularFilesAreRefusedWithoutWaiting) {
    ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
    EXPECT_EQ(read(folder / "fifo", 10).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(read(folder, 10).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(read("/dev/zero", 10).error().code, ErrorCode::InvalidInput);
}

TEST_F(Files, AreReplacedWholeAndLeaveNothingBeside) {
    const auto path = make("file", "old");
    ASSERT_TRUE(write_atomically(path, "new text"));
    EXPECT_EQ(read(path, 100).value(), "new text");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
}

TEST_F(Files, ThatCannotBeWrittenStayAsTheyWere) {
    std::filesystem::create_directory(folder / "taken");
    make("taken/inside", "kept");
    EXPECT_FALSE(write_atomically(folder / "taken", "x")) << "a folder is in its place";
    EXPECT_EQ(read(folder / "taken/inside", 10).value(), "kept");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
    EXPECT_EQ(write_atomically(folder / "nowhere/file", "x").error().code, ErrorCode::NotFound);
}

TEST_F(Files, AreFoundInsideTheirFolder) {
    make("course/figures/a.svg", "");
    EXPECT_EQ(resolve_inside(folder / "course", "figures/a.svg").value(), folder / "course/figures/a.svg");
    EXPECT_EQ(resolve_inside(folder / "course", "./figures/../figures/a.svg").value(), folder / "course/figures/a.svg");
}

TEST_F(Files, AreNotFoundOutsideTheirFolder) {
    make("course/a", "");
    make("course-of-another/a", "");
    make("secret", "");
    std::filesystem::create_symlink(folder / "secret", folder / "course/link");
    const auto code = [&](std::string_view relative) {
        return resolve_inside(folder / "course", relative).error().code;
    };

    EXPECT_EQ(code("../secret"), ErrorCode::Denied);
    EXPECT_EQ(code("link"), ErrorCode::Denied);
    EXPECT_EQ(code("../course-of-another/a"), ErrorCode::Denied);
    EXPECT_EQ(code((folder / "secret").string()), ErrorCode::InvalidInput);
    EXPECT_EQ(code(std::string_view{"a\0b", 3}), ErrorCode::InvalidInput);
    EXPECT_EQ(code("missing"), ErrorCode::NotFound);
}

TEST_F(Files, DescriptorsAreClosedByTheirOneOwner) {
    const auto is_open = [](int fd) { return ::fcntl(fd, F_GETFD) != -1; };
    int number = -1;
    {
        FileDescriptor first{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
        number = first.get();
        FileDescriptor second{std::move(first)};
        EXPECT_EQ(second.get(), number);
        EXPECT_TRUE(is_open(number));
        FileDescriptor third;
        EXPECT_FALSE(third);
        third = std::move(second);
        EXPECT_TRUE(is_open(number));
    }
    EXPECT_FALSE(is_open(number));

    FileDescriptor given{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
    const int released = given.release();
    given = FileDescriptor{};
    EXPECT_TRUE(is_open(released));
    ::close(released);
}

}  // namespace
}  // namespace lyceum::files
