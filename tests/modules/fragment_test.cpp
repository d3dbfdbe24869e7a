#include "host/modules/fragment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::modules {
namespace {

FragmentContext context() {
    FragmentContext context;
    context.form_action = "/courses/a?b=1&c=2";
    context.form_fields = "<input type=\"hidden\" name=\"_csrf\" value=\"t\">";
    context.files_prefix = "/courses/a/files/";
    context.person_name = [](std::string_view pseudonym) {
        return pseudonym == "p1" ? std::string{"Анна <Б>"} : std::string{};
    };
    return context;
}

std::string render(std::string_view xhtml) {
    const auto rendered = render_fragment(xhtml, context());
    return rendered ? rendered.value() : "refused: " + to_string(rendered.error());
}

// The message of a refusal; a failure of the test if it is accepted.
std::string refusal(std::string_view xhtml) {
    const auto rendered = render_fragment(xhtml, context());
    EXPECT_FALSE(rendered) << xhtml << " became " << rendered.value();
    if (rendered) {
        return {};
    }
    EXPECT_EQ(rendered.error().code, ErrorCode::Protocol);
    return rendered.error().message;
}

TEST(Fragment, KeepsSeveralElementsAndTheTextBetween) {
    EXPECT_EQ(render("<h2>Раздел</h2> text <p class=\"lead big-1\">a <em>b</em> c</p>"),
              "<h2>Раздел</h2> text <p class=\"lead big-1\">a <em>b</em> c</p>");
    EXPECT_EQ(render(""), "");
}

TEST(Fragment, EscapesTextAndValuesAnew) {
    EXPECT_EQ(render("<p title=\"&quot;&lt;&#39;\">&lt;script&gt; &amp;amp; <![CDATA[<b>]]></p>"),
              "<p title=\"&quot;&lt;&#39;\">&lt;script&gt; &amp;amp; &lt;b&gt;</p>");
}

TEST(Fragment, WritesVoidElementsAndBooleansAsHtmlDoes) {
    EXPECT_EQ(render("<div></div><br/><hr></hr><input type=\"checkbox\" name=\"a\" checked=\"checked\" value=\"1\"/>"),
              "<div></div><br><hr><input type=\"checkbox\" name=\"a\" checked value=\"1\">");
}

TEST(Fragment, GivesEachFormItsPlaceAndTheHostsFields) {
    EXPECT_EQ(
        render("<form class=\"f\"><button>Ответить</button></form>"),
        "<form class=\"f\" method=\"post\" action=\"/courses/a?b=1&amp;c=2\"><input type=\"hidden\" name=\"_csrf\" "
        "value=\"t\"><button>Ответить</button></form>");
}

TEST(Fragment, AFormChoosesNeitherWhereNorHow) {
    for (const char* const attribute :
         {"action=\"/x\"", "method=\"get\"", "enctype=\"text/plain\"", "target=\"_top\""}) {
        EXPECT_THAT(refusal("<form " + std::string{attribute} + "></form>"), testing::HasSubstr("attribute"));
    }
    EXPECT_THAT(refusal("<button formaction=\"/x\">a</button>"), testing::HasSubstr("formaction"));
    EXPECT_THAT(refusal("<input type=\"text\" name=\"a\" form=\"f\"/>"), testing::HasSubstr("form"));
}

TEST(Fragment, FormsDoNotNest) {
    EXPECT_THAT(refusal("<form><div><form></form></div></form>"), testing::HasSubstr("inside another"));
    EXPECT_THAT(render("<form></form><form></form>"), testing::StartsWith("<form"));
}

TEST(Fragment, FieldsOfTheHostCannotBeForged) {
    EXPECT_THAT(refusal("<input type=\"hidden\" name=\"_csrf\" value=\"x\"/>"), testing::HasSubstr("host's own"));
    EXPECT_THAT(refusal("<button name=\"_form\" value=\"x\">a</button>"), testing::HasSubstr("host's own"));
}

TEST(Fragment, PutsPicturesIntoTheCoursesFolder) {
    EXPECT_EQ(render("<img src=\"img/a b.svg\" alt=\"\"/>"), "<img src=\"/courses/a/files/img/a%20b.svg\" alt=\"\">");
    for (const char* const path : {"/etc/passwd", "../a.svg", "a/../../b", "a//b", "./a", "http://x/a", "//x/a",
                                   "data:x", "a\\b", "a%2e%2e/b", "a?b", "a#b", ""}) {
        EXPECT_THAT(refusal("<img alt=\"a\" src=\"" + std::string{path} + "\"/>"),
                    testing::HasSubstr("inside the course"))
            << path;
    }
}

TEST(Fragment, APictureNeedsATextAlternative) {
    EXPECT_THAT(refusal("<img src=\"a.svg\"/>"), testing::HasSubstr("alt"));
}

TEST(Fragment, AVideoIsAFileOfTheCourseThatThePersonStarts) {
    EXPECT_EQ(
        render("<video src=\"v.mp4\" poster=\"p.jpg\" controls=\"controls\" preload=\"none\"><track kind=\"captions\" "
               "src=\"v-ru.vtt\" srclang=\"ru\" label=\"Русские\" default=\"default\"/></video>"),
        "<video src=\"/courses/a/files/v.mp4\" poster=\"/courses/a/files/p.jpg\" controls preload=\"none\"><track "
        "kind=\"captions\" src=\"/courses/a/files/v-ru.vtt\" srclang=\"ru\" label=\"Русские\" default></video>");
    EXPECT_THAT(refusal("<video src=\"v.mp4\"></video>"), testing::HasSubstr("controls"));
    EXPECT_THAT(refusal("<video controls=\"controls\"></video>"), testing::HasSubstr("src"));
    EXPECT_THAT(refusal("<video src=\"v.mp4\" controls=\"controls\" autoplay=\"autoplay\"></video>"),
                testing::HasSubstr("autoplay"));
    EXPECT_THAT(refusal("<video src=\"v.mp4\" controls=\"controls\" preload=\"auto\"></video>"),
                testing::HasSubstr("preload"));
    for (const char* const attribute : {"src", "poster"}) {
        const std::string other = std::string_view{attribute} == "src" ? "" : "src=\"v.mp4\" ";
        EXPECT_THAT(refusal("<video controls=\"controls\" " + other + attribute + "=\"https://a.by/v\"></video>"),
                    testing::HasSubstr("inside the course"));
    }
    EXPECT_THAT(refusal("<video src=\"v.mp4\" controls=\"controls\"><track src=\"v.vtt\" kind=\"captions\"/></video>"),
                testing::HasSubstr("srclang"));
    EXPECT_THAT(refusal("<track src=\"v.vtt\" kind=\"captions\" srclang=\"ru\"/>"), testing::HasSubstr("belongs in"));
}

TEST(Fragment, LinksLeadToOtherSitesOrWithinThePage) {
    EXPECT_EQ(render("<a href=\"https://example.org/a?b&amp;c\">x</a>"),
              "<a href=\"https://example.org/a?b&amp;c\" rel=\"noopener noreferrer\">x</a>");
    EXPECT_EQ(render("<a href=\"#part-2\">x</a>"), "<a href=\"#part-2\">x</a>");
    for (const char* const link :
         {"javascript:alert(1)", "JAVASCRIPT:x", "/admin", "a.html", "//x", "http://", "https://a@b/", "https://a b/",
          "https://a\\b", "data:text/html,x", "java&#10;script:x", "mailto:a@b"}) {
        EXPECT_THAT(refusal("<a href=\"" + std::string{link} + "\">x</a>"), testing::HasSubstr("href")) << link;
    }
}

TEST(Fragment, FillsInTheNamesOfPeople) {
    EXPECT_EQ(render("<span class=\"author\" data-person=\"p1\"></span>"),
              "<span class=\"author\">Анна &lt;Б&gt;</span>");
    EXPECT_EQ(render("<span data-person=\"p2\"/>"), "<span>—</span>");
    EXPECT_THAT(refusal("<span data-person=\"p1\">x</span>"), testing::HasSubstr("must be empty"));
    EXPECT_THAT(refusal("<div data-person=\"p1\"></div>"), testing::HasSubstr("data-person"));
}

TEST(Fragment, ElementsThatAreNotOnTheListAreErrorsWithTheirPlace) {
    for (const char* const name : {"script", "style", "iframe", "svg", "math", "object", "embed", "link", "meta",
                                   "base", "template", "audio", "body", "noscript", "title", "dialog", "SCRIPT"}) {
        const std::string tag{name};
        EXPECT_THAT(refusal("<" + tag + "></" + tag + ">"), testing::HasSubstr("<" + tag + ">"));
    }
    const auto refused = render_fragment("<p>a</p>\n  <script/>", context());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "view:2:3");
    const auto at_once = render_fragment("<script/>", context());
    ASSERT_FALSE(at_once);
    EXPECT_EQ(at_once.error().where, "view:1:1");
}

