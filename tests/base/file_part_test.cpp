#include "host/base/file_part.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include <stdlib.h>

namespace lyceum::files {
namespace {

class FilePart : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "lyceum-part-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::filesystem::path make(std::string_view bytes) {
        std::ofstream{folder / "film.mp4", std::ios::binary} << bytes;
        return folder / "film.mp4";
    }

    std::filesystem::path folder;
};

TEST_F(FilePart, IsReadFromAnyPlace) {
    const auto file = OpenFile::open(make("0123456789"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file.value().size(), 10U);
    EXPECT_EQ(file.value().read(0, 10).value(), "0123456789");
    EXPECT_EQ(file.value().read(7, 2).value(), "78");
    EXPECT_EQ(file.value().read(10, 0).value(), "");
}

TEST_F(FilePart, OfWhatIsNoLongerThereIsAnError) {
    const auto path = make("0123456789");
    const auto file = OpenFile::open(path);
    ASSERT_TRUE(file);
    std::filesystem::resize_file(path, 4);
    EXPECT_FALSE(file.value().read(0, 10));
    EXPECT_EQ(file.value().read(0, 4).value(), "0123");
}

TEST_F(FilePart, IsOfRegularFilesOnly) {
    EXPECT_EQ(OpenFile::open(folder).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(OpenFile::open(folder / "none").error().code, ErrorCode::NotFound);
}

TEST_F(FilePart, HasAnotherVersionWhenTheFileIsAnother) {
    const auto path = make("0123456789");
    const std::string before = OpenFile::open(path).value().version();
    EXPECT_EQ(OpenFile::open(path).value().version(), before);
    std::filesystem::resize_file(path, 4);
    EXPECT_NE(OpenFile::open(path).value().version(), before);
}

}  // namespace
}  // namespace lyceum::files
