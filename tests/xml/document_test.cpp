#include "host/xml/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

namespace lyceum::xml {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The first finding as "LINE:COL rule", or "good".
std::string verdict(std::string bytes, const Limits& limits = {}) {
    Diagnostics diagnostics;
    const auto document = Document::parse(std::move(bytes), "f.xml", limits, diagnostics);
    EXPECT_EQ(document == nullptr, has_errors(diagnostics));
    if (diagnostics.empty()) {
        return "good";
    }
    return fmt::format("{}:{} {}", diagnostics[0].line, diagnostics[0].column, diagnostics[0].rule);
}

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
        text += "<a>";
    }
    for (std::size_t i = 0; i < depth; ++i) {
        text += "</a>";
    }
    return text;
}

TEST(Document, TakesWhatIsWellFormed) {
    for (const std::string text :
         {"<a/>",
          "<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?>\r\n<a>\r\n</a>\r\n<!-- after "
          "-->\n",
          "\xef\xbb\xbf<a>text</a>", "<a b='1' c=\"'\">&lt;&#65;&#x42;<![CDATA[ <&]]x> ]]></a>",
          "<?go now?><a><?go?></a>", "<p:a xmlns:p='urn:p' p:b='' xml:lang='ru'><p:c/></p:a >", "<курс имя='дом'/>",
          "<a ><b\n/></a\t>", "<a>]] ></a>"}) {
        EXPECT_EQ(verdict(text), "good") << text;
    }
}

TEST(Document, SaysWhereAndWhyATextIsNotWellFormed) {
    EXPECT_EQ(verdict(""), "1:1 xml.empty");
    EXPECT_EQ(verdict("  \n<!-- only -->\n"), "1:1 xml.empty");
    EXPECT_EQ(verdict("text"), "1:1 xml.not-well-formed");
    EXPECT_EQ(verdict("<a>\n  <b></a>"), "2:6 xml.mismatched-tag");
    EXPECT_EQ(verdict("<a><b"), "1:4 xml.truncated");
    EXPECT_EQ(verdict("<a>\nж"), "2:2 xml.truncated");
    EXPECT_EQ(verdict("<a><!-- "), "1:4 xml.truncated");
    EXPECT_EQ(verdict("<a><![CDATA[ ]]"), "1:4 xml.truncated");
    EXPECT_EQ(verdict("<a><?x "), "1:4 xml.truncated");
    EXPECT_EQ(verdict("<a b='"), "1:6 xml.truncated");
    EXPECT_EQ(verdict("<a><!-- -- --></a>"), "1:9 xml.not-well-formed");
    EXPECT_EQ(verdict("<a>]]></a>"), "1:4 xml.not-well-formed");
    EXPECT_EQ(verdict("<a b></a>"), "1:4 xml.not-well-formed");
    EXPECT_EQ(verdict("<a b=c></a>"), "1:6 xml.not-well-formed");
    EXPECT_EQ(verdict("<a b='1'c='2'/>"), "1:9 xml.not-well-formed");
    EXPECT_EQ(verdict("<a b='<'/>"), "1:6 xml.not-well-formed");
    EXPECT_EQ(verdict("<a/><b/>"), "1:5 xml.not-well-formed");
    EXPECT_EQ(verdict("<1/>"), "1:2 xml.not-well-formed");
    EXPECT_EQ(verdict("<a:b:c xmlns:a='u'/>"), "1:5 xml.not-well-formed");
    EXPECT_EQ(verdict("<?xml version='1.1'?><a/>"), "1:7 xml.version");
    EXPECT_EQ(verdict("\n<?xml version='1.0'?><a/>"), "2:1 xml.declaration-not-first");
}

