// Videos of a course as players ask for them: whole, in parts, again after a change.
#include "tests/web/site_support.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace lyceum::web {
namespace {

using namespace testing;

class CourseFiles : public ::testing::Test {
protected:
    CourseFiles() {
        auto course = std::make_shared<content::Course>();
        course->id = "urn:course:films";
        course->slug = "films";
        course->folder = folder_.path().string();
        content::Library library;
        library.courses.push_back(course);
        site_.sample.campus->catalogue = learning::make_catalogue(library);
        browser_.sign_in();
    }

    void write(const std::string& name, const std::string& bytes) {
        std::ofstream{folder_.path() / name, std::ios::binary} << bytes;
    }
    // With these headers on this request only.
    Response get(const std::string& name, const std::string& range = {}, const std::string& condition = {}) {
        browser_.always("range", range);
        browser_.always("if-range", condition);
        return browser_.get("/courses/films/files/" + name);
    }
    static std::string header(const Response& response, std::string_view name) {
        for (const Header& header : response.headers) {
            if (header.name == name) {
                return header.value;
            }
        }
        return {};
    }

    learning::testing::TemporaryFolder folder_;
    SampleSite site_{demo()};
    Browser browser_{site_};
};

TEST_F(CourseFiles, AVideoIsSentWholeAndSaysThatItHasParts) {
    write("film.mp4", "0123456789");
    const Response response = get("film.mp4");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "video/mp4");
    EXPECT_EQ(response.bytes(), "0123456789");
    EXPECT_EQ(header(response, "Accept-Ranges"), "bytes");
}

TEST_F(CourseFiles, APartOfAVideoIsSentAlone) {
    write("film.webm", "0123456789");
    const Response part = get("film.webm", "bytes=3-5");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.content_type, "video/webm");
    EXPECT_EQ(part.bytes(), "345");
    EXPECT_EQ(header(part, "Content-Range"), "bytes 3-5/10");
    EXPECT_EQ(get("film.webm", "bytes=-2").bytes(), "89");
    const Response beyond = get("film.webm", "bytes=10-");
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(header(beyond, "Content-Range"), "bytes */10");
    EXPECT_EQ(beyond.bytes(), "");
}

TEST_F(CourseFiles, OfALongPartTheBeginningIsSent) {
    const std::size_t size = std::size_t{3} << 20;
    write("film.mp4", std::string(size, 'x'));
    const Response part = get("film.mp4", "bytes=0-");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.bytes().size(), std::size_t{2} << 20);
    EXPECT_EQ(header(part, "Content-Range"), "bytes 0-2097151/3145728");
}

TEST_F(CourseFiles, APartOfAVideoThatHasChangedIsNotMixedWithTheOther) {
    write("film.mp4", "0123456789");
    const std::string before = header(get("film.mp4"), "ETag");
    EXPECT_EQ(get("film.mp4", "bytes=3-5", before).status, 206);
    write("film.mp4", "abcdefghijkl");
    const Response whole = get("film.mp4", "bytes=3-5", before);
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.bytes(), "abcdefghijkl");
}

TEST_F(CourseFiles, CaptionsAreSentAsText) {
    write("film.vtt", "WEBVTT\n");
    const Response captions = get("film.vtt");
    EXPECT_EQ(captions.status, 200);
    EXPECT_EQ(captions.content_type, "text/vtt; charset=utf-8");
}

TEST_F(CourseFiles, APageMayPlayVideosOfThisHost) {
    EXPECT_NE(header(browser_.get("/courses"), "Content-Security-Policy").find("media-src 'self'"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::web
