// XML from outside: any bytes as an activity file, as a course structure and as a framework.
// Nothing may crash, hang or grow without bound; and what our scanner calls well-formed, the two
// parsers behind it must take.

#include "host/content/reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

namespace {

using lyceum::content::Vocabularies;

constexpr std::string_view note_xsd =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:note"
    xmlns="urn:note" elementFormDefault="qualified">
  <xs:simpleType name="Code"><xs:restriction base="xs:token"><xs:pattern value="[a-z]{1,5}"/></xs:restriction></xs:simpleType>
  <xs:element name="note"><xs:complexType mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="part"><xs:complexType><xs:sequence><xs:element name="a" type="xs:integer" minOccurs="0"/>
        <xs:element name="b"/></xs:sequence><xs:attribute name="id" type="Code" use="required"/></xs:complexType></xs:element>
      <xs:element name="empty"><xs:complexType/></xs:element>
    </xs:choice><xs:attribute name="lang"/><xs:attribute name="src"/><xs:attribute name="codes">
      <xs:simpleType><xs:list itemType="Code"/></xs:simpleType></xs:attribute></xs:complexType>
    <xs:unique name="ids"><xs:selector xpath="*"/><xs:field xpath="@id"/></xs:unique></xs:element></xs:schema>)";

// A folder that lives as long as the process, rewritten for each input.
class Folder {
public:
    Folder() : path_{std::filesystem::temp_directory_path() / fmt::format("lyceum-fuzz-content-{}", ::getpid())} {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const char* name, std::string_view bytes) const {
        const auto file = path_ / name;
        std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const lyceum::xml::Diagnostics& diagnostics) {
    for (const auto& diagnostic : diagnostics) {
        require(!diagnostic.rule.empty() && !diagnostic.text.empty());
        require(to_string(diagnostic).find('\n') == std::string::npos);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lyceum;
    static const Folder folder;
    static const auto schema = xml::Schema::compile(note_xsd, "note.xsd").value();
    static const Vocabularies vocabularies{{{"urn:note", "note"}, {"fuzz.note", schema}}};
    const std::string bytes{reinterpret_cast<const char*>(data), size};

    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse(bytes, "f.xml", {}, diagnostics);
    require((document == nullptr) == xml::has_errors(diagnostics));
    if (document != nullptr) {
        schema->validate(*document, diagnostics);
        for (const auto& diagnostic : diagnostics) {
            require(diagnostic.rule != "xml.not-well-formed");  // libxml2 must take what the scanner took
        }
        for (const auto& element : document->root().children()) {
            require(element.parent().position().line == document->root().position().line);
            static_cast<void>(element.text());
            static_cast<void>(element.attributes());
        }
    }
    check(diagnostics);

    const auto root = xml::peek_root(bytes);
    if (root && root->local_name == "courseStructure") {
        folder.write("cmi5.xml", bytes);
        check(content::read_course(folder.path(), "c", vocabularies, nullptr).diagnostics);
    } else if (root && root->local_name == "framework") {
        check(content::read_framework(folder.write("framework.xml", bytes), "framework.xml").diagnostics);
    } else if (document != nullptr) {
        check(content::read_activity(folder.write("note.xml", bytes), "note.xml", vocabularies).diagnostics);
    }
    return 0;
}
