#include "host/xml/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include <fmt/format.h>

namespace lyceum::xml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view shop =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:shop"
    targetNamespace="urn:shop" elementFormDefault="qualified">
  <xs:simpleType name="Code">
    <xs:annotation>
      <xs:documentation xml:lang="ru">До пяти букв.</xs:documentation>
      <xs:documentation xml:lang="en">Up to five small letters. More is not needed.</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:token"><xs:pattern value="[a-z]{1,5}"/></xs:restriction>
  </xs:simpleType>
  <xs:element name="shop">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="item" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="price" type="xs:integer" minOccurs="0"/>
              <xs:element name="name" type="xs:string"/>
            </xs:sequence>
            <xs:attribute name="code" type="Code" use="required"/>
            <xs:attribute name="count">
              <xs:simpleType>
                <xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:maxInclusive value="5"/></xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="kind">
              <xs:simpleType>
                <xs:restriction base="xs:string"><xs:enumeration value="fruit"/><xs:enumeration value="bread"/></xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="codes"><xs:simpleType><xs:list itemType="Code"/></xs:simpleType></xs:attribute>
          </xs:complexType>
        </xs:element>
        <xs:element name="note" minOccurs="0">
          <xs:simpleType><xs:restriction base="xs:token"><xs:minLength value="3"/><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
        </xs:element>
        <xs:element name="line" minOccurs="0"><xs:complexType/></xs:element>
      </xs:sequence>
    </xs:complexType>
    <xs:unique name="codes"><xs:selector xpath="*"/><xs:field xpath="@code"/></xs:unique>
  </xs:element>
</xs:schema>)";

std::shared_ptr<const Schema> compile(std::string_view xsd) {
    auto schema = Schema::compile(xsd, "shop.xsd");
    EXPECT_TRUE(schema.has_value()) << to_string(schema.error());
    return std::move(schema).value();
}

// What is said of <shop xmlns="urn:shop">BODY</shop>, one line each.
std::vector<std::string> findings(std::string_view body) {
    static const std::shared_ptr<const Schema> schema = compile(shop);
    Diagnostics diagnostics;
    const auto document =
        Document::parse(fmt::format("<shop xmlns=\"urn:shop\">\n{}\n</shop>", body), "s.xml", {}, diagnostics);
    if (document != nullptr) {
        schema->validate(*document, diagnostics);
    }
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : diagnostics) {
        lines.push_back(to_string(diagnostic));
    }
    return lines;
}

TEST(Schema, IsSilentAboutAValidDocument) {
    EXPECT_THAT(findings("<item code='a' count='5' kind='fruit'><price> 7 "
                         "</price><name/></item><note>abc</note><line/>"),
                ElementsAre());
}

TEST(Schema, NamesAMisspeltElementWithItsPlaceAndTheNearestName) {
    EXPECT_THAT(findings("<item code='a'><naem/></item>"),
                ElementsAre("s.xml:2:16: error: element \"naem\" is not allowed here; expected "
                            "\"price\" or \"name\" (did you mean "
                            "\"name\"?) [schema.unexpected-element]"));
}

TEST(Schema, TellsAnElementInTheWrongPlaceFromAnUnknownOne) {
    EXPECT_THAT(findings("<item code='a'><name/><price>1</price></item>"),
                ElementsAre("s.xml:2:23: error: element \"price\" is not allowed here (it is in "
                            "the wrong place, or there once too "
                            "often) [schema.unexpected-element]"));
}

TEST(Schema, NamesAMisspeltAttributeAndListsTheAllowedOnesIfNoneIsNear) {
    EXPECT_THAT(findings("<item code='a' cuont='1' x='2'><name/></item>"),
                ElementsAre("s.xml:2:16: error: attribute \"cuont\" is not allowed on element "
                            "\"item\" (did you mean \"count\"?) "
                            "[schema.unexpected-attribute]",
                            "s.xml:2:26: error: attribute \"x\" is not allowed on element \"item\" "
                            "(allowed: \"code\", \"count\", "
                            "\"kind\" or \"codes\") [schema.unexpected-attribute]"));
}

TEST(Schema, NamesWhatIsMissing) {
    EXPECT_THAT(findings("<item code='a'><price>1</price></item>"),
                ElementsAre("s.xml:2:1: error: element \"item\" needs \"name\" inside [schema.missing-element]"));
    EXPECT_THAT(findings("<item><name/></item>"),
                ElementsAre("s.xml:2:1: error: element \"item\" needs attribute \"code\" (Up to "
                            "five small letters) "
                            "[schema.missing-attribute]"));
}

TEST(Schema, SaysWhichValuesAreAllowed) {
    EXPECT_THAT(findings("<item code='a' kind='friut'><name/></item>"),
                ElementsAre("s.xml:2:16: error: \"friut\" is not a value of attribute \"kind\"; "
                            "allowed: \"fruit\" or \"bread\" "
                            "(did you mean \"fruit\"?) [schema.unknown-value]"));
    EXPECT_THAT(findings("<item code='a' count='9'><price>x</price><name/></item>"),
                ElementsAre("s.xml:2:16: error: \"9\" is out of range in attribute \"count\"; it must be at most 5 "
                            "[schema.out-of-range]",
                            "s.xml:2:26: error: \"x\" is not a value of element \"price\"; it must be a whole "
                            "number "
                            "[schema.bad-value]"));
}