TEST(Fragment, TheFirstHeadingBelongsToTheHost) {
    EXPECT_THAT(refusal("<h1>a</h1>"), testing::HasSubstr("<h2>"));
}

TEST(Fragment, AttributesThatRunOrStyleAreErrors) {
    for (const char* const attribute : {"onclick", "style", "srcset", "hx-get", "is", "slot", "xmlns-x"}) {
        EXPECT_THAT(refusal("<p " + std::string{attribute} + "=\"x\">a</p>"), testing::HasSubstr(attribute));
    }
    EXPECT_THAT(refusal("<p xml:lang=\"ru\">a</p>"), testing::HasSubstr("attribute"));
}

// htmx reads data-hx-* as it reads hx-*: with one of them a module could make the page fetch what it likes.
TEST(Fragment, OrdersToTheHostsScriptsAreErrorsInEveryDisguise) {
    for (const char* const attribute :
         {"data-hx-get", "data-hx-on", "data-hxget", "data-sse-connect", "data-ws-send"}) {
        EXPECT_THAT(refusal("<p " + std::string{attribute} + "=\"/x\">a</p>"), testing::HasSubstr(attribute));
    }
    EXPECT_EQ(render("<div class=\"chart\" data-values=\"1,2\" aria-label=\"x\"></div>"),
              "<div class=\"chart\" data-values=\"1,2\" aria-label=\"x\"></div>");
}

