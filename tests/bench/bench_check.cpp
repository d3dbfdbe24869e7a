// How fast `lyceum check` reads: the command itself, from its start to its end, on courses of
// lessons and quizzes made for this.

#include "tests/behaviour/harness/courses.hpp"
#include "tests/behaviour/harness/process.hpp"
#include "tests/behaviour/harness/temp_folder.hpp"
#include "tests/bench/machine.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <string>

#include <fmt/format.h>

namespace lyceum::bench {
namespace {

namespace fs = std::filesystem;

constexpr int courses = 8;
constexpr int units = 24;

std::string lesson(int number) {
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lesson xmlns=\"urn:lyceum:lesson:1\" "
        "lang=\"ru\">\n"
        "  <title>Урок {}</title>\n",
        number);
    for (int section = 1; section <= 60; ++section) {
        text += fmt::format("  <section id=\"s{0}\" minutes=\"3\">\n    <title>Раздел {0}</title>\n", section);
        for (int paragraph = 0; paragraph < 12; ++paragraph) {
            text +=
                "    <p>Польза электронной услуги считается <strong>в часах, визитах и "
                "документах</strong> гражданина, а не в числе "
                "введённых систем. Сначала процедуру упрощают, затем <em>переводят в электронную "
                "форму</em>, и только потом "
                "рассказывают о ней людям.</p>\n";
        }
        text +=
            "    <ul><li>Возьмите самую массовую процедуру вашего органа.</li><li>Умножьте число "
            "обращений на число визитов.</li></ul>\n"
            "    <source title=\"Учебный пример\" date=\"2026-11\"/>\n  </section>\n";
    }
    return text + "</lesson>\n";
}

// Bytes of XML written.
std::uint64_t write_courses(const fs::path& folder) {
    fs::create_directories(folder);
    fs::copy_file(behaviour::fixture_courses() / "framework.xml", folder / "framework.xml");
    std::uint64_t bytes = fs::file_size(folder / "framework.xml");
    for (int course = 1; course <= courses; ++course) {
        std::string structure = fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<courseStructure "
            "xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">\n"
            "  <course id=\"https://example.org/courses/c{0}\">\n    <title><langstring "
            "lang=\"ru\">Курс {0}</langstring></title>\n"
            "    <description><langstring lang=\"ru\">Большой курс.</langstring></description>\n  "
            "</course>\n",
            course);
        const fs::path place = folder / fmt::format("course-{}", course);
        for (int unit = 1; unit <= units; ++unit) {
            structure += fmt::format(
                "  <au id=\"https://example.org/courses/c{0}/u{1}\" moveOn=\"Completed\">\n"
                "    <title><langstring lang=\"ru\">Урок {1}</langstring></title>\n"
                "    <description><langstring lang=\"ru\">Урок.</langstring></description>\n    "
                "<url>u{1}.xml</url>\n  </au>\n",
                course, unit);
            const std::string text = lesson(unit + units * course);
            behaviour::write_file(place / fmt::format("u{}.xml", unit), text);
            bytes += text.size();
        }
        structure += "</courseStructure>\n";
        behaviour::write_file(place / "cmi5.xml", structure);
        bytes += structure.size();
    }
    return bytes;
}

void measure() {
    fmt::print("{}\n", machine_line());
    const behaviour::TempFolder folder;
    const std::uint64_t bytes = write_courses(folder / "courses");
    const double megabytes = static_cast<double>(bytes) / 1e6;
    double best = 0;
    for (int round = 0; round < 3; ++round) {
        const auto began = std::chrono::steady_clock::now();
        const behaviour::Ran ran = behaviour::run_lyceum({"check", (folder / "courses").string()});
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (ran.exit_code != 0) {
            throw std::runtime_error{"check found errors in the courses made for it:\n" + ran.output.substr(0, 4000)};
        }
        fmt::print("lyceum check of {:.1f} MB in {} files: {:.2f} s, {:.0f} MB/s\n", megabytes,
                   courses * (units + 1) + 1, seconds, megabytes / seconds);
        best = std::max(best, megabytes / seconds);
    }
    fmt::print("  {:<44} {:>8.2f}   target {:<10} {}\n", "check, MB/s", best, ">= 50", best >= 50 ? "met" : "MISSED");
}

}  // namespace
}  // namespace lyceum::bench

int main() {
    try {
        lyceum::bench::measure();
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_check: {}\n", problem.what());
        return 1;
    }
}
