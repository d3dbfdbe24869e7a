// Input too large to store as a case: made here.

#include "sample.hpp"

#include <gtest/gtest.h>

namespace lyceum::content {
namespace {

using sample::course;
using sample::note;
using sample::TemporaryFolder;
using sample::unit;

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string rules_of_activity(std::string_view text) {
    const TemporaryFolder folder;
    return sample::rules_of(read_activity(folder.write("a.xml", text), "a.xml", sample::notes()).diagnostics);
}

TEST(Limits, StopADepthBomb) {
    EXPECT_EQ(rules_of_activity(repeated("<a>", 1'000'000)), "xml.too-deep");
}

TEST(Limits, StopAFileOverEightMebibytes) {
    EXPECT_EQ(rules_of_activity(note("ru", repeated("x", (std::size_t{8} << 20)))), "xml.too-large");
    EXPECT_EQ(rules_of_activity(note("ru", repeated("x", (std::size_t{8} << 20) - 200))), "");
}

TEST(Limits, StopAMillionNodes) {
    EXPECT_EQ(rules_of_activity(note("ru", repeated("<a/>", 1'000'001))), "xml.too-many-nodes");
}

TEST(Limits, StopAnElementOfCountlessAttributes) {
    std::string text = "<note xmlns=\"urn:note\"";
    for (int i = 0; i < 400'000; ++i) {
        text += fmt::format(" a{}=\"\"", i);
    }
    EXPECT_EQ(rules_of_activity(text + "/>"), "xml.too-many-attributes");
}

TEST(Limits, StopACourseOfTooManyUnits) {
    const TemporaryFolder folder;
    folder.write("a.xml", note("ru"));
    std::string units;
    for (int i = 0; i < 502; ++i) {
        units += unit(fmt::format("urn:c:unit-{}", i), "a.xml");
    }
    folder.write("cmi5.xml", course(units));
    const auto checked = read_course(folder.path(), "c", sample::notes(), nullptr);
    EXPECT_EQ(sample::rules_of(checked.diagnostics), "course.too-many-units");
    EXPECT_EQ(checked.value->units.size(), 500U);
    EXPECT_EQ(checked.value->units[0]->files[0], checked.value->units[499]->files[0]) << "one file is read once";
}

TEST(Limits, EndAChainOfPrerequisitesInACircle) {
    const TemporaryFolder folder;
    folder.write("a.xml", note("ru"));
    std::string units;
    for (int i = 0; i < 500; ++i) {
        units += unit(fmt::format("urn:c:unit-{}", i), "a.xml",
                      fmt::format("ly:prerequisites=\"urn:c:unit-{}\"", (i + 1) % 500));
    }
    folder.write("cmi5.xml", course(units));
    const auto checked = read_course(folder.path(), "c", sample::notes(), nullptr);
    EXPECT_EQ(sample::rules_of(checked.diagnostics), "course.circular-prerequisites");
}

TEST(Limits, ReadNoFifoAndNoFolderAsAFile) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "a.xml");
    folder.write("cmi5.xml", course(unit("urn:c:a", "a.xml")));
    EXPECT_EQ(sample::rules_of(read_course(folder.path(), "c", sample::notes(), nullptr).diagnostics),
              "file.unreadable");
}

}  // namespace
}  // namespace lyceum::content
