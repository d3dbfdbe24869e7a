#include "host/web/device_words.hpp"

#include <gtest/gtest.h>

#include <embedded/web_catalogues.hpp>

namespace lyceum::web {
namespace {

TEST(DeviceWords, NameTheBrowserAndTheDevice) {
    const auto texts = std::move(Texts::open(embedded::web_catalogues()).value());
    const Speech speech{texts, Language::Ru};
    EXPECT_EQ(device_words(speech, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"),
              "Firefox · Windows");
    EXPECT_EQ(device_words(speech,
                           "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                           "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
              "Edge · Windows");
    EXPECT_EQ(device_words(speech,
                           "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 "
                           "YaBrowser/24.6.0.0 Safari/537.36"),
              "Yandex · Windows");
    EXPECT_EQ(device_words(speech,
                           "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
                           "Chrome/126.0.0.0 Mobile Safari/537.36"),
              "Chrome · Android");
    EXPECT_EQ(device_words(speech,
                           "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                           "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
              "Safari · iPhone");
    EXPECT_EQ(device_words(speech, "Something on Linux"), "Linux");
    EXPECT_EQ(device_words(speech, "curl/8.0"), "другая программа");
    EXPECT_EQ(device_words(speech, ""), "другая программа");
}

}  // namespace
}  // namespace lyceum::web