TEST(Schema, ExplainsAFormByTheSchemasOwnDocumentation) {
    EXPECT_THAT(findings("<item code='UPPER'><name/></item>"),
                ElementsAre("s.xml:2:7: error: \"UPPER\" does not have the form that attribute "
                            "\"code\" must have (Up to five small "
                            "letters) [schema.bad-form]"));
}

TEST(Schema, SaysOfAListOnlyWhichItemIsWrong) {
    EXPECT_THAT(findings("<item code='a' codes='ok BAD'><name/></item>"),
                ElementsAre(HasSubstr("s.xml:2:16: error: \"BAD\" does not have the form")));
}

TEST(Schema, CountsTheLengthOfTexts) {
    EXPECT_THAT(findings("<item code='a'><name/></item><note></note>"),
                ElementsAre("s.xml:2:30: error: element \"note\" must not be empty [schema.empty-value]"));
    EXPECT_THAT(findings("<item code='a'><name/></item><note>abcdef</note>"),
                ElementsAre("s.xml:2:30: error: element \"note\" has 6 characters; at most 5 are "
                            "allowed [schema.bad-length]"));
}

TEST(Schema, RefusesTextAndElementsWhereTheyDoNotBelong) {
    EXPECT_THAT(findings("<item code='a'>stray<name/></item>"),
                ElementsAre("s.xml:2:1: error: text is not allowed directly in element \"item\": "
                            "\"stray\" (put it into \"price\" "
                            "or \"name\") [schema.unexpected-text]"));
    EXPECT_THAT(findings("<item code='a'><name/></item><line><b/></line>"),
                ElementsAre("s.xml:2:36: error: element \"line\" must be empty; \"b\" is not allowed in it "
                            "[schema.unexpected-element]"));
    EXPECT_THAT(findings("<item code='a'><name/></item><line>x</line>"),
                ElementsAre("s.xml:2:30: error: element \"line\" must be empty [schema.unexpected-text]"));
}

TEST(Schema, FindsTwoThingsOfOneName) {
    EXPECT_THAT(findings("<item code='a'><name/></item>\n<item code='a'><name/></item>"),
                ElementsAre("s.xml:3:7: error: \"a\" is used twice; it must be unique (rename one "
                            "of the two) [schema.duplicate]"));
}

TEST(Schema, SeesAnElementOfAnotherNamespace) {
    EXPECT_THAT(
        findings("<item code='a'><name xmlns=''/></item>"),
        ElementsAre(HasSubstr("element \"name\" belongs to no namespace here; expected namespace \"urn:shop\"")));
}

TEST(Schema, ListsAtMostAHundredFindings) {
    std::string body;
    for (int i = 0; i < 500; ++i) {
        body += "<item code='A'><name/></item>\n";
    }
    const auto lines = findings(body);
    ASSERT_EQ(lines.size(), 101U);
    EXPECT_THAT(lines.back(), HasSubstr("[schema.too-many]"));
    EXPECT_THAT(lines[99], HasSubstr("s.xml:101:7:"));
}

TEST(Schema, DoesNotFollowWhatADocumentSaysOfItsSchema) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("lyceum-xml-{}", ::getpid());
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "other.xsd"}
        << "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:shop' "
           "elementFormDefault='qualified'><xs:element name='extra'/></xs:schema>";
    EXPECT_THAT(findings(fmt::format("<item code='a' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
                                     "i:schemaLocation='urn:shop file://{}/other.xsd'><name/></item><extra/>",
                                     folder.string())),
                ElementsAre(HasSubstr("element \"extra\" is not allowed here")));
    std::filesystem::remove_all(folder);
}

TEST(Schema, RefusesSchemasThatReachOutOrExplode) {
    const auto refuse = [](std::string_view inside) {
        const auto schema = Schema::compile(
            fmt::format("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{}</xs:schema>", inside), "x.xsd");
        return schema.has_value() ? std::string{"taken"} : to_string(schema.error());
    };
    EXPECT_THAT(refuse("<xs:include schemaLocation='/etc/passwd'/>"),
                HasSubstr("x.xsd:1:56: <xs:include> is not followed"));
    EXPECT_THAT(refuse("<xs:import namespace='urn:b' schemaLocation='http://localhost/'/>"),
                HasSubstr("is not followed"));
    EXPECT_THAT(refuse("<xs:element name='a'><xs:complexType><xs:sequence><xs:element name='b' "
                       "maxOccurs='999999999'/></xs:sequence></xs:complexType></xs:element>"),
                HasSubstr("maxOccurs is more than"));
    EXPECT_THAT(refuse("<xs:element name='a' type='Nowhere'/>"), HasSubstr("Nowhere"));
    EXPECT_EQ(refuse("<xs:element name='a'/>"), "taken");
    EXPECT_THAT(to_string(Schema::compile("<a/>", "x.xsd").error()), HasSubstr("not xs:schema"));
    EXPECT_THAT(to_string(Schema::compile("<a", "x.xsd").error()), HasSubstr("x.xsd:1:1"));
    EXPECT_EQ(Schema::load("/nowhere/x.xsd").error().code, ErrorCode::NotFound);
}

TEST(Schema, ServesManyThreadsAtOnce) {
    const auto schema = compile(shop);
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&schema, &right] {
            for (int i = 0; i < 50; ++i) {
                Diagnostics diagnostics;
                const auto document = Document::parse(
                    "<shop xmlns='urn:shop'><item code='a' count='6'><name/></item><item "
                    "code='a'><naem/></item></shop>",
                    "s.xml", {}, diagnostics);
                schema->validate(*document, diagnostics);
                right += diagnostics.size() == 3 ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(right, 200);
}

}  // namespace
}  // namespace lyceum::xml
