#include "host/xml/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::xml {
namespace {

std::shared_ptr<const Document> parse(std::string text) {
    Diagnostics diagnostics;
    auto document = Document::parse(std::move(text), "f.xml", {}, diagnostics);
    EXPECT_TRUE(diagnostics.empty()) << to_string(diagnostics.front());
    return document;
}

TEST(Element, AnswersEverythingWithEmptyWhenThereIsNone) {
    const Element none;
    EXPECT_FALSE(none);
    EXPECT_EQ(none.local_name(), "");
    EXPECT_EQ(none.namespace_uri(), "");
    EXPECT_FALSE(none.is("", ""));
    EXPECT_EQ(none.attribute("a"), std::nullopt);
    EXPECT_EQ(none.text(), "");
    EXPECT_TRUE(none.children().empty());
    EXPECT_TRUE(none.contents().empty());
    EXPECT_FALSE(none.child("", "a"));
    EXPECT_FALSE(none.parent());
    EXPECT_EQ(none.position().line, 0U);
}

TEST(Element, ResolvesNamespacesWhereverTheyAreDeclared) {
    const auto document = parse(
        "<a xmlns='urn:a' xmlns:p='urn:p'><p:b/><b xmlns='urn:b' xmlns:p='urn:q'><p:c p:d='1' "
        "d='2'/></b><b/></a>");
    const Element root = document->root();
    EXPECT_TRUE(root.is("urn:a", "a"));
    EXPECT_TRUE(root.child("urn:p", "b"));
    const Element inner = root.child("urn:b", "b");
    ASSERT_TRUE(inner);
    const Element deepest = inner.child("urn:q", "c");
    ASSERT_TRUE(deepest);
    EXPECT_EQ(deepest.attribute("d", "urn:q"), "1");
    EXPECT_EQ(deepest.attribute("d"), "2");
    EXPECT_EQ(deepest.attribute("d", "urn:p"), std::nullopt);
    EXPECT_TRUE(root.children().back().is("urn:a", "b"));
}

TEST(Element, GivesAllTextInsideWithRunsOfBlanksMadeOne) {
    const auto document = parse("<a>\n  one <b>two</b> <i>three</i><!-- not this --> <![CDATA[ <four> ]]>&amp; \n</a>");
    EXPECT_EQ(document->root().text(), "one two three <four> &");
}

TEST(Element, GivesMixedContentInOrder) {
    const auto document = parse("<a>x <b>y</b> <c/>z</a>");
    const auto contents = document->root().contents();
    ASSERT_EQ(contents.size(), 5U);
    EXPECT_EQ(contents[0].text, "x ");
    EXPECT_EQ(contents[1].element.local_name(), "b");
    EXPECT_EQ(contents[2].text, " ");
    EXPECT_EQ(contents[3].element.local_name(), "c");
    EXPECT_EQ(contents[4].text, "z");
}

TEST(Element, ListsAttributesWithoutNamespaceDeclarations) {
    const auto document = parse("<a xmlns='urn:a' b='1'\n   xmlns:p='urn:p' p:c='&lt;'/>");
    const auto attributes = document->root().attributes();
    ASSERT_EQ(attributes.size(), 2U);
    EXPECT_EQ(attributes[0].local_name, "b");
    EXPECT_EQ(attributes[0].namespace_uri, "");
    EXPECT_EQ(attributes[1].local_name, "c");
    EXPECT_EQ(attributes[1].namespace_uri, "urn:p");
    EXPECT_EQ(attributes[1].value, "<");
    EXPECT_EQ(attributes[1].position().line, 2U);
    EXPECT_EQ(attributes[1].position().column, 20U);
}

TEST(Element, KnowsItsPlaceAndItsAttributesPlaces) {
    const auto document = parse("\xef\xbb\xbf<a>Слово <b\n c='1'/></a>");
    const Element inner = document->root().child("", "b");
    EXPECT_EQ(document->root().position().column, 1U);
    EXPECT_EQ(inner.position().line, 1U);
    EXPECT_EQ(inner.position().column, 10U);
    EXPECT_EQ(inner.position_of_attribute("c").line, 2U);
    EXPECT_EQ(inner.position_of_attribute("c").column, 2U);
    EXPECT_EQ(inner.position_of_attribute("none").column, 10U) << "the element's own place";
    EXPECT_TRUE(inner.parent().is("", "a"));
    EXPECT_FALSE(document->root().parent());
}

TEST(Document, FindsElementsByAttributeInOneWalk) {
    const auto document = parse("<a src='1'><b><c src='2'/></b><d/><e src='3'/></a>");
    std::string found;
    for (const Element& element : document->elements_with_attribute("src")) {
        found += element.attribute_or("src", "");
    }
    EXPECT_EQ(found, "123");
}

}  // namespace
}  // namespace lyceum::xml