TEST(Document, CountsColumnsInCharactersAndNotInBytes) {
    EXPECT_EQ(verdict("<a>Привет, мир & дом</a>"), "1:16 xml.bare-ampersand");
    EXPECT_EQ(verdict("\xef\xbb\xbf<a>&</a>"), "1:4 xml.bare-ampersand");
    const std::string long_line(10'000, 'x');
    EXPECT_EQ(verdict("<a>" + long_line + "&</a>"), "1:10004 xml.bare-ampersand");
}

TEST(Document, KnowsNoEntitiesButTheFive) {
    EXPECT_EQ(verdict("<a>&amp;&lt;&gt;&quot;&apos;</a>"), "good");
    EXPECT_EQ(verdict("<a>&nbsp;</a>"), "1:4 xml.unknown-entity");
    EXPECT_EQ(verdict("<a b='&x;'/>"), "1:7 xml.unknown-entity");
    EXPECT_EQ(verdict("<a>&#0;</a>"), "1:4 xml.bad-reference");
    EXPECT_EQ(verdict("<a>&#xD800;</a>"), "1:4 xml.bad-reference");
    EXPECT_EQ(verdict("<a>&#99999999999;</a>"), "1:4 xml.bad-reference");
    EXPECT_EQ(verdict("<a>&am<b/>p;</a>"), "1:4 xml.bare-ampersand");
}

TEST(Document, RefusesEveryDocumentType) {
    EXPECT_EQ(verdict("<!DOCTYPE a><a/>"), "1:1 xml.doctype");
    EXPECT_EQ(verdict("<!-- c -->\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), "2:1 xml.doctype");
    EXPECT_EQ(verdict("<a><!DOCTYPE b></a>"), "1:4 xml.doctype");
}

TEST(Document, ReadsUtf8Only) {
    using namespace std::string_literals;
    EXPECT_EQ(verdict("<?xml version='1.0' encoding='windows-1251'?><a/>"), "1:31 xml.encoding");
    EXPECT_EQ(verdict("<a>\xcf\xf0\xe8</a>"), "1:4 xml.encoding");
    EXPECT_EQ(verdict("\xff\xfe<\0a\0"s), "1:1 xml.encoding");
    EXPECT_EQ(verdict("<\0a\0"s), "1:1 xml.encoding");
    EXPECT_EQ(verdict("<a>\xc0\x80</a>"), "1:4 xml.encoding") << "an overlong form";
    EXPECT_EQ(verdict("<a>\xed\xa0\x80</a>"), "1:4 xml.encoding") << "half of a surrogate pair";
    EXPECT_EQ(verdict("<a>x\0y</a>"s), "1:5 xml.forbidden-character");
    EXPECT_EQ(verdict("<a>\x1b[2J</a>"), "1:4 xml.forbidden-character");
    EXPECT_EQ(verdict("<a>\xef\xbf\xbf</a>"), "1:4 xml.forbidden-character");
}

TEST(Document, BoundsTheDepthBeforeATreeIsBuilt) {
    EXPECT_EQ(verdict(nested(200)), "good");
    EXPECT_EQ(verdict(nested(201)), "1:601 xml.too-deep");
    EXPECT_EQ(verdict(nested(1'000'000)), "1:601 xml.too-deep");
}

TEST(Document, BoundsSizeAndNumberOfNodes) {
    Limits limits;
    limits.nodes = 5;
    EXPECT_EQ(verdict("<a b='1'><c/>text</a>", limits), "good");
    EXPECT_EQ(verdict("<a b='1'><c/>text<d/><e/></a>", limits), "1:22 xml.too-many-nodes");
    limits.bytes = 10;
    EXPECT_EQ(verdict("<a>123456</a>", limits), "0:0 xml.too-large");
}

TEST(Document, RefusesUndeclaredPrefixesAndDuplicateAttributes) {
    EXPECT_EQ(verdict("<p:a/>"), "1:2 xml.unknown-prefix");
    EXPECT_EQ(verdict("<a p:b=''/>"), "1:4 xml.unknown-prefix");
    EXPECT_EQ(verdict("<a><b xmlns:p='u'/><p:c/></a>"), "1:21 xml.unknown-prefix") << "declared on a sibling only";
    EXPECT_EQ(verdict("<a b='' b=''/>"), "1:9 xml.duplicate-attribute");
    EXPECT_EQ(verdict("<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>"), "1:35 xml.duplicate-attribute");
    std::string many = "<a";
    for (int i = 0; i < 50; ++i) {
        many += fmt::format(" b{}=''", i);
    }
    EXPECT_EQ(verdict(many + "/>"), "good");
    EXPECT_EQ(verdict(many + "\nb7=''/>"), "2:1 xml.duplicate-attribute");
}

TEST(Document, BoundsNamespacesInScope) {
    std::string text = "<a";
    for (int i = 0; i < 65; ++i) {
        text += fmt::format(" xmlns:p{}='u{}'", i, i);
    }
    EXPECT_THAT(verdict(text + "/>"), HasSubstr("xml.too-many-namespaces"));
}

TEST(Document, TellsWhatWouldCloseAMisspeltTag) {
    Diagnostics diagnostics;
    Document::parse("<quiz>\n<prompt>x</promt>\n</quiz>", "q.xml", {}, diagnostics);
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(to_string(diagnostics[0]),
              "q.xml:2:10: error: \"</promt>\" does not close \"<prompt>\" from line 2 (did you mean "
              "\"</prompt>\"?) [xml.mismatched-tag]");
}

TEST(Diagnostic, IsOneLineWhateverTheFileHolds) {
    const Diagnostic diagnostic{"a.xml", 1, 2, Severity::Warning, "x.y", "a\nb\x1b[2J", ""};
    EXPECT_EQ(to_string(diagnostic), "a.xml:1:2: warning: a b [2J [x.y]");
}

TEST(PeekRoot, FindsTheNameWithoutReadingOn) {
    EXPECT_EQ(peek_root("<?xml version='1.0'?><!-- c --><quiz xmlns='urn:q' lang='ru'>& not well-formed"),
              (RootName{"urn:q", "quiz"}));
    EXPECT_EQ(peek_root("\xef\xbb\xbf<p:quiz xmlns:p='urn:q'/>"), (RootName{"urn:q", "quiz"}));
    EXPECT_EQ(peek_root("<quiz/>"), (RootName{"", "quiz"}));
    EXPECT_EQ(peek_root("no"), std::nullopt);
    EXPECT_EQ(peek_root("<!DOCTYPE quiz><quiz/>"), std::nullopt);
    EXPECT_EQ(peek_root(""), std::nullopt);
}

}  // namespace
}  // namespace lyceum::xml
