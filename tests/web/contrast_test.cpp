// The law of host/web/assets/tokens.css: every pair of ink and ground that the style sheet puts together can be read.
#include "host/base/files.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <regex>
#include <string>

namespace lyceum::web {
namespace {

using Tokens = std::map<std::string, std::string>;

std::string style_sheet(const std::string& name) {
    return files::read(std::string{LYCEUM_SOURCE_DIR} + "/host/web/assets/" + name, 1 << 20).value();
}

// The colours of the light look, and with those of the dark one over them.
Tokens tokens(bool dark) {
    const auto css = style_sheet("tokens.css");
    const auto border = css.find("@media (prefers-color-scheme: dark)");
    EXPECT_NE(border, std::string::npos);
    Tokens found;
    const std::regex colour{R"(--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6}))"};
    const auto read = [&](const std::string& part) {
        for (std::sregex_iterator at{part.begin(), part.end(), colour}, end; at != end; ++at) {
            found[(*at)[1]] = (*at)[2];
        }
    };
    read(css.substr(0, border));
    if (dark) {
        read(css.substr(border));
    }
    return found;
}

// WCAG 2.2, "relative luminance" and "contrast ratio".
double luminance(const std::string& colour) {
    const auto channel = [&](std::size_t at) {
        const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& one, const std::string& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

class Contrast : public ::testing::TestWithParam<bool> {
protected:
    void expect(const std::string& ink, const std::string& ground, double least) {
        ASSERT_TRUE(colours.contains(ink) && colours.contains(ground)) << ink << " on " << ground;
        EXPECT_GE(contrast(colours[ink], colours[ground]), least) << ink << " on " << ground;
    }
    Tokens colours = tokens(GetParam());
};

TEST_P(Contrast, OfTextIsAtLeastFourAndAHalf) {
    for (const auto* ground : {"ground", "surface", "accent-soft"}) {
        for (const auto* ink : {"ink", "ink-2", "accent", "right", "wrong", "late"}) {
            expect(ink, ground, 4.5);
        }
    }
    expect("on-accent", "accent", 4.5);
}

// WCAG 2.2 success criterion 1.4.11: the borders that show where to type and press.
TEST_P(Contrast, OfControlBordersIsAtLeastThree) {
    expect("line-2", "ground", 3.0);
    expect("line-2", "surface", 3.0);
    expect("accent", "ground", 3.0);
}

INSTANTIATE_TEST_SUITE_P(Looks, Contrast, ::testing::Values(false, true),
                         [](const auto& look) { return look.param ? "Dark" : "Light"; });

// Paper is white, and so is the ground that figures are drawn for: those two places may name a colour.
void expect_no_colours_of_its_own(const std::string& name) {
    const auto css = style_sheet(name);
    const auto print = css.find("@media print");
    const auto figure = css.find(".activity figure img");
    for (auto at = css.find('#'); at != std::string::npos; at = css.find('#', at + 1)) {
        if (std::isxdigit(static_cast<unsigned char>(css[at + 1])) == 0 ||
            !std::regex_match(css.substr(at + 1, 6), std::regex{"[0-9A-F]{6}"})) {
            continue;  // an id
        }
        const bool in_figure = figure != std::string::npos && at > figure && at < css.find('}', figure);
        EXPECT_TRUE(at > print || in_figure) << name << ": " << css.substr(at, 7);
    }
}

TEST(StyleSheet, TakesItsColoursFromTheTokens) {
    for (const std::string name : {"lyceum.css", "activity.css", "charts.css"}) {
        expect_no_colours_of_its_own(name);
    }
}

}  // namespace
}  // namespace lyceum::web
