#include "host/web/assets.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lyceum::web {
namespace {

const std::string style(5000, 'a');

Assets sample(std::string_view icon = "<svg/>") {
    const std::array<EmbeddedFile, 4> files{
        {{"lyceum.css", style}, {"icon.svg", icon}, {"a.woff2", "font"}, {"notes.txt", "no"}}};
    const std::array<std::span<const EmbeddedFile>, 1> lists{files};
    return Assets{lists};
}

Request asking(std::string name, std::string value) {
    Request request;
    request.headers.push_back(Header{std::move(name), std::move(value)});
    return request;
}

std::string hash_of(const Assets& assets) {
    return assets.prefix().substr(8, assets.prefix().size() - 9);
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& one : response.headers) {
        if (one.name == name) {
            return one.value;
        }
    }
    return {};
}

TEST(Assets, AreKeptForEverUnderTheirHash) {
    const auto assets = sample();
    const auto response = assets.respond(Request{}, hash_of(assets), "lyceum.css");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "text/css; charset=utf-8");
    EXPECT_EQ(response.bytes(), style);
    EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST(Assets, HaveAnotherHashWhenOneOfThemChanges) {
    EXPECT_EQ(sample().prefix(), sample().prefix());
    EXPECT_NE(sample().prefix(), sample("<svg></svg>").prefix());
}

TEST(Assets, AreNotThereUnderAnotherHashOrName) {
    const auto assets = sample();
    EXPECT_EQ(assets.respond(Request{}, "other", "lyceum.css").status, 404);
    EXPECT_EQ(assets.respond(Request{}, hash_of(assets), "other.css").status, 404);
    EXPECT_EQ(assets.respond(Request{}, hash_of(assets), "notes.txt").status, 404);
}

TEST(Assets, ComeInTheSmallestFormTheBrowserTakes) {
    const auto assets = sample();
    const auto hash = hash_of(assets);
    EXPECT_EQ(header(assets.respond(asking("accept-encoding", "gzip, br"), hash, "lyceum.css"), "Content-Encoding"),
              "br");
    EXPECT_EQ(header(assets.respond(asking("accept-encoding", "gzip"), hash, "lyceum.css"), "Content-Encoding"),
              "gzip");
    const auto plain = assets.respond(Request{}, hash, "lyceum.css");
    EXPECT_EQ(header(plain, "Content-Encoding"), "");
    EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
}

TEST(Assets, AreNotCompressedWhereItGainsNothing) {
    const auto assets = sample();
    const auto response = assets.respond(asking("accept-encoding", "gzip, br"), hash_of(assets), "a.woff2");
    EXPECT_EQ(header(response, "Content-Encoding"), "");
    EXPECT_EQ(response.bytes(), "font");
}

TEST(Assets, SayThatNothingChangedSinceTheLastTime) {
    const auto assets = sample();
    const auto first = assets.respond_unversioned(Request{}, "icon.svg");
    EXPECT_EQ(first.status, 200);
    const auto again = assets.respond_unversioned(asking("if-none-match", header(first, "ETag")), "icon.svg");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.bytes(), "");
}

TEST(EntityTags, AreFoundInAListWeakOrStrong) {
    EXPECT_TRUE(matches_etag("\"a\", W/\"b\"", "\"b\""));
    EXPECT_TRUE(matches_etag("*", "\"b\""));
    EXPECT_FALSE(matches_etag("\"ab\"", "\"b\""));
    EXPECT_FALSE(matches_etag("", "\"b\""));
}

TEST(ContentTypes, AreKnownForWhatTheHostServesAndNothingElse) {
    EXPECT_EQ(content_type_of("figures/path.svg"), "image/svg+xml");
    EXPECT_EQ(content_type_of("photo.jpeg"), "image/jpeg");
    EXPECT_EQ(content_type_of("page.html"), "");
    EXPECT_EQ(content_type_of("svg"), "");
}

}  // namespace
}  // namespace lyceum::web
