#pragma once
// Small courses written into a folder of their own, and the vocabularies of the modules in
// plugins/. For the tests of content.

#include "host/content/reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <fmt/format.h>

namespace lyceum::content::sample {

// Removed with everything in it at the end of the test.
class TemporaryFolder {
public:
    TemporaryFolder()
        : path_{std::filesystem::temp_directory_path() /
                fmt::format("lyceum-content-{:x}-{:x}", ::getpid(), std::random_device{}())} {
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, std::string_view text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
        return file;
    }

private:
    std::filesystem::path path_;
};

// What `lyceum` would know with these modules of this repository installed.
inline Vocabularies installed(const std::vector<std::string>& modules = {"lesson", "quiz"}) {
    Vocabularies vocabularies;
    for (const std::string& name : modules) {
        auto schema = xml::Schema::load(fmt::format("{}/plugins/{}/{}.xsd", LYCEUM_SOURCE_DIR, name, name));
        EXPECT_TRUE(schema.has_value()) << to_string(schema.error());
        vocabularies[{fmt::format("urn:lyceum:{}:1", name), name}] = {"lyceum." + name, std::move(schema).value()};
    }
    return vocabularies;
}

// A vocabulary of one element <note lang=… src=…> of its own.
inline Vocabularies notes() {
    constexpr std::string_view xsd =
        R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:note"
        elementFormDefault="qualified"><xs:element name="note"><xs:complexType mixed="true"><xs:sequence>
          <xs:element name="part" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
          <xs:attribute name="lang"/><xs:attribute name="src"/></xs:complexType></xs:element></xs:schema>)";
    auto schema = xml::Schema::compile(xsd, "note.xsd");
    EXPECT_TRUE(schema.has_value());
    Vocabularies vocabularies;
    vocabularies[{"urn:note", "note"}] = {"test.note", std::move(schema).value()};
    return vocabularies;
}

inline std::string note(std::string_view language, std::string_view text = "text") {
    return fmt::format("<note xmlns=\"urn:note\" lang=\"{}\">{}</note>", language, text);
}

inline std::string unit(std::string_view id, std::string_view url, std::string_view attributes = "") {
    return fmt::format(
        "<au id=\"{}\" {}><title><langstring lang=\"ru\">{}</langstring></title>"
        "<description><langstring lang=\"ru\">d</langstring></description><url>{}</url></au>\n",
        id, attributes, id, url);
}

inline std::string course(std::string_view body, std::string_view extensions = "", std::string_view id = "urn:c") {
    return fmt::format(
        "<courseStructure xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\" "
        "xmlns:ly=\"urn:lyceum:course:1\">\n<course id=\"{}\"><title><langstring "
        "lang=\"ru\">Курс</langstring>"
        "<langstring lang=\"en-GB\">Course</langstring></title>"
        "<description><langstring>без "
        "языка</langstring></description>{}</course>\n{}</courseStructure>",
        id, extensions, body);
}

inline std::string rules_of(const xml::Diagnostics& diagnostics) {
    std::string all;
    for (const auto& diagnostic : diagnostics) {
        all += (all.empty() ? "" : " ") + diagnostic.rule;
    }
    return all;
}

}  // namespace lyceum::content::sample