TEST(Fragment, AnIdStandsOnce) {
    EXPECT_THAT(refusal("<p id=\"a\">1</p><p id=\"a\">2</p>"), testing::HasSubstr("twice"));
}

TEST(Fragment, ElementsStandWhereHtmlWantsThem) {
    EXPECT_EQ(render("<table><caption>a</caption><thead><tr><th "
                     "scope=\"col\">b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"),
              "<table><caption>a</caption><thead><tr><th "
              "scope=\"col\">b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>");
    EXPECT_THAT(refusal("<li>a</li>"), testing::HasSubstr("<li> belongs in"));
    EXPECT_THAT(refusal("<ul>text</ul>"), testing::HasSubstr("may not hold text"));
    EXPECT_THAT(refusal("<ul><p>a</p></ul>"), testing::HasSubstr("may not stand in ul"));
    EXPECT_THAT(refusal("<table><tr><p>a</p></tr></table>"), testing::HasSubstr("may not stand in tr"));
    EXPECT_THAT(refusal("<select name=\"a\"><option><b>x</b></option></select>"),
                testing::HasSubstr("may not stand in option"));
    EXPECT_THAT(refusal("<textarea name=\"a\"><p>x</p></textarea>"), testing::HasSubstr("may not stand in textarea"));
    EXPECT_THAT(refusal("<br>x</br>"), testing::HasSubstr("must be empty"));
}

TEST(Fragment, ATextareaKeepsItsFirstLineEnd) {
    EXPECT_EQ(render("<textarea name=\"a\">\nx</textarea>"), "<textarea name=\"a\">\n\nx</textarea>");
}

TEST(Fragment, ValuesOutsideTheirListAreErrors) {
    for (const char* const element :
         {"<input type=\"file\" name=\"a\"/>", "<input type=\"password\" name=\"a\"/>",
          "<button type=\"reset\">a</button>", "<p class=\"A\">a</p>", "<p role=\"button\">a</p>",
          "<p tabindex=\"5\">a</p>", "<p id=\"a b\">a</p>", "<input type=\"text\" name=\"a\" required=\"no\"/>",
          "<input type=\"number\" name=\"a\" min=\"1e9\"/>", "<input type=\"text\" name=\"a\" autocomplete=\"on\"/>",
          "<ol start=\"x\"></ol>", "<img src=\"a\" alt=\"\" width=\"100%\"/>"}) {
        EXPECT_THAT(refusal(element), testing::HasSubstr("the value")) << element;
    }
}

