// What a device keeps: the manifest, the worker, the page without a line, whose page it is; and how much a first visit
// weighs.
#include "tests/web/site_support.hpp"

#include "host/base/files.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <set>

namespace lyceum::web {
namespace {

using testing::Browser;
using testing::header;
using testing::SampleSite;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text_of(const boost::json::value& object, std::string_view key) {
    return object.at(key).as_string().c_str();
}

class DeviceTest : public ::testing::Test {
protected:
    SampleSite site{testing::demo()};
    Browser browser{site};
};

TEST_F(DeviceTest, IsInstalledUnderOneIdInTheReadersLanguage) {
    std::set<std::string> names;
    for (const auto* language : {"ru", "be", "en"}) {
        const auto response = browser.get(std::string{"/manifest.webmanifest?lang="} + language);
        EXPECT_EQ(response.status, 200);
        EXPECT_THAT(response.content_type, HasSubstr("application/manifest+json"));
        const auto manifest = boost::json::parse(response.bytes());
        EXPECT_EQ(text_of(manifest, "lang"), language);
        EXPECT_EQ(text_of(manifest, "id"), "/");
        EXPECT_EQ(text_of(manifest, "start_url"), "/");
        names.insert(text_of(manifest, "name"));
    }
    EXPECT_EQ(names.size(), 3U);
    browser.always("accept-language", "be");
    EXPECT_EQ(text_of(boost::json::parse(browser.get("/manifest.webmanifest").bytes()), "lang"), "be");
}

// The width and height in a PNG's first chunk (RFC 2083 section 4.1.1).
std::string size_of_png(std::string_view bytes) {
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
        }
        return std::to_string(value);
    };
    return bytes.size() < 24 || bytes.substr(1, 3) != "PNG" ? "" : number(16) + "x" + number(20);
}

TEST_F(DeviceTest, HasEveryIconThatItNamesInTheSizeItNames) {
    std::set<std::string> purposes;
    const auto manifest = boost::json::parse(browser.get("/manifest.webmanifest").bytes());
    ASSERT_EQ(manifest.at("icons").as_array().size(), 4U);
    for (const auto& icon : manifest.at("icons").as_array()) {
        const auto response = browser.get(text_of(icon, "src"));
        ASSERT_EQ(response.status, 200) << icon;
        EXPECT_EQ(response.content_type, text_of(icon, "type"));
        if (text_of(icon, "type") == "image/png") {
            EXPECT_EQ(size_of_png(response.bytes()), text_of(icon, "sizes"));
        }
        purposes.insert(text_of(icon, "purpose"));
    }
    EXPECT_TRUE(purposes.contains("maskable"));
    browser.get("/");
    const auto at = browser.page().find("apple-touch-icon\" href=\"") + 24;
    const auto touch = browser.get(browser.page().substr(at, browser.page().find('"', at) - at));
    EXPECT_EQ(size_of_png(touch.bytes()), "180x180");
}

// The colour around the page, in the manifest, the pages and the style sheet, where it is "--ground" of each scheme.
TEST_F(DeviceTest, NamesTheGroundsOfBothSchemes) {
    const auto tokens =
        files::read(std::filesystem::path{LYCEUM_SOURCE_DIR} / "host/web/assets/tokens.css", 1 << 20).value();
    std::vector<std::string> grounds;
    for (auto at = tokens.find("--ground: "); at != std::string::npos; at = tokens.find("--ground: ", at + 1)) {
        grounds.push_back(tokens.substr(at + 10, 7));
    }
    ASSERT_EQ(grounds.size(), 2U);
    EXPECT_EQ(text_of(boost::json::parse(browser.get("/manifest.webmanifest").bytes()), "theme_color"), grounds[0]);
    browser.get("/");
    for (const auto& ground : grounds) {
        EXPECT_THAT(browser.page(), HasSubstr("name=\"theme-color\" content=\"" + ground + "\""));
    }
}

TEST_F(DeviceTest, ServesAWorkerThatIsAskedForAgainAndKnowsItsVersion) {
    const auto worker = browser.get("/sw.js");
    EXPECT_EQ(worker.status, 200);
    EXPECT_THAT(worker.content_type, HasSubstr("text/javascript"));
    EXPECT_EQ(header(worker, "Cache-Control"), "no-cache");
    browser.get("/");
    const auto at = browser.page().find("/assets/") + 8;
    const auto version = browser.page().substr(at, browser.page().find('/', at) - at);
    EXPECT_THAT(std::string{worker.bytes()}, HasSubstr("const VERSION = \"" + version + "\""));
    EXPECT_THAT(std::string{worker.bytes()},
                AllOf(HasSubstr(version + "/keep.js"), HasSubstr(version + "/lyceum.css"), HasSubstr(".woff2")));
    browser.always("if-none-match", header(worker, "ETag"));
    EXPECT_EQ(browser.get("/sw.js").status, 304);
}

