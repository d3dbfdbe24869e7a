#include "host/web/templates.hpp"

#include <gtest/gtest.h>

#include <array>
#include <embedded/web_catalogues.hpp>
#include <embedded/web_templates.hpp>

namespace lyceum::web {
namespace {

class TemplatesTest : public ::testing::Test {
protected:
    Result<Templates> open(std::string_view source, std::string_view other = "other") {
        const std::array<EmbeddedFile, 2> files{{{"page.mustache", source}, {"part.mustache", other}}};
        return Templates::open(files, texts);
    }
    std::string render(std::string_view source, const Values& values, Language language = Language::Ru) {
        return open(source).value().render(language, "page", values);
    }

    Texts texts = std::move(Texts::open(embedded::web_catalogues()).value());
};

TEST_F(TemplatesTest, EscapeWhatTheyAreFilledWith) {
    Values values;
    values["name"] = "<script>alert('x')</script>&\"";
    const auto page = render("<p title=\"{{name}}\">{{name}}</p>", values);
    EXPECT_EQ(page.find('<', 1), page.find("</p>"));
    EXPECT_NE(page.find("&lt;script&gt;alert("), std::string::npos);
    EXPECT_EQ(page.find("('"), std::string::npos);
}

TEST_F(TemplatesTest, TranslateTheirTexts) {
    EXPECT_EQ(render("<b>{{#t}}Continue{{/t}}</b>", {}), "<b>Продолжить</b>");
    EXPECT_EQ(render("<b>{{#t}}Continue{{/t}}</b>", {}, Language::En), "<b>Continue</b>");
}

TEST_F(TemplatesTest, EscapeTheirTextsToo) {
    EXPECT_EQ(render("{{#t}}a < b & c{{/t}}", {}), "a &lt; b &amp; c");
}

TEST_F(TemplatesTest, FillPlaceholdersInsideATranslatedText) {
    Values values;
    values["level"] = "2";
    values["target"] = "3";
    EXPECT_EQ(render("{{#t}}level {{level}}, wanted {{target}}{{/t}}", values), "уровень 2, нужен 3");
}

TEST_F(TemplatesTest, PutInOtherTemplates) {
    EXPECT_EQ(render("a {{> part}} b", {}), "a other b");
}

TEST_F(TemplatesTest, AreRefusedWhenBrokenOrEndless) {
    EXPECT_FALSE(open("{{#open}}").has_value());
    EXPECT_FALSE(open("{{> missing}}").has_value());
    EXPECT_FALSE(open("a", "{{> part}}").has_value());
}

TEST_F(TemplatesTest, OfThePagesAreAllGood) {
    EXPECT_TRUE(Templates::open(embedded::web_templates(), texts).has_value());
}

// Raw HTML goes only where the host has made or checked it; any other place would be a hole.
TEST_F(TemplatesTest, OfThePagesUseRawHtmlInKnownPlacesOnly) {
    for (const auto& file : embedded::web_templates()) {
        for (auto at = file.bytes.find("{{{"); at != std::string_view::npos; at = file.bytes.find("{{{", at + 1)) {
            const auto name = file.bytes.substr(at + 3, file.bytes.find("}}}", at) - at - 3);
            EXPECT_TRUE(name == "content" || name == "fragment" || name == "drawing") << file.path << ": " << name;
        }
        EXPECT_EQ(file.bytes.find("{{&"), std::string_view::npos) << file.path;
        EXPECT_EQ(file.bytes.find(" style="), std::string_view::npos)
            << file.path << ": the policy forbids inline styles";
        EXPECT_EQ(file.bytes.find(" onclick="), std::string_view::npos) << file.path;
    }
}

}  // namespace
}  // namespace lyceum::web
