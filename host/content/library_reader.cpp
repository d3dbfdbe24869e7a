#include "host/content/folder.hpp"
#include "host/content/parts.hpp"
#include "host/content/reader.hpp"
#include "host/content/schemas.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::content {

using xml::in_quotes;
using xml::Severity;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_courses = 1000;

class LibraryReader {
public:
    LibraryReader(fs::path path, std::string display, const Vocabularies& vocabularies)
        : path_{std::move(path)}, display_{std::move(display)}, vocabularies_{vocabularies} {}

    Checked<Library> read() {
        std::error_code error;
        if (!fs::exists(path_, error)) {
            add_missing();
        } else if (!fs::is_directory(path_, error)) {
            read_file();
        } else if (fs::exists(path_ / "cmi5.xml", error)) {
            read_framework_beside(path_, display_);
            add_course(path_, display_);
        } else {
            read_folder();
        }
        checked_.value = std::make_shared<const Library>(std::move(library_));
        sort_by_place(checked_.diagnostics);
        return std::move(checked_);
    }

private:
    void add_missing() {
        Folder folder{path_.has_parent_path() ? path_.parent_path() : fs::path{"."}};
        checked_.diagnostics.push_back({display_, 0, 0, Severity::Error, "file.missing",
                                        "there is no such file or folder",
                                        folder.suggest(path_.filename().string(), "")});
    }

    template <class T>
    std::shared_ptr<const T> take(Checked<T> part) {
        checked_.bytes += part.bytes;
        checked_.diagnostics.insert(checked_.diagnostics.end(), std::make_move_iterator(part.diagnostics.begin()),
                                    std::make_move_iterator(part.diagnostics.end()));
        return std::move(part.value);
    }

    void read_file() {
        const std::string name = path_.filename().string();
        const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path{"."};
        if (name == "cmi5.xml") {
            const std::string shown = display_.substr(0, display_.size() - name.size());
            read_framework_beside(folder, shown);
            add_course(folder, shown);
        } else if (name == "framework.xml") {
            add_framework(path_, display_);
        } else {
            take(read_activity(path_, display_, vocabularies_));
        }
    }

    void add_framework(const fs::path& file, const std::string& display) {
        if (const auto framework = take(read_framework(file, display))) {
            library_.framework = *framework;
            has_framework_ = true;
        }
    }

    // Of a course folder: framework.xml lies in the folder above.
    void read_framework_beside(const fs::path& course, const std::string& display) {
        std::error_code error;
        const fs::path file = fs::absolute(course, error).lexically_normal() / ".." / "framework.xml";
        if (fs::exists(file, error)) {
            add_framework(file, (fs::path{display} / ".." / "framework.xml").lexically_normal().generic_string());
        }
    }

    void add_course(const fs::path& folder, const std::string& display) {
        const auto course =
            take(read_course(folder, display, vocabularies_, has_framework_ ? &library_.framework : nullptr));
        if (course == nullptr) {
            return;
        }
        for (const auto& other : library_.courses) {
            if (other->id == course->id && !course->id.empty()) {
                checked_.diagnostics.push_back(
                    {join_display(display, "cmi5.xml"), 0, 0, Severity::Error, "library.duplicate-course",
                     fmt::format("the course has the id {}, as {} has", in_quotes(course->id), in_quotes(other->slug)),
                     "give it an id of its own"});
            }
        }
        library_.courses.push_back(course);
    }

    void read_folder() {
        std::error_code error;
        const bool framework_there = fs::exists(path_ / "framework.xml", error);
        if (framework_there) {
            add_framework(path_ / "framework.xml", join_display(display_, "framework.xml"));
        }
        std::vector<std::string> names;
        fs::directory_iterator entry{path_, error};
        while (!error && entry != fs::directory_iterator{} && names.size() <= most_courses) {
            std::error_code ignored;
            if (fs::exists(entry->path() / "cmi5.xml", ignored)) {
                names.push_back(entry->path().filename().string());
            }
            entry.increment(error);
        }
        if (error) {
            checked_.diagnostics.push_back({display_, 0, 0, Severity::Error, "file.unreadable",
                                            fmt::format("the folder cannot be read: {}", error.message()), ""});
            return;
        }
        std::sort(names.begin(), names.end());
        if (names.size() > most_courses) {
            names.resize(most_courses);
            checked_.diagnostics.push_back({display_, 0, 0, Severity::Error, "library.too-many-courses",
                                            fmt::format("the folder holds more than {} courses", most_courses),
                                            "split it into several folders"});
        }
        for (const std::string& name : names) {
            add_course(path_ / name, join_display(display_, name));
        }
        if (names.empty() && !framework_there) {
            const std::string near = Folder{path_}.nearest("cmi5.xml", "");
            checked_.diagnostics.push_back({display_, 0, 0, Severity::Error, "library.empty",
                                            "here is neither cmi5.xml nor framework.xml nor a folder with a course",
                                            near.empty() ? "a course is a folder with a file cmi5.xml"
                                                         : fmt::format("rename {} to \"cmi5.xml\"", in_quotes(near))});
        } else if (!framework_there) {
            checked_.diagnostics.push_back({join_display(display_, "framework.xml"), 0, 0, Severity::Warning,
                                            "library.no-framework",
                                            "there is no such file; competencies and roles were not checked", ""});
        }
    }

    fs::path path_;
    std::string display_;
    const Vocabularies& vocabularies_;
    Library library_;
    bool has_framework_ = false;
    Checked<Library> checked_;
};

}  // namespace

Checked<Library> read_library(const std::filesystem::path& path, const std::string& display,
                              const Vocabularies& vocabularies) {
    return LibraryReader{path, display, vocabularies}.read();
}

}  // namespace lyceum::content