TEST_F(DeviceTest, ShowsNobodyOnThePageWithoutALine) {
    browser.sign_in();
    for (const auto* language : {"ru", "be", "en"}) {
        const auto response = browser.get(std::string{"/offline?lang="} + language);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(header(response, "Content-Language"), language);
        EXPECT_EQ(header(response, "Lyceum-Reader"), "");
        EXPECT_EQ(header(response, "Set-Cookie"), "");
        EXPECT_THAT(browser.page(), AllOf(Not(HasSubstr("_csrf")), HasSubstr("data-reader=\"none\"")));
    }
}

TEST_F(DeviceTest, SaysWhosePageItIsAndWhichPagesMayBeKept) {
    EXPECT_EQ(header(browser.get("/"), "Lyceum-Reader"), "none");
    EXPECT_EQ(text_of(boost::json::parse(browser.get("/session/reader").bytes()), "reader"), "none");
    site.sample.pool.on_view = [](const modules::Call&) -> Result<modules::View> {
        return modules::View{.xhtml = "<form><p>A question</p><button name=\"act\" value=\"go\">Go</button></form>"};
    };
    browser.sign_in();
    const auto home = browser.get("/");
    const auto reader = header(home, "Lyceum-Reader");
    EXPECT_EQ(reader.size(), 16U);
    EXPECT_EQ(header(home, "Lyceum-Keep"), "yes");
    const auto step = browser.get("/courses/sample/read");
    EXPECT_EQ(header(step, "Lyceum-Reader"), reader);
    EXPECT_EQ(header(step, "Lyceum-Keep"), "yes");
    EXPECT_EQ(browser.hidden("_reader"), reader);
    for (const auto* page : {"/profile", "/account", "/courses", "/courses/sample", "/nothing"}) {
        const auto response = browser.get(page);
        EXPECT_EQ(header(response, "Lyceum-Reader"), reader) << page;
        EXPECT_EQ(header(response, "Lyceum-Keep"), "") << page;
    }
}

// How the worker gets the token with which it sends what waited: of this session, and of no other.
TEST_F(DeviceTest, GivesATokenOfTheSessionToTheWorker) {
    browser.sign_in();
    const auto answer = boost::json::parse(browser.get("/session/reader").bytes());
    EXPECT_EQ(browser.get("/session/reader").content_type, "application/json");
    const auto token = text_of(answer, "csrf");
    Browser other{site};
    other.sign_in();
    EXPECT_EQ(other.post("/language", "_csrf=" + token + "&language=be&back=%2F").status, 403);
    EXPECT_EQ(browser.post("/language", "_csrf=" + token + "&language=be&back=%2F").status, 303);
}

TEST_F(DeviceTest, LetsPagesHaveAWorkerAndAManifestOfThisSiteOnly) {
    EXPECT_THAT(header(browser.get("/"), "Content-Security-Policy"),
                AllOf(HasSubstr("worker-src 'self'"), HasSubstr("manifest-src 'self'")));
}

// What a browser loads to show the sign-in page and then home, with nothing in its cache: pages, styles, scripts, icon,
// manifest, all fonts, and what the worker fetches for itself. Ministers are not always on a good line.
TEST_F(DeviceTest, WeighsAtMost120KilobytesOnTheFirstVisit) {
    browser.always("accept-encoding", "gzip, br");
    std::size_t all = 0;
    std::string listing;
    const auto add = [&](const std::string& what) {
        const auto response = browser.get(what);
        ASSERT_EQ(response.status, 200) << what;
        all += response.bytes().size();
        listing += "  " + what + " " + std::to_string(response.bytes().size()) + "\n";
    };
    add("/");
    browser.always("accept-encoding", "identity");
    browser.sign_in();
    const auto worker = std::string{browser.get("/sw.js").bytes()};
    browser.always("accept-encoding", "gzip, br");
    add("/");
    add("/sw.js");
    add("/manifest.webmanifest?lang=ru");
    for (const auto* language : {"ru", "be", "en"}) {
        add(std::string{"/offline?lang="} + language);
    }
    const auto needed = worker.substr(worker.find('['), worker.find(']') - worker.find('[') + 1);
    const auto files = boost::json::parse(needed);
    for (const auto& file : files.as_array()) {
        add(std::string{file.as_string().c_str()});
    }
    RecordProperty("bytes", std::to_string(all));
    EXPECT_LE(all, 120'000U) << listing;
    EXPECT_GE(all, 30'000U) << "something was left out:\n" << listing;
    std::cout << "first visit: " << all << " bytes\n" << listing;
}

}  // namespace
}  // namespace lyceum::web