TEST(Fragment, WhatIsNotWellFormedIsRefusedAndDoesNotLeaveItsPlace) {
    EXPECT_THAT(refusal("<p>a"), testing::HasSubstr("not well-formed"));
    EXPECT_THAT(refusal("</fragment><script/><fragment>"), testing::HasSubstr("not well-formed"));
    EXPECT_THAT(refusal("<p>&nbsp;</p>"), testing::HasSubstr("not well-formed"));
    EXPECT_THAT(refusal("<!DOCTYPE p [<!ENTITY a \"b\">]><p>&a;</p>"), testing::HasSubstr("not well-formed"));
}

TEST(Fragment, DepthIsBounded) {
    std::string deep;
    for (int i = 0; i < 200; ++i) {
        deep += "<div>";
    }
    for (int i = 0; i < 200; ++i) {
        deep += "</div>";
    }
    EXPECT_FALSE(render_fragment(deep, context()));
}

TEST(Fragment, ElementsOfAnotherNamespaceAreErrors) {
    EXPECT_THAT(refusal("<p xmlns=\"http://www.w3.org/2000/svg\">a</p>"), testing::HasSubstr("<p>"));
}

constexpr std::string_view pairs_table =
    "<table data-chart=\"pairs\" id=\"change\" lang=\"ru\"><caption>До и после</caption><thead><tr><th>Вопрос</th>"
    "<th>До</th><th>После</th></tr></thead><tbody><tr><th>Первый</th><td data-value=\"1\">мало</td><td>3</td></tr>"
    "</tbody></table>";

TEST(FragmentChart, StandsBeforeTheTableWhichIsFoldedBehindIt) {
    FragmentContext in_russian = context();
    in_russian.table_words = "Таблица";
    const auto rendered = render_fragment(pairs_table, in_russian);
    ASSERT_TRUE(rendered);
    EXPECT_THAT(
        rendered.value(),
        ::testing::StartsWith("<figure class=\"chart-figure\" lang=\"ru\"><figcaption>До и после</figcaption>"));
    EXPECT_THAT(rendered.value(), ::testing::HasSubstr("<svg class=\"chart-plot\""));
    EXPECT_THAT(rendered.value(), ::testing::HasSubstr("<details class=\"chart-table\" id=\"change-table\"><summary>"
                                                       "Таблица</summary><table data-chart=\"pairs\" id=\"change\""));
    EXPECT_THAT(rendered.value(), ::testing::EndsWith("</table></details></figure>"));
}

// A learner sees a table where an author meant a chart and wrote it wrong; the author is told.
TEST(FragmentChart, ThatCannotBeDrawnIsTheTableItIsAndAFindingForTheAuthor) {
    std::vector<Error> findings;
    FragmentContext told = context();
    told.findings = &findings;
    for (const auto& [xhtml, why] : std::vector<std::pair<std::string, std::string>>{
             {"<table data-chart=\"pie\"><tbody><tr><td>a</td></tr></tbody></table>",
              "none of lines, pairs, map, graph"},
             {"<table data-chart=\"lines\"><tbody><tr><td>a</td></tr></tbody></table>", "needs a <caption>"},
             {"<table data-chart=\"lines\"><caption>c</caption><thead><tr><th>a</th><th data-axis=\"z\">b</th></tr>"
              "</thead></table>",
              "data-axis=\"z\""},
             {"<table data-chart=\"pairs\" data-min=\"5\" data-max=\"1\"><caption>c</caption><thead><tr><th>a</th>"
              "<th>b</th></tr></thead></table>",
              "data-min is not below data-max"},
             {"<table data-chart=\"pairs\"><caption>c</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
              "<th>x</th><td data-value=\"lots\">5</td></tr></tbody></table>",
              "data-value=\"lots\" is no number"}}) {
        findings.clear();
        const auto rendered = render_fragment("<p>a</p>\n" + xhtml, told);
        ASSERT_TRUE(rendered) << xhtml;
        EXPECT_THAT(rendered.value(), ::testing::Not(::testing::HasSubstr("<svg"))) << xhtml;
        ASSERT_EQ(findings.size(), 1U) << xhtml;
        EXPECT_THAT(findings.front().message, ::testing::HasSubstr(why));
        EXPECT_EQ(findings.front().where, "view:2:1");
    }
}

TEST(FragmentChart, DoesNotLetThroughWhatAPageMayNotHave) {
    EXPECT_THAT(refusal("<table data-chart=\"pairs\"><caption>c</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
                        "<tbody><tr><th>x<script>1</script></th><td>5</td></tr></tbody></table>"),
                ::testing::HasSubstr("script"));
}

}  // namespace
}  // namespace lyceum::modules
