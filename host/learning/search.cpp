#include "host/learning/search.hpp"

#include "host/base/text.hpp"
#include "host/learning/standing.hpp"
#include "host/words/words.hpp"

#include <algorithm>

namespace lyceum::learning {

namespace {

constexpr std::size_t most_examples = 6;
constexpr std::size_t longest_example = 28;  // characters

// A course of the reading that this person's list of courses shows, and how far they are in it.
struct SeenCourse {
    std::size_t place = 0;  // in the reading's catalogue
    Begun begun;
};

Result<std::vector<SeenCourse>> seen_courses(Campus& campus, const Catalogue& catalogue, const store::User& person) {
    std::vector<SeenCourse> seen;
    for (std::size_t place = 0; place < catalogue.courses.size(); ++place) {
        const auto& course = catalogue.courses[place];
        // What was unpublished since the courses were read is found no more.
        if (!campus.catalogue->find_course(course->course->slug)) {
            continue;
        }
        LYCEUM_TRY(Begun begun, read_begun(campus, person, *course));
        if (begun.registration || is_for(*course->course, person.role)) {
            seen.push_back({.place = place, .begun = std::move(begun)});
        }
    }
    return seen;
}

// The first characters, at most `count`.
std::string_view first_characters(std::string_view text, std::size_t count) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) {
            return text.substr(0, at);
        }
    }
    return text;
}

// Short terms, of each course in turn.
std::vector<std::string> examples_of(const Reading& reading, const std::vector<SeenCourse>& seen, Language reader) {
    std::vector<std::string> examples;
    bool found = true;
    for (std::size_t round = 0; found && examples.size() < most_examples; ++round) {
        found = false;
        for (const SeenCourse& course : seen) {
            const auto& terms = reading.courses[course.place].glossary[static_cast<std::size_t>(reader)];
            if (round >= terms.size()) {
                continue;
            }
            found = true;
            const std::string& term = terms[round].term;
            const bool is_new = std::ranges::find(examples, term) == examples.end();
            if (examples.size() < most_examples && is_new && words::length_of(term) <= longest_example) {
                examples.push_back(term);
            }
        }
    }
    return examples;
}

SearchResult to_result(FoundPassage found, const Reading& reading, const SeenCourse& seen) {
    const Passage& passage = *found.passage;
    SearchResult result{.course = reading.catalogue->courses[passage.course],
                        .unit = nullptr,
                        .closed_by = nullptr,
                        .kind = passage.kind,
                        .place = passage.place,
                        .language = passage.language,
                        .title = std::move(found.title),
                        .excerpt = std::move(found.excerpt)};
    if (passage.kind != Passage::Kind::Course) {
        result.unit = &result.course->units[passage.unit];
        const auto missing =
            progress::missing_prerequisites(result.course->rule, result.unit->rule, seen.begun.standings);
        result.closed_by = missing.empty() ? nullptr : result.course->find_unit(missing.front());
    }
    return result;
}

}  // namespace

boost::asio::awaitable<Result<Search>> search(Campus& campus, store::User person, std::string query, Language reader) {
    Search search;
    search.query = first_characters(text::trim(query), longest_query);
    const auto reading = campus.reading_room.reading();
    search.is_ready = reading != nullptr;
    if (!search.is_ready) {
        search.catalogue = campus.catalogue;
        co_return search;
    }
    search.catalogue = reading->catalogue;
    LYCEUM_CO_TRY(const auto seen, seen_courses(campus, *reading->catalogue, person));
    if (search.query.empty()) {
        search.examples = examples_of(*reading, seen, reader);
        co_return search;
    }
    std::vector<std::size_t> courses;
    for (const SeenCourse& course : seen) {
        courses.push_back(course.place);
    }
    auto finding = campus.reading_room.find(search.query, reader, std::move(courses), most_results);
    auto found = co_await std::move(finding);
    if (!found) {
        co_return found.error();
    }
    if (found.value().reading != reading) {
        co_return Error{ErrorCode::Unavailable, "the courses changed while they were searched", "search", "try again"};
    }
    search.has_more = found.value().has_more;
    for (FoundPassage& passage : found.value().passages) {
        const auto course = std::ranges::find(seen, passage.passage->course, &SeenCourse::place);
        search.results.push_back(to_result(std::move(passage), *reading, *course));
    }
    co_return search;
}

}  // namespace lyceum::learning
