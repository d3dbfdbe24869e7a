// A spreadsheet of people as bytes: encoding → rows → people. What is read must be within its bounds, and rows must
// survive being written and read again.

#include "host/base/csv.hpp"
#include "host/base/text.hpp"
#include "host/learning/people_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

namespace csv = lyceum::csv;
namespace learning = lyceum::learning;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_rows(std::string_view text) {
    csv::Reader reader{text, csv::guess_separator(text)};
    csv::Row row;
    while (true) {
        const auto more = reader.next(row);
        if (!more || !more.value()) {
            return;
        }
        require(!row.empty() && row.size() <= csv::Reader::most_cells);
        std::vector<std::string> texts;
        for (const auto& cell : row) {
            require(cell.line > 0 && cell.column > 0);
            texts.push_back(csv::without_formula(cell.text));
            require(!csv::is_formula_like(texts.back()));
        }
        const std::string line = csv::to_line(texts);
        csv::Reader again{line, ','};
        csv::Row read;
        require(again.next(read).value() && read.size() == texts.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
            require(read[i].text == texts[i]);
        }
    }
}

void check_people(std::string_view bytes, learning::PeopleEncoding encoding) {
    const auto list = learning::read_people(bytes, "people.csv", encoding, nullptr);
    if (lyceum::xml::has_errors(list.diagnostics)) {
        return;
    }
    for (const auto& person : list.people) {
        require(!person.login.empty() && !person.name.empty() && !person.role.empty());
        require(learning::is_person_text(person.name) && learning::is_person_text(person.body) &&
                learning::is_person_text(person.role) && learning::is_person_text(person.sector));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    check_people(bytes, learning::PeopleEncoding::Utf8);
    check_people(bytes, learning::PeopleEncoding::Windows1251);
    if (lyceum::text::is_utf8(bytes)) {
        check_rows(bytes);
    }
    return 0;
}
