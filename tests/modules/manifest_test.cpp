#include "host/modules/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace lyceum::modules {
namespace {

namespace fs = std::filesystem;

constexpr const char* schema = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:test:1">
<xs:element name="poll"/></xs:schema>)";

class ManifestTest : public testing::Test {
protected:
    ManifestTest() {
        std::string pattern = (fs::temp_directory_path() / "lyceum-manifest-XXXXXX").string();
        root_ = mkdtemp(pattern.data());
    }
    ~ManifestTest() override { fs::remove_all(root_); }

    static void write(const fs::path& path, std::string_view text) {
        fs::create_directories(path.parent_path());
        std::ofstream{path} << text;
    }

    static std::string manifest(const std::string& id, const std::string& root, const std::string& abi = "1",
                                const std::string& library = "poll.so") {
        return fmt::format(
            R"(<module xmlns="urn:lyceum:module:1" id="{}" version="1.0.0" abi="{}" library="{}" license="MIT">
  <title lang="ru">Опрос</title>
  <title lang="en">Poll</title>
  <root namespace="urn:test:1" name="{}" schema="poll.xsd"/>
  <languages>ru en</languages>
</module>
)",
            id, abi, library, root);
    }

    // A whole module; its library is a text file, which nothing in here may try to load.
    fs::path make_module(const std::string& folder, const std::string& id, const std::string& root) {
        write(root_ / folder / "module.xml", manifest(id, root));
        write(root_ / folder / "poll.xsd", schema);
        write(root_ / folder / "poll.so", "not a library");
        return root_ / folder;
    }

    static std::vector<std::string> rules(const xml::Diagnostics& diagnostics) {
        std::vector<std::string> found;
        for (const xml::Diagnostic& diagnostic : diagnostics) {
            found.push_back(diagnostic.rule);
        }
        return found;
    }

    fs::path root_;
    xml::Diagnostics diagnostics_;
};

TEST_F(ManifestTest, ReadsWhatAModuleSaysOfItself) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    const auto read = read_manifest(folder, Origin::Installed, diagnostics_);
    ASSERT_TRUE(read) << testing::PrintToString(rules(diagnostics_));
    EXPECT_EQ(read->id, "org.example.poll");
    EXPECT_EQ(read->version, "1.0.0");
    EXPECT_EQ(read->abi, 1U);
    EXPECT_EQ(read->license, "MIT");
    EXPECT_EQ(read->library, fs::canonical(folder) / "poll.so");
    EXPECT_EQ(read->title.in(Language::Be), "Опрос");
    EXPECT_EQ(read->title.in(Language::En), "Poll");
    EXPECT_THAT(read->languages, testing::ElementsAre(Language::Ru, Language::En));
    EXPECT_EQ(read->origin, Origin::Installed);
    ASSERT_EQ(read->claims.size(), 1U);
    EXPECT_EQ(read->claims[0].root, (xml::RootName{"urn:test:1", "poll"}));
    EXPECT_TRUE(read->claims[0].schema);
    EXPECT_THAT(diagnostics_, testing::IsEmpty());
}

TEST_F(ManifestTest, SaysOfWhatKindItsEvidenceIs) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    const auto written = [&](const std::string& attribute) {
        std::string text = manifest("org.example.poll", "poll");
        text.insert(text.find(" license="), attribute);
        write(folder / "module.xml", text);
        return read_manifest(folder, Origin::Installed, diagnostics_);
    };
    ASSERT_TRUE(written(""));
    EXPECT_EQ(written("")->evidence, EvidenceKind::Tested);
    EXPECT_EQ(written(R"( evidence="tested")")->evidence, EvidenceKind::Tested);
    EXPECT_EQ(written(R"( evidence="demonstrated")")->evidence, EvidenceKind::Demonstrated);
    EXPECT_THAT(diagnostics_, testing::IsEmpty());
    EXPECT_FALSE(written(R"( evidence="felt")"));
    EXPECT_THAT(rules(diagnostics_), testing::Contains(testing::StartsWith("schema.")));
}

TEST_F(ManifestTest, AFolderWithoutManifestIsAnErrorThatNamesTheFile) {
    fs::create_directories(root_ / "empty");
    EXPECT_FALSE(read_manifest(root_ / "empty", Origin::Installed, diagnostics_));
    ASSERT_THAT(rules(diagnostics_), testing::ElementsAre("module.unreadable"));
    EXPECT_THAT(diagnostics_[0].file, testing::EndsWith("empty/module.xml"));
}

TEST_F(ManifestTest, BrokenXmlIsAnErrorWithItsPlace) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    write(folder / "module.xml", "<module>\n  <title>\n</module>\n");
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    ASSERT_FALSE(diagnostics_.empty());
    EXPECT_EQ(diagnostics_[0].line, 3U);
}

TEST_F(ManifestTest, WhatTheSchemaForbidsIsAnErrorWithItsPlace) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    write(folder / "module.xml", manifest("Not An Id", "poll"));
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    ASSERT_FALSE(diagnostics_.empty());
    EXPECT_EQ(diagnostics_[0].line, 1U);
    EXPECT_THAT(diagnostics_[0].rule, testing::StartsWith("schema."));
}

TEST_F(ManifestTest, AnotherAbiIsRefusedWithWhatIsWanted) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    write(folder / "module.xml", manifest("org.example.poll", "poll", "99"));
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    ASSERT_THAT(rules(diagnostics_), testing::ElementsAre("module.unsupported-abi"));
    EXPECT_THAT(diagnostics_[0].text, testing::HasSubstr("99"));
    EXPECT_EQ(diagnostics_[0].hint, "install a newer Lyceum");
}

TEST_F(ManifestTest, AMissingLibraryIsAnErrorAtItsAttribute) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    fs::remove(folder / "poll.so");
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    ASSERT_THAT(rules(diagnostics_), testing::ElementsAre("module.file-missing"));
    EXPECT_EQ(diagnostics_[0].line, 1U);
    EXPECT_GT(diagnostics_[0].column, 60U);
}

TEST_F(ManifestTest, ALibraryOutsideTheFolderIsRefusedAlsoThroughALink) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    write(root_ / "elsewhere.so", "not a library");
    fs::remove(folder / "poll.so");
    fs::create_symlink(root_ / "elsewhere.so", folder / "poll.so");
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    EXPECT_THAT(rules(diagnostics_), testing::ElementsAre("module.file-outside"));

    diagnostics_.clear();
    write(folder / "module.xml", manifest("org.example.poll", "poll", "1", "../elsewhere.so"));
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    EXPECT_FALSE(diagnostics_.empty());
}

TEST_F(ManifestTest, ASchemaThatDoesNotCompileIsAnError) {
    const fs::path folder = make_module("poll", "org.example.poll", "poll");
    write(folder / "poll.xsd", "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element/></xs:schema>");
    EXPECT_FALSE(read_manifest(folder, Origin::Installed, diagnostics_));
    EXPECT_THAT(rules(diagnostics_), testing::ElementsAre("module.bad-schema"));
}

TEST_F(ManifestTest, DiscoveryFindsEachModuleInItsSubfolderInTheOrderOfNames) {
    make_module("b", "org.example.b", "b");
    make_module("a", "org.example.a", "a");
    const Discovery found = discover({{root_, Origin::ThirdParty}});
    ASSERT_EQ(found.modules.size(), 2U);
    EXPECT_EQ(found.modules[0]->id, "org.example.a");
    EXPECT_EQ(found.modules[1]->id, "org.example.b");
    EXPECT_THAT(found.diagnostics, testing::IsEmpty());
}

TEST_F(ManifestTest, OfTwoModulesWithOneRootElementTheFirstKeepsItAndTheErrorNamesBoth) {
    make_module("a", "org.example.a", "poll");
    make_module("b", "org.example.b", "poll");
    const Discovery found = discover({{root_, Origin::ThirdParty}});
    ASSERT_EQ(found.modules.size(), 1U);
    EXPECT_EQ(found.modules[0]->id, "org.example.a");
    ASSERT_THAT(rules(found.diagnostics), testing::ElementsAre("module.duplicate-root"));
    EXPECT_THAT(found.diagnostics[0].text,
                testing::AllOf(testing::HasSubstr("org.example.a"), testing::HasSubstr("org.example.b")));
}

TEST_F(ManifestTest, OfTwoModulesWithOneIdTheFirstIsUsed) {
    make_module("a", "org.example.poll", "a");
    make_module("b", "org.example.poll", "b");
    const Discovery found = discover({{root_, Origin::ThirdParty}});
    ASSERT_EQ(found.modules.size(), 1U);
    EXPECT_THAT(rules(found.diagnostics), testing::ElementsAre("module.duplicate-id"));
}

TEST_F(ManifestTest, AFolderOfModulesThatDoesNotExistIsAnError) {
    const Discovery found = discover({{root_ / "nowhere", Origin::ThirdParty}});
    EXPECT_THAT(found.modules, testing::IsEmpty());
    EXPECT_THAT(rules(found.diagnostics), testing::ElementsAre("module.folder-unreadable"));
}

// The fixture's constructor ends the process that maps it.
TEST_F(ManifestTest, DiscoveryMapsNoLibrary) {
    const auto read = read_manifest(fs::path{LYCEUM_BINARY_DIR} / "tests/bad_modules/exit_in_constructor",
                                    Origin::ThirdParty, diagnostics_);
    ASSERT_TRUE(read);
    std::ifstream maps{"/proc/self/maps"};
    const std::string mapped{std::istreambuf_iterator<char>{maps}, {}};
    EXPECT_THAT(mapped, testing::Not(testing::HasSubstr("exit_in_constructor")));
    EXPECT_THAT(mapped, testing::HasSubstr("libc.so"));
}

}  // namespace
}  // namespace lyceum::modules
